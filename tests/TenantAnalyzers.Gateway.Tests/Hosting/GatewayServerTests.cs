using System.Net;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using TenantAnalyzers.Gateway.Audit;
using TenantAnalyzers.Samples.Tests.DynamoDbLocal;

namespace TenantAnalyzers.Gateway.Tests.Hosting;

/// <summary>The whole of it: the SDK's own clients, the real DynamoDB Local, a role with a session tag.</summary>
public sealed class GatewayServerTests : IAsyncDisposable
{
    private const string Region = "eu-central-1";
    private const string Account = "111122223333";
    private const string Secret = "sample-secret-sample-secret-sample-00000";

    private const string Config = """
        {
          "tableAccount": "111122223333",
          "accounts": { "111122223333": {
            "users": {
              "shop": {
                "accessKeys": [{ "id": "AKIAEXAMPLESHOP00001", "secret": "sample-secret-sample-secret-sample-00000" }],
                "policies": [{ "Version": "2012-10-17", "Statement": [
                  { "Effect": "Allow", "Action": ["sts:AssumeRole", "sts:TagSession"], "Resource": "arn:aws:iam::111122223333:role/Tenant" },
                  { "Effect": "Allow", "Action": "dynamodb:*", "Resource": "*" }
                ] }]
              }
            },
            "roles": {
              "Tenant": {
                "trustPolicy": { "Version": "2012-10-17", "Statement": [{
                  "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::111122223333:user/shop" }, "Action": ["sts:AssumeRole", "sts:TagSession"],
                  "Condition": { "Null": { "aws:RequestTag/TenantId": "false" } }
                }] },
                "policies": [{ "Version": "2012-10-17", "Statement": [{
                  "Effect": "Allow",
                  "Action": ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:Query"],
                  "Resource": "arn:aws:dynamodb:eu-central-1:111122223333:table/Orders",
                  "Condition": {
                    "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["${aws:PrincipalTag/TenantId}"] },
                    "Null": { "dynamodb:LeadingKeys": "false" }
                  }
                }] }]
              }
            }
          } }
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("gateway-").FullName;
    private readonly StringWriter _notices = new();

    private string AuditFile => Path.Combine(_folder, "audit.jsonl");

    [Fact]
    public async Task ATenantsSession_GetsItsOwnItemAndNotTheOthers()
    {
        await using var local = await Needs.DynamoDbAsync();
        await using var gateway = await StartAsync(new Uri(local.ServiceUrl));
        using var shop = Client(gateway, new BasicAWSCredentials("AKIAEXAMPLESHOP00001", Secret));
        await CreateOrdersAsync(shop);
        using var acme = Client(gateway, await AssumeAsync(gateway, "acme"));

        var own = await acme.GetItemAsync("Orders", Key("acme"), TestContext.Current.CancellationToken);
        Assert.Equal("of acme", own.Item["note"].S);
        var refusal = await Assert.ThrowsAsync<AmazonDynamoDBException>(() => acme.GetItemAsync("Orders", Key("globex"), TestContext.Current.CancellationToken));
        Assert.Equal("AccessDeniedException", refusal.ErrorCode);
        Assert.Equal(HttpStatusCode.BadRequest, refusal.StatusCode);
        Assert.Equal(
            $"User: arn:aws:sts::{Account}:assumed-role/Tenant/acme is not authorized to perform: dynamodb:GetItem on resource: arn:aws:dynamodb:{Region}:{Account}:table/Orders "
                + "because no identity-based policy allows the dynamodb:GetItem action",
            refusal.Message);

        var records = ReadAudit();
        // CreateTable, two puts, AssumeRole, two reads.
        Assert.Equal(6, records.Count);
        Assert.Equal(refusal.RequestId, records[^1].Record.GetProperty("requestID").GetString());
        Assert.Equal("AccessDenied", records[^1].ErrorCode);
        Assert.Equal(["globex"], records[^1].LeadingKeys);
        Assert.Equal(own.ResponseMetadata.RequestId, records[^2].Record.GetProperty("requestID").GetString());
        Assert.Null(records[^2].ErrorCode);
        Assert.Single(records, static entry => entry.IsDenied && AuditTrail.Concerns(entry, "globex"));
    }

    [Fact]
    public async Task AnAllowedCallThatFails_HasItsErrorInTheRecord()
    {
        await using var local = await Needs.DynamoDbAsync();
        await using var gateway = await StartAsync(new Uri(local.ServiceUrl));
        using var shop = Client(gateway, new BasicAWSCredentials("AKIAEXAMPLESHOP00001", Secret));
        await CreateOrdersAsync(shop);
        await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => shop.PutItemAsync(new PutItemRequest
        {
            TableName = "Orders",
            Item = Key("acme"),
            ConditionExpression = "attribute_not_exists(orderId)",
        }, TestContext.Current.CancellationToken));
        var record = ReadAudit()[^1];
        Assert.Equal("ConditionalCheckFailedException", record.ErrorCode);
        Assert.Equal("The conditional request failed", record.ErrorMessage);
        Assert.False(record.IsDenied);
    }

    [Fact]
    public async Task ATableThatIsNotThere_IsResourceNotFoundForWhoMayReadIt_AndDeniedForOthers()
    {
        await using var local = await Needs.DynamoDbAsync();
        await using var gateway = await StartAsync(new Uri(local.ServiceUrl));
        using var shop = Client(gateway, new BasicAWSCredentials("AKIAEXAMPLESHOP00001", Secret));
        using var acme = Client(gateway, await AssumeAsync(gateway, "acme"));
        await Assert.ThrowsAsync<ResourceNotFoundException>(() => shop.GetItemAsync("Orders", Key("acme"), TestContext.Current.CancellationToken));
        var refusal = await Assert.ThrowsAsync<AmazonDynamoDBException>(() => acme.GetItemAsync("Orders", Key("acme"), TestContext.Current.CancellationToken));
        Assert.Equal("AccessDeniedException", refusal.ErrorCode);
    }

    [Fact]
    public async Task Health_SaysWhetherDynamoDbAnswers()
    {
        using var http = new HttpClient();
        await using var local = await Needs.DynamoDbAsync();
        await using (var gateway = await StartAsync(new Uri(local.ServiceUrl)))
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri(gateway.Url, "/health"), TestContext.Current.CancellationToken)).StatusCode);
        await using (var alone = await StartAsync(new Uri("http://127.0.0.1:9")))
        {
            using var response = await http.GetAsync(new Uri(alone.Url, "/health"), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            Assert.Contains("does not answer", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Start_AtAnAddressThatIsTaken_SaysSo()
    {
        await using var gateway = await StartAsync(new Uri("http://127.0.0.1:9"));
        var error = await Assert.ThrowsAsync<GatewayException>(() => StartAsync(new Uri("http://127.0.0.1:9"), gateway.Url, "other.jsonl"));
        Assert.Contains(gateway.Url.ToString(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnythingElse_IsNotFound()
    {
        using var http = new HttpClient();
        await using var gateway = await StartAsync(new Uri("http://127.0.0.1:9"));
        foreach (var path in new[] { "/x", "/x/..;/", "/shell", "/health" })
        {
            using var response = await http.PostAsync(new Uri(gateway.Url, path), null, TestContext.Current.CancellationToken);
            Assert.True(response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{path}: {response.StatusCode}");
        }
    }

    [Theory]
    [InlineData("DynamoDB_20120810.ListTables", "application/x-amz-json-1.0", "#MissingAuthenticationTokenException")]
    [InlineData(null, "text/xml", "<Code>MissingAuthenticationToken</Code>")]
    public async Task ARequestWithoutASignature_IsAnsweredInTheFormOfItsService(string? target, string type, string error)
    {
        using var http = new HttpClient();
        await using var gateway = await StartAsync(new Uri("http://127.0.0.1:9"));
        using var request = new HttpRequestMessage(HttpMethod.Post, gateway.Url) { Content = new FormUrlEncodedContent([new("Action", "GetCallerIdentity")]) };
        if (target is not null)
            request.Headers.Add("X-Amz-Target", target);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(target is null ? HttpStatusCode.Forbidden : HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
        Assert.Contains(error, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.True(Assert.Single(ReadAudit()).IsDenied);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        _notices.Dispose();
        return default;
    }

    private static Dictionary<string, AttributeValue> Key(string tenant) => new() { ["tenantId"] = new(tenant), ["orderId"] = new("order-1") };

    private static AmazonDynamoDBClient Client(GatewayServer gateway, AWSCredentials credentials) =>
        new(credentials, new AmazonDynamoDBConfig { ServiceURL = gateway.Url.ToString(), AuthenticationRegion = Region, MaxErrorRetry = 0 });

    private static async Task<AWSCredentials> AssumeAsync(GatewayServer gateway, string tenant)
    {
        using var sts = new AmazonSecurityTokenServiceClient(
            new BasicAWSCredentials("AKIAEXAMPLESHOP00001", Secret), new AmazonSecurityTokenServiceConfig { ServiceURL = gateway.Url.ToString(), AuthenticationRegion = Region });
        var response = await sts.AssumeRoleAsync(new AssumeRoleRequest
        {
            RoleArn = $"arn:aws:iam::{Account}:role/Tenant",
            RoleSessionName = tenant,
            Tags = [new Amazon.SecurityToken.Model.Tag { Key = "TenantId", Value = tenant }],
        }, TestContext.Current.CancellationToken);
        return response.Credentials;
    }

    private static async Task CreateOrdersAsync(AmazonDynamoDBClient shop)
    {
        await shop.CreateTableAsync(new CreateTableRequest
        {
            TableName = "Orders",
            BillingMode = BillingMode.PAY_PER_REQUEST,
            AttributeDefinitions = [new("tenantId", ScalarAttributeType.S), new("orderId", ScalarAttributeType.S)],
            KeySchema = [new("tenantId", KeyType.HASH), new("orderId", KeyType.RANGE)],
        });
        foreach (var tenant in new[] { "acme", "globex" })
            await shop.PutItemAsync("Orders", new(Key(tenant)) { ["note"] = new($"of {tenant}") });
    }

    private async Task<GatewayServer> StartAsync(Uri dynamoDb, Uri? listen = null, string audit = "audit.jsonl")
    {
        var config = Path.Combine(_folder, "gateway.json");
        await File.WriteAllTextAsync(config, Config);
        return await GatewayServer.StartAsync(
            new GatewayOptions
            {
                ConfigFile = config,
                DynamoDb = dynamoDb,
                AuditFile = Path.Combine(_folder, audit),
                Listen = listen ?? new Uri("http://127.0.0.1:0"),
                Notices = _notices,
            },
            TestContext.Current.CancellationToken);
    }

    private List<AuditEntry> ReadAudit()
    {
        using var reader = AuditTrail.Open(AuditFile);
        return [.. AuditTrail.Read(reader, static line => Assert.Fail($"line {line} is unreadable"))];
    }
}
