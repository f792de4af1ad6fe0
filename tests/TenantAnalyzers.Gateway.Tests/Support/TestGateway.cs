using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using TenantAnalyzers.Gateway.Audit;

namespace TenantAnalyzers.Gateway.Tests.Support;

/// <summary>
/// A gateway with a configuration of its own: one user, who may assume the roles given. Clients of it are the SDK's own, and their credentials come
/// from a real <c>AssumeRole</c>.
/// </summary>
internal sealed class TestGateway : IAsyncDisposable
{
    public const string Account = "111122223333";
    public const string Region = "eu-central-1";
    public const string BrokerKey = "AKIAEXAMPLEBROKER001";
    public const string BrokerSecret = "an-example-of-a-secret";

    private readonly DirectoryInfo _folder;
    private readonly string _account;
    private readonly GatewayServer _server;
    private readonly Notices _notices;

    private TestGateway(DirectoryInfo folder, string account, GatewayServer server, Notices notices)
    {
        _folder = folder;
        _account = account;
        _server = server;
        _notices = notices;
    }

    public Uri Url => _server.Url;

    public string ConfigFile => ConfigFileIn(_folder);

    public string AuditFile => AuditFileIn(_folder);

    /// <summary>What an operator was told.</summary>
    public string NoticeText => _notices.ToString();

    /// <summary>The records so far.</summary>
    public IReadOnlyList<AuditEntry> Audit
    {
        get
        {
            // The gateway goes on writing it.
            using var reader = new StreamReader(new FileStream(AuditFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            return [.. AuditTrail.Read(reader, static line => Assert.Fail($"line {line} of the audit file is no record"))];
        }
    }

    /// <summary>Starts one in front of a DynamoDB.</summary>
    /// <param name="dynamoDb">Where that listens.</param>
    /// <param name="config">The configuration; see <see cref="ConfigOf"/>.</param>
    /// <param name="clock">The gateway's clock.</param>
    /// <param name="prepareFolder">Gets the folder of the audit file before it is opened.</param>
    /// <param name="change">What is not as usual.</param>
    /// <param name="account">The account that takes the place of <see cref="Account"/>.</param>
    public static async Task<TestGateway> StartAsync(string dynamoDb, string config, TimeProvider? clock = null, Action<string>? prepareFolder = null, Func<GatewayOptions, GatewayOptions>? change = null,
        string account = Account)
    {
        var folder = Directory.CreateTempSubdirectory("gateway-");
        try
        {
            await File.WriteAllTextAsync(ConfigFileIn(folder), config.Replace(Account, account, StringComparison.Ordinal), TestContext.Current.CancellationToken);
            Directory.CreateDirectory(Path.GetDirectoryName(AuditFileIn(folder))!);
            prepareFolder?.Invoke(Path.GetDirectoryName(AuditFileIn(folder))!);
            var notices = new Notices();
            var options = new GatewayOptions
            {
                ConfigFile = ConfigFileIn(folder),
                AuditFile = AuditFileIn(folder),
                DynamoDb = new Uri(dynamoDb),
                Clock = clock ?? TimeProvider.System,
                Notices = notices,
            };
            var server = await GatewayServer.StartAsync(change?.Invoke(options) ?? options);
            return new TestGateway(folder, account, server, notices);
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>A configuration with these roles: each name with the text of its one policy.</summary>
    public static string ConfigOf(params (string Role, string Policy)[] roles) => new JsonObject
    {
        ["tableAccount"] = Account,
        ["accounts"] = new JsonObject
        {
            [Account] = new JsonObject
            {
                ["users"] = new JsonObject
                {
                    ["broker"] = new JsonObject
                    {
                        ["accessKeys"] = new JsonArray(new JsonObject { ["id"] = BrokerKey, ["secret"] = BrokerSecret }),
                        ["policies"] = new JsonArray(Policy("""{ "Effect": "Allow", "Action": ["sts:AssumeRole", "sts:TagSession"], "Resource": "*" }""")),
                    },
                },
                ["roles"] = new JsonObject(roles.Select(static role => KeyValuePair.Create<string, JsonNode?>(role.Role, new JsonObject
                {
                    ["trustPolicy"] = Policy($$"""{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::{{Account}}:user/broker" }, "Action": ["sts:AssumeRole", "sts:TagSession"] }"""),
                    ["policies"] = new JsonArray(JsonNode.Parse(role.Policy)),
                }))),
            },
        },
    }.ToJsonString();

    /// <summary>The credentials of a session of a role with these tags.</summary>
    public async Task<SessionAWSCredentials> AssumeAsync(string role, params (string Key, string Value)[] tags)
    {
        using var sts = new AmazonSecurityTokenServiceClient(
            new BasicAWSCredentials(BrokerKey, BrokerSecret),
            new AmazonSecurityTokenServiceConfig { ServiceURL = Url.ToString(), AuthenticationRegion = Region, MaxErrorRetry = 0 });
        var response = await sts.AssumeRoleAsync(
            new AssumeRoleRequest
            {
                RoleArn = $"arn:aws:iam::{_account}:role/{role}",
                RoleSessionName = "test",
                Tags = [.. tags.Select(static tag => new Tag { Key = tag.Key, Value = tag.Value })],
            },
            TestContext.Current.CancellationToken);
        var given = response.Credentials;
        return new SessionAWSCredentials(given.AccessKeyId, given.SecretAccessKey, given.SessionToken);
    }

    /// <summary>A session of a role, tagged with its tenant.</summary>
    public Task<SessionAWSCredentials> AssumeAsync(string role, string tenant) => AssumeAsync(role, ("TenantId", tenant));

    /// <summary>The SDK's client, unmodified, with the gateway as its endpoint. It does not try again, so that each call is one request.</summary>
    public AmazonDynamoDBClient Client(AWSCredentials credentials, string region = Region) => new(credentials, new AmazonDynamoDBConfig
    {
        ServiceURL = Url.ToString(),
        AuthenticationRegion = region,
        MaxErrorRetry = 0,
    });

    /// <summary>A client straight to DynamoDB Local, past every layer.</summary>
    public static AmazonDynamoDBClient AdminOf(string dynamoDb) => new(
        new BasicAWSCredentials("local", "local"), new AmazonDynamoDBConfig { ServiceURL = dynamoDb, AuthenticationRegion = Region, MaxErrorRetry = 0 });

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static string ConfigFileIn(DirectoryInfo folder) => Path.Combine(folder.FullName, "gateway.json");

    private static string AuditFileIn(DirectoryInfo folder) => Path.Combine(folder.FullName, "audit", "audit.jsonl");

    private static JsonObject Policy(string statement) => new() { ["Version"] = "2012-10-17", ["Statement"] = JsonNode.Parse(statement) };

    /// <summary>A writer that can be read while it is written to.</summary>
    private sealed class Notices : StringWriter
    {
        private readonly Lock _lock = new();

        public override void WriteLine(string? value)
        {
            lock (_lock)
                base.WriteLine(value);
        }

        public override string ToString()
        {
            lock (_lock)
                return base.ToString();
        }
    }
}
