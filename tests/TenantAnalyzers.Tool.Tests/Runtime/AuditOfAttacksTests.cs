using System.Text;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using TenantAnalyzers.Gateway.Tests.Attacks;
using TenantAnalyzers.Gateway.Tests.Attacks.Suite;
using TenantAnalyzers.Gateway.Tests.Support;
using TenantAnalyzers.Samples.Tests.DynamoDbLocal;

namespace TenantAnalyzers.Tool.Tests.Runtime;

/// <summary>"Who tried tenant B?", asked after B was tried in every way there is.</summary>
public sealed class AuditOfAttacksTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PlainClient_OfATenant_IsDeniedAnothersItemAndGetsItsOwn()
    {
        await using var dynamoDb = await Needs.DynamoDbAsync();
        await using var gateway = await StartAsync(dynamoDb.ServiceUrl);
        var table = ShopScene.Find("Orders");
        var session = await gateway.AssumeAsync(ShopScene.Role, ShopScene.Attacker);
        using var client = new AmazonDynamoDBClient(session, new AmazonDynamoDBConfig { ServiceURL = gateway.Url.ToString(), AuthenticationRegion = TestGateway.Region });

        var denied = await Assert.ThrowsAsync<AmazonDynamoDBException>(() => client.GetItemAsync(table.VictimTable, table.Victim.Key, Token));
        var own = await client.GetItemAsync(table.AttackerTable, table.Attacker.Key, Token);

        Assert.Equal("AccessDeniedException", denied.ErrorCode);
        Assert.Equal(ItemText.Of(table.Attacker.Item), ItemText.Of(own.Item));
    }

    [Fact]
    public async Task Audit_AfterEveryAttack_NamesEachAndCountsEveryRequest()
    {
        await using var dynamoDb = await Needs.DynamoDbAsync();
        await using var gateway = await StartAsync(dynamoDb.ServiceUrl);
        using var attacker = gateway.Client(await gateway.AssumeAsync(ShopScene.Role, ShopScene.Attacker));
        var requests = 1; // The session.
        attacker.BeforeRequestEvent += (_, _) => Interlocked.Increment(ref requests);
        var attacks = new List<string>();
        foreach (var table in ShopScene.Tables)
        {
            foreach (var operation in AttackOperation.All.Where(operation => operation.Fits(table.Shape)))
            {
                var refusal = await Record.ExceptionAsync(() => operation.SendAsync(new Attempt(attacker, table.Victim, table.Attacker, "mark", Token)));
                Assert.True(refusal is not null && IsolationSuite.IsAccessDenied(refusal), operation + ": " + refusal);
                attacks.Add(refusal is AmazonServiceException { RequestId: { } id } ? id : "");
                await attacker.GetItemAsync(table.AttackerTable, table.Attacker.Key, Token);
            }
        }

        var all = await ToolRun.Of("audit", gateway.AuditFile);
        Assert.Equal(0, all.ExitCode);
        Assert.EndsWith($"{requests} attempts, {attacks.Count} denied", all.Output.TrimEnd(), StringComparison.Ordinal);
        var onVictim = await ToolRun.Of("audit", gateway.AuditFile, "--tenant", ShopScene.Victim, "--denied", "--format", "json");
        Assert.Equal(attacks, onVictim.Lines.Select(static record => record.GetProperty("requestID").GetString()));
        var text = await ToolRun.Of("audit", gateway.AuditFile, "--tenant", ShopScene.Victim, "--denied");
        Assert.All(text.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[..^1], static line => Assert.Contains(" DENIED ", line, StringComparison.Ordinal));
        // Nobody tried a third one, but who asks for everything asks for that too.
        var onOther = await ToolRun.Of("audit", gateway.AuditFile, "--tenant", "initech", "--denied", "--format", "json");
        Assert.All(onOther.Lines, static record => Assert.True(record.GetProperty("additionalEventData").TryGetProperty("everyKey", out _)));
    }

    /// <summary>What cannot be understood may be an attempt on anyone.</summary>
    [Fact]
    public async Task Audit_AttemptsThatCannotBeJudged_AreNamedToo()
    {
        (string Operation, string Body)[] doubtful =
        [
            ("ExecuteStatement", """{"Statement":"SELECT * FROM \"Orders\" WHERE tenantId = 'acme' --\n OR tenantId = 'globex'"}"""),
            ("GetItem", """{"TableName":"Orders","Key":{"tenantId":{"S":"acme"},"orderId":{"S":"1"},"tenantId":{"S":"globex"}}}"""),
            ("Query", """{"TableName":"Orders","KeyConditionExpression":"tenantId >= :t","ExpressionAttributeValues":{":t":{"S":"globex"}}}"""),
            ("NoSuchOperation", """{"TableName":"Orders","Key":{"tenantId":{"S":"globex"}}}"""),
        ];
        await using var dynamoDb = await Needs.DynamoDbAsync();
        await using var gateway = await StartAsync(dynamoDb.ServiceUrl);
        var keys = await (await gateway.AssumeAsync(ShopScene.Role, ShopScene.Attacker)).GetCredentialsAsync();
        using var http = new HttpClient();
        foreach (var (operation, body) in doubtful)
        {
            using var request = SignedRequest.Create(gateway.Url, keys, "DynamoDB_20120810." + operation, Encoding.UTF8.GetBytes(body));
            using var response = await http.SendAsync(request, Token);
            Assert.Contains("AccessDeniedException", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        }

        // Signed for the own item, and changed on the way.
        using var tampered = SignedRequest.Create(gateway.Url, keys, "DynamoDB_20120810.GetItem", "{}"u8.ToArray());
        tampered.Content = new StringContent("""{"TableName":"Orders","Key":{"tenantId":{"S":"globex"},"orderId":{"S":"globex-1"}}}""", new System.Net.Http.Headers.MediaTypeHeaderValue("application/x-amz-json-1.0"));
        using var refused = await http.SendAsync(tampered, Token);
        Assert.Contains("InvalidSignatureException", await refused.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);

        var found = await ToolRun.Of("audit", gateway.AuditFile, "--tenant", ShopScene.Victim, "--denied", "--format", "json");

        Assert.Equal(doubtful.Select(static one => one.Operation).Append("GetItem"), found.Lines.Select(static record => record.GetProperty("eventName").GetString()));
    }

    private static async Task<TestGateway> StartAsync(string dynamoDb)
    {
        using var admin = TestGateway.AdminOf(dynamoDb);
        await ShopScene.CreateAsync(admin);
        foreach (var table in ShopScene.Tables)
            await table.ResetAsync(admin, Token);
        return await TestGateway.StartAsync(dynamoDb, TestGateway.ConfigOf((ShopScene.Role, ShopScene.Policy)));
    }
}
