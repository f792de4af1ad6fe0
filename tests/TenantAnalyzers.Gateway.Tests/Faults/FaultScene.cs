using System.Text;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using TenantAnalyzers.Gateway.Tests.Support;

namespace TenantAnalyzers.Gateway.Tests.Faults;

/// <summary>One table, one tenant, and what is asked of a gateway in trouble.</summary>
internal static class FaultScene
{
    public const string Tenant = "acme";

    public static string Policy { get; } = """
        {
          "Version": "2012-10-17",
          "Statement": {
            "Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:PutItem"], "Resource": "arn:aws:dynamodb:*:111122223333:table/Orders",
            "Condition": { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": "${aws:PrincipalTag/TenantId}" }, "Null": { "dynamodb:LeadingKeys": "false" } }
          }
        }
        """;

    public static string Config { get; } = TestGateway.ConfigOf(("Tenant", Policy));

    public static Dictionary<string, AttributeValue> Key => new() { ["tenantId"] = new AttributeValue(Tenant) };

    /// <summary>The body of a request for the tenant's item, of a length of its own.</summary>
    public static byte[] GetItemBody(int length = 0)
    {
        var body = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { TableName = "Orders", Key = new { tenantId = new { S = Tenant } } }));
        // Blank space is JSON.
        return [.. body, .. Enumerable.Repeat((byte)' ', Math.Max(0, length - body.Length))];
    }

    /// <summary>What DynamoDB answers to it.</summary>
    public static string GetItemAnswer(int noteLength = 10) =>
        JsonSerializer.Serialize(new { Item = new { tenantId = new { S = Tenant }, note = new { S = new string('n', noteLength) } } });

    /// <summary>A client of the tenant.</summary>
    public static async Task<AmazonDynamoDBClient> ClientAsync(TestGateway gateway) => gateway.Client(await gateway.AssumeAsync("Tenant", Tenant));

    /// <summary>The keys of a session of the tenant.</summary>
    public static async Task<ImmutableCredentials> KeysAsync(TestGateway gateway) => await (await gateway.AssumeAsync("Tenant", Tenant)).GetCredentialsAsync();

    /// <summary>Whether the SDK would send it again.</summary>
    public static bool IsRetryable(Exception? exception) => exception is AmazonServiceException { StatusCode: >= System.Net.HttpStatusCode.InternalServerError } or HttpRequestException or IOException
        or AmazonServiceException { InnerException: HttpRequestException or IOException };
}
