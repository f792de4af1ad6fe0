using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TenantAnalyzers.Gateway.Tests.Attacks.Suite;
using TenantAnalyzers.Gateway.Tests.Support;

namespace TenantAnalyzers.Gateway.Tests.Attacks;

/// <summary>Two tenants, tables that they share and tables of each of them, and the policy that keeps them apart.</summary>
internal static class ShopScene
{
    public const string Attacker = "acme";
    public const string Victim = "globex";
    public const string Role = "Tenant";

    private static readonly TableShape Orders = new("tenantId", "orderId") { Index = new("byTenant", "tenantId") };
    private static readonly TableShape Activity = new("PK", "SK") { Index = new("byOwner", "owner") };
    private static readonly TableShape OwnOrders = new("orderId", null) { Index = new("byStatus", "status") };

    /// <summary>Item actions on the own partitions of the shared tables, and all item actions on the own tables.</summary>
    public static string Policy { get; } = Arns("""
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": ["dynamodb:*Item", "dynamodb:Query", "dynamodb:PartiQL*"],
              "Resource": ["TABLE/Orders", "TABLE/Orders/index/*"],
              "Condition": {
                "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": "${aws:PrincipalTag/TenantId}" },
                "Null": { "dynamodb:LeadingKeys": "false" }
              }
            },
            {
              "Effect": "Allow",
              "Action": ["dynamodb:*Item", "dynamodb:Query", "dynamodb:PartiQL*"],
              "Resource": ["TABLE/Activity", "TABLE/Activity/index/byOwner"],
              "Condition": {
                "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": "TENANT#${aws:PrincipalTag/TenantId}" },
                "Null": { "dynamodb:LeadingKeys": "false" }
              }
            },
            {
              "Effect": "Allow",
              "Action": ["dynamodb:*Item", "dynamodb:Query", "dynamodb:Scan", "dynamodb:PartiQL*"],
              "Resource": ["TABLE/orders-${aws:PrincipalTag/TenantId}", "TABLE/orders-${aws:PrincipalTag/TenantId}/index/*"]
            }
          ]
        }
        """);

    /// <summary>The tables: shared and keyed by the tenant, shared with a general key, one of each tenant.</summary>
    public static IReadOnlyList<TenantTable> Tables { get; } =
    [
        Shared("Orders", Orders, static tenant => tenant, static (tenant, number) => $"{tenant}-{number}"),
        Shared("Activity", Activity, static tenant => "TENANT#" + tenant, static (tenant, number) => $"ORDER#{tenant}-{number}"),
        new("orders-{tenant}", OwnOrders, "orders-" + Attacker, OwnItems(Attacker), "orders-" + Victim, OwnItems(Victim)) { SecretAttribute = "secret" },
    ];

    /// <summary>The table of a name.</summary>
    public static TenantTable Find(string name) => Tables.Single(table => table.Name == name);

    /// <summary>Creates all of them, empty.</summary>
    public static async Task CreateAsync(IAmazonDynamoDB admin, bool hasStreams = false)
    {
        foreach (var table in Tables)
        {
            foreach (var name in new[] { table.AttackerTable, table.VictimTable }.Distinct())
                await DynamoDbTables.CreateAsync(admin, name, table.Shape, hasStreams);
        }
    }

    /// <summary>Puts the prefix of an ARN of the tables in the place of <c>TABLE</c>.</summary>
    public static string Arns(string policy) => policy.Replace("TABLE/", $"arn:aws:dynamodb:{TestGateway.Region}:{TestGateway.Account}:table/", StringComparison.Ordinal);

    private static TenantTable Shared(string name, TableShape shape, Func<string, string> partition, Func<string, int, string> sort)
    {
        return new(name, shape, name, [Item(Attacker, 1), Item(Attacker, 2)], name, [Item(Victim, 1), Item(Victim, 2)]) { SecretAttribute = "secret" };

        Dictionary<string, AttributeValue> Item(string tenant, int number) => new()
        {
            [shape.PartitionKey] = new AttributeValue(partition(tenant)),
            [shape.SortKey!] = new AttributeValue(sort(tenant, number)),
            [shape.Index!.PartitionKey] = new AttributeValue(partition(tenant)),
            ["secret"] = new AttributeValue(Secret(name, tenant, number)),
            ["total"] = new AttributeValue { N = "40" },
        };
    }

    private static Dictionary<string, AttributeValue>[] OwnItems(string tenant)
    {
        return [Item(1), Item(2)];

        // The ids say nothing of the tenant: both have an order 1.
        Dictionary<string, AttributeValue> Item(int number) => new()
        {
            ["orderId"] = new AttributeValue($"order-{number}"),
            ["status"] = new AttributeValue("OPEN"),
            ["secret"] = new AttributeValue(Secret("orders", tenant, number)),
        };
    }

    private static string Secret(string table, string tenant, int number) => $"secret-of-{tenant}-in-{table}-{number}";
}
