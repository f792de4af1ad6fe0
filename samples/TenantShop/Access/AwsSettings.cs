using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.SecurityToken;

namespace TenantShop.Access;

/// <summary>Where DynamoDB and STS are, and as whom the shop meets them (section <c>Aws</c>).</summary>
internal sealed class AwsSettings(IConfiguration configuration)
{
    private const string OperatorSection = "Aws:Operator";

    /// <summary>The gateway that stands for DynamoDB, STS and the login of databases.</summary>
    public Uri Gateway { get; } = new(configuration["DynamoDb:ServiceUrl"] ?? "http://127.0.0.1:8001");

    /// <summary>A way to DynamoDB past the gateway, for who keeps the tables; null for none.</summary>
    public string? AdminServiceUrl { get; } = configuration["DynamoDb:AdminServiceUrl"] is { Length: > 0 } url ? url : null;

    public string Region { get; } = configuration["Aws:Region"] ?? "eu-central-1";

    /// <summary>The role that is assumed for one tenant.</summary>
    public string RoleArn { get; } = configuration["Aws:RoleArn"] ?? "arn:aws:iam::111122223333:role/Tenant";

    /// <summary>The shop's own key: it may assume the role, and nothing else.</summary>
    public AWSCredentials Broker { get; } = Key(configuration, "Aws:Broker");

    /// <summary>A key that may do everything: what a shop without the IAM layer works with.</summary>
    public AWSCredentials Wide { get; } = Key(configuration, "Aws:Wide");

    /// <summary>The key of who looks after the sample data of all tenants.</summary>
    public AWSCredentials Operator { get; } = Key(configuration, OperatorSection);

    /// <summary>The name of that key: what it does is not shown among the tenants' attempts.</summary>
    public string? OperatorKeyId { get; } = configuration[OperatorSection + ":AccessKeyId"];

    public AmazonDynamoDBConfig DynamoDb(string? serviceUrl = null) => new()
    {
        ServiceURL = serviceUrl ?? Gateway.ToString(),
        AuthenticationRegion = Region,
        MaxErrorRetry = 2,
        Timeout = TimeSpan.FromSeconds(20),
    };

    public AmazonSecurityTokenServiceConfig Sts() => new()
    {
        ServiceURL = Gateway.ToString(),
        AuthenticationRegion = Region,
        MaxErrorRetry = 2,
        Timeout = TimeSpan.FromSeconds(20),
    };

    // Any key will do for a DynamoDB Local that nothing guards.
    private static BasicAWSCredentials Key(IConfiguration configuration, string section) =>
        new(configuration[section + ":AccessKeyId"] ?? "local", configuration[section + ":SecretAccessKey"] ?? "local");
}
