using TenantShop.Layers;

namespace TenantShop.Hosting;

/// <summary>How the shop is started inside another program.</summary>
public sealed record ShopOptions
{
    /// <summary>The gateway: DynamoDB, STS and the login of databases. A DynamoDB Local will do while the IAM layer is off.</summary>
    public required Uri Gateway { get; init; }

    /// <summary>DynamoDB itself, for the sample data: past the gateway, so that the audit shows tenants only. Default: the gateway.</summary>
    public Uri? DynamoDb { get; init; }

    /// <summary>The gateway's audit file, which the page shows. Default: none.</summary>
    public string? AuditFile { get; init; }

    /// <summary>Where to listen. Default: a free port of loopback.</summary>
    public Uri Listen { get; init; } = new("http://127.0.0.1:0");

    /// <summary>Where the SQLite files of the tenants are. Default: a folder of temporary files.</summary>
    public string? DatabaseFolder { get; init; }

    /// <summary>Npgsql's connection string of a user that may create databases and roles; without one, or when the server does not answer, SQLite.</summary>
    public string? PostgresAdmin { get; init; }

    /// <summary>The layers of the shop's own pages; each attack names its own.</summary>
    public ShopLayers Layers { get; init; } = ShopLayers.All;

    /// <summary>Create the tables and databases, and fill them with the sample tenants' data.</summary>
    public bool Seed { get; init; } = true;

    internal IEnumerable<KeyValuePair<string, string?>> ToConfiguration() =>
    [
        new("urls", Listen.ToString()),
        new("DynamoDb:ServiceUrl", Gateway.ToString()),
        new("DynamoDb:AdminServiceUrl", DynamoDb?.ToString()),
        new("Audit:File", AuditFile),
        new("Databases:Folder", DatabaseFolder),
        new("Postgres:Admin", PostgresAdmin),
        new("Layers:App", Layers.App.ToString()),
        new("Layers:Iam", Layers.Iam.ToString()),
        new("Layers:Keys", Layers.Keys.ToString()),
        new("Seed", Seed.ToString()),
    ];
}
