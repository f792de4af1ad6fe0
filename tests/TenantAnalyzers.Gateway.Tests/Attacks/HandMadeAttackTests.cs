using System.Text;
using TenantAnalyzers.Gateway.Tests.Attacks.Suite;
using TenantAnalyzers.Gateway.Tests.Support;

namespace TenantAnalyzers.Gateway.Tests.Attacks;

/// <summary>
/// Requests that no SDK sends, each with a reading under which it is the attacker's own and another under which it is the victim's. Whatever
/// the answer: nothing of the victim's is in it, and nothing of the victim's has changed.
/// </summary>
public sealed class HandMadeAttackTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private const string Service = "DynamoDB_20120810.";
    private const string OwnKey = """{"tenantId":{"S":"acme"},"orderId":{"S":"acme-1"}}""";
    private const string OtherKey = """{"tenantId":{"S":"globex"},"orderId":{"S":"globex-1"}}""";
    private const string Equality = """
        "KeyConditionExpression":"tenantId = :t","ExpressionAttributeValues":{":t":{"S":"acme"}}
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>What is asked, and how: OWN and OTHER stand for a key, EQUALITY for the members of a query of the own partition.</summary>
    public static TheoryData<string, string> Requests => new()
    {
        // Two readings of one JSON text.
        { "GetItem", """{"TableName":"Orders","Key":{"tenantId":{"S":"acme"},"orderId":{"S":"globex-1"},"tenant\u0049d":{"S":"globex"}}}""" },
        { "GetItem", """{"TableName":"Orders","Key":{"tenantId":{"S":"acme","\u0053":"globex"},"orderId":{"S":"globex-1"}}}""" },
        { "GetItem", """{"TableName":"Orders","Key":OWN,"K\u0065y":OTHER}""" },
        { "GetItem", """{"TableName":"Orders","Key":OTHER,"Key":OWN}""" },
        { "GetItem", """{"TableName":"Orders","Key":OWN,"key":OTHER}""" },
        { "GetItem", """{"TableName":"Orders","Key":OWN}{"TableName":"Orders","Key":OTHER}""" },
        { "GetItem", """{"TableName":"Orders","Key":OWN/*,"Key":OTHER*/}""" },
        { "GetItem", """{"TableName":"Orders","Key":{"tenantId":{"S":["globex"]},"orderId":{"S":"globex-1"}}}""" },
        { "GetItem", """{"TableName":"Orders","Key":{"tenantId":{"S":"globex","S":"acme"},"orderId":{"S":"globex-1"}}}""" },
        { "GetItem", """{"TableName":"Orders","TableName":"Activity","Key":{"tenantId":{"S":"acme"},"orderId":{"S":"acme-1"}}}""" },
        { "GetItem", """{"TableName":"orders-acme","TableName":"orders-globex","Key":{"orderId":{"S":"order-1"}}}""" },
        { "GetItem", """{"TableName":"orders-acme/../orders-globex","Key":{"orderId":{"S":"order-1"}}}""" },
        { "GetItem", """{"TableName":"arn:aws:dynamodb:eu-central-1:111122223333:table/orders-acme/index/../../orders-globex","Key":{"orderId":{"S":"order-1"}}}""" },
        { "GetItem", """{"TableName":"arn:aws:dynamodb:ddblocal:000000000000:table/orders-globex","Key":{"orderId":{"S":"order-1"}}}""" },
        { "GetItem", """{"TableName":"ORDERS-GLOBEX","Key":{"orderId":{"S":"order-1"}}}""" },

        // A query that binds the own key, and more.
        { "Query", """{"TableName":"Orders","KeyConditionExpression":"tenantId = :t OR tenantId = :o","ExpressionAttributeValues":{":t":{"S":"acme"},":o":{"S":"globex"}}}""" },
        { "Query", """{"TableName":"Orders","KeyConditionExpression":"#a = :t AND #b = :o","ExpressionAttributeNames":{"#a":"tenantId","#b":"tenantId"},"ExpressionAttributeValues":{":t":{"S":"acme"},":o":{"S":"globex"}}}""" },
        { "Query", """{"TableName":"Orders","KeyConditionExpression":"#a = :t","ExpressionAttributeNames":{"#a":"tenantId"},"ExpressionAttributeValues":{":t":{"S":"acme"},":t":{"S":"globex"}}}""" },
        { "Query", """{"TableName":"Orders",EQUALITY,"KeyConditions":{"tenantId":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"globex"}]}}}""" },
        { "Query", """{"TableName":"Orders","KeyConditions":{"tenantId":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"acme"},{"S":"globex"}]}}}""" },
        { "Query", """{"TableName":"Orders","KeyConditions":{"tenantId":{"ComparisonOperator":"GE","AttributeValueList":[{"S":"acme"}]}}}""" },
        { "Query", """{"TableName":"Orders",EQUALITY,"ExclusiveStartKey":OTHER}""" },
        { "Query", """{"TableName":"Orders","IndexName":"byTenant",EQUALITY,"ExclusiveStartKey":OTHER}""" },
        { "Query", """{"TableName":"Activity","IndexName":"byOwner","KeyConditionExpression":"PK = :t","ExpressionAttributeValues":{":t":{"S":"TENANT#acme"}}}""" },
        { "Query", """{"TableName":"Activity","KeyConditionExpression":"PK = :t AND #o = :o","ExpressionAttributeNames":{"#o":"owner"},"ExpressionAttributeValues":{":t":{"S":"TENANT#acme"},":o":{"S":"TENANT#globex"}}}""" },
        { "Query", """{"TableName":"Activity","KeyConditionExpression":"begins_with(PK, :t)","ExpressionAttributeValues":{":t":{"S":"TENANT#"}}}""" },
        { "Scan", """{"TableName":"Orders","FilterExpression":"tenantId = :t","ExpressionAttributeValues":{":t":{"S":"acme"}}}""" },
        { "Scan", """{"TableName":"Orders","KeyConditionExpression":"tenantId = :t","ExpressionAttributeValues":{":t":{"S":"acme"}}}""" },

        // The other among the own.
        { "BatchGetItem", """{"RequestItems":{"Orders":{"Keys":[OWN,OTHER]}}}""" },
        { "BatchGetItem", """{"RequestItems":{"Orders":{"Keys":[OWN]},"arn:aws:dynamodb:eu-central-1:111122223333:table/Orders":{"Keys":[OTHER]}}}""" },
        { "BatchGetItem", """{"RequestItems":{"Orders":{"Keys":[OWN]},"Ord\u0065rs":{"Keys":[OTHER]}}}""" },
        { "BatchWriteItem", """{"RequestItems":{"Orders":[{"DeleteRequest":{"Key":OWN},"PutRequest":{"Item":OTHER}}]}}""" },
        { "BatchWriteItem", """{"RequestItems":{"Orders":[{"DeleteRequest":{"Key":OTHER}},{"DeleteRequest":{"Key":OWN}}]}}""" },
        { "TransactGetItems", """{"TransactItems":[{"Get":{"TableName":"Orders","Key":OWN}},{"Get":{"TableName":"Orders","Key":OTHER}}]}""" },
        { "TransactWriteItems", """{"TransactItems":[{"ConditionCheck":{"TableName":"Orders","Key":OTHER,"ConditionExpression":"attribute_not_exists(tenantId)","ReturnValuesOnConditionCheckFailure":"ALL_OLD"}}]}""" },
        { "TransactWriteItems", """{"TransactItems":[{"Delete":{"TableName":"Orders","Key":OWN},"Update":{"TableName":"Orders","Key":OTHER,"UpdateExpression":"SET note = :n","ExpressionAttributeValues":{":n":{"S":"x"}}}}]}""" },
        { "PutItem", """{"TableName":"Orders","Item":{"tenantId":{"S":"acme"},"tenantId":{"S":"globex"},"orderId":{"S":"globex-1"}}}""" },
        { "UpdateItem", """{"TableName":"Orders","Key":OWN,"UpdateExpression":"SET tenantId = :o","ExpressionAttributeValues":{":o":{"S":"globex"}}}""" },
        { "UpdateItem", """{"TableName":"Orders","Key":OWN,"AttributeUpdates":{"tenantId":{"Action":"PUT","Value":{"S":"globex"}}}}""" },
        { "DeleteItem", """{"TableName":"Orders","Key":OTHER,"ConditionExpression":"attribute_not_exists(tenantId)","ReturnValuesOnConditionCheckFailure":"ALL_OLD"}""" },

        // PartiQL.
        { "ExecuteStatement", Statement("SELECT * FROM \"Orders\" WHERE tenantId = 'acme' OR tenantId = 'globex'") },
        { "ExecuteStatement", Statement("SELECT * FROM \"Orders\" WHERE tenantId = 'acme' OR orderId = 'globex-1'") },
        { "ExecuteStatement", Statement("SELECT * FROM \"Orders\" WHERE tenantId IN ['acme','globex']") },
        { "ExecuteStatement", Statement("SELECT * FROM \"Orders\" WHERE NOT tenantId = 'acme'") },
        { "ExecuteStatement", Statement("SELECT * FROM \"Orders\" WHERE \"tenantId\" = 'acme' --' AND 1 = 1\n OR tenantId = 'globex'") },
        { "ExecuteStatement", Statement("SELECT * FROM \"Orders\" WHERE tenantId = 'acme'' OR tenantId = ''globex'") },
        { "ExecuteStatement", Statement("SELECT * FROM \"Orders\" WHERE TENANTID = 'acme'") },
        { "ExecuteStatement", Statement("SELECT * FROM \"Orders\" WHERE 'acme' = tenantId OR 'x' = 'x'") },
        { "ExecuteStatement", Statement("SELECT * FROM \"Activity\".\"byOwner\" WHERE PK = 'TENANT#acme'") },
        { "ExecuteStatement", Statement("SELECT * FROM \"Activity\".\"byOwner\" WHERE owner = 'TENANT#acme' OR PK = 'TENANT#globex'") },
        { "ExecuteStatement", Statement("SELECT * FROM \"orders-acme\" WHERE EXISTS(SELECT * FROM \"orders-globex\")") },
        { "ExecuteStatement", Statement("INSERT INTO \"Orders\" VALUE {'tenantId':'acme','tenantId':'globex','orderId':'globex-9'}") },
        { "ExecuteStatement", Statement("INSERT INTO \"Orders\" VALUE {'tenantId':'acme','orderId':'x','\u0074enantId':'globex'}") },
        { "ExecuteStatement", Statement("INSERT INTO \"orders-globex\" SELECT * FROM \"orders-acme\"") },
        { "ExecuteStatement", Statement("UPDATE \"Orders\" SET note = 'x' WHERE tenantId = 'acme' AND orderId = 'acme-1' OR tenantId = 'globex'") },
        { "ExecuteStatement", Statement("UPDATE \"Orders\" SET tenantId = 'globex' WHERE tenantId = 'acme' AND orderId = 'acme-1'") },
        { "ExecuteStatement", Statement("DELETE FROM \"Orders\" WHERE tenantId = 'globex' AND orderId = 'globex-1' RETURNING ALL OLD *") },
        { "ExecuteStatement", """{"Statement":"SELECT * FROM \"orders-acme\"","Statement":"SELECT * FROM \"orders-globex\""}""" },
        { "ExecuteStatement", """{"Statement":"SELECT * FROM \"Orders\" WHERE tenantId = ?","Parameters":[{"S":"acme"},{"S":"globex"}]}""" },
        { "ExecuteStatement", """{"Statement":"SELECT * FROM \"Orders\" WHERE tenantId = ?","Parameters":[{"S":"globex"}]}""" },
        { "BatchExecuteStatement", """{"Statements":[{"Statement":"SELECT * FROM \"orders-acme\" WHERE orderId = 'order-1'"},{"Statement":"SELECT * FROM \"orders-globex\" WHERE orderId = 'order-1'"}]}""" },
        { "ExecuteTransaction", """{"TransactStatements":[{"Statement":"EXISTS(SELECT * FROM \"Orders\" WHERE tenantId = 'globex' AND orderId = 'globex-1' AND note = 'x')"},{"Statement":"UPDATE \"Orders\" SET note = 'x' WHERE tenantId = 'acme' AND orderId = 'acme-1'"}]}""" },

        // Other ways to the whole of a table.
        { "RestoreTableToPointInTime", """{"SourceTableName":"orders-globex","TargetTableName":"orders-acme2","UseLatestRestorableTime":true}""" },
        { "ExportTableToPointInTime", """{"TableArn":"arn:aws:dynamodb:eu-central-1:111122223333:table/orders-globex","S3Bucket":"x"}""" },
        { "PutResourcePolicy", """{"ResourceArn":"arn:aws:dynamodb:eu-central-1:111122223333:table/orders-globex","Policy":"{}"}""" },
        { "UpdateTimeToLive", """{"TableName":"orders-globex","TimeToLiveSpecification":{"AttributeName":"total","Enabled":true}}""" },
        { "UpdateTable", """{"TableName":"orders-globex","DeletionProtectionEnabled":false,"GlobalSecondaryIndexUpdates":[{"Delete":{"IndexName":"byStatus"}}]}""" },
        { "DeleteTable", """{"TableName":"orders-globex"}""" },
        { "TagResource", """{"ResourceArn":"arn:aws:dynamodb:eu-central-1:111122223333:table/orders-globex","Tags":[{"Key":"TenantId","Value":"acme"}]}""" },
    };

    [Theory, MemberData(nameof(Requests))]
    public async Task Request_OfTwoReadings_GivesAndChangesNothingOfTheOther(string operation, string body)
    {
        var before = await ResetAsync();
        var keys = await (await shop.Gateway.AssumeAsync(ShopScene.Role, ShopScene.Attacker)).GetCredentialsAsync();
        using var http = new HttpClient();
        using var request = SignedRequest.Create(shop.Gateway.Url, keys, Service + operation, Encoding.UTF8.GetBytes(Complete(body)));

        using var response = await http.SendAsync(request, Token);

        Assert.DoesNotContain("secret-of-" + ShopScene.Victim, await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.True((int)response.StatusCode < 500, response.StatusCode.ToString());
        Assert.Equal(before, await SnapshotAsync());
    }

    /// <summary>Two operations in one request: whichever DynamoDB would take, it is not the one that was judged.</summary>
    [Theory]
    [InlineData("X-Amz-Target: DynamoDB_20120810.DescribeTable\r\nX-Amz-Target: DynamoDB_20120810.Scan", "DynamoDB_20120810.DescribeTable,DynamoDB_20120810.Scan")]
    [InlineData("X-Amz-Target: DynamoDB_20120810.Scan\r\nx-amz-target: DynamoDB_20120810.GetItem", "DynamoDB_20120810.Scan,DynamoDB_20120810.GetItem")]
    [InlineData("X-Amz-Target: DynamoDB_20120810.GetItem\r\n DynamoDB_20120810.Scan", "DynamoDB_20120810.GetItem DynamoDB_20120810.Scan")]
    [InlineData("X-Amz-Target: DynamoDB_20120810.GetItem,DynamoDB_20120810.Scan", "DynamoDB_20120810.GetItem,DynamoDB_20120810.Scan")]
    public async Task Request_OfTwoTargets_IsRefused(string lines, string signedAs)
    {
        await ResetAsync();
        var body = """{"TableName":"Orders"}"""u8.ToArray();
        var keys = await (await shop.Gateway.AssumeAsync(ShopScene.Role, ShopScene.Attacker)).GetCredentialsAsync();
        var host = shop.Gateway.Url.Authority;
        var headers = SignedRequest.Headers(keys, host, [("x-amz-target", signedAs)], body, DateTimeOffset.UtcNow).Select(static header => $"{header.Name}: {header.Value}\r\n");
        using var connection = await RawConnection.OpenAsync(shop.Gateway.Url);

        await connection.SendAsync($"POST / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: {body.Length}\r\n{lines}\r\n{string.Concat(headers)}\r\n");
        await connection.SendAsync(body);

        var answer = await connection.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-of-", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_OfATenant_CannotBecomeAnothers()
    {
        var session = await shop.Gateway.AssumeAsync(ShopScene.Role, ShopScene.Attacker);
        using var sts = new Amazon.SecurityToken.AmazonSecurityTokenServiceClient(
            session, new Amazon.SecurityToken.AmazonSecurityTokenServiceConfig { ServiceURL = shop.Gateway.Url.ToString(), AuthenticationRegion = TestGateway.Region, MaxErrorRetry = 0 });

        var refusal = await Assert.ThrowsAsync<Amazon.SecurityToken.AmazonSecurityTokenServiceException>(() => sts.AssumeRoleAsync(
            new Amazon.SecurityToken.Model.AssumeRoleRequest
            {
                RoleArn = $"arn:aws:iam::{TestGateway.Account}:role/{ShopScene.Role}",
                RoleSessionName = "other",
                Tags = [new Amazon.SecurityToken.Model.Tag { Key = "TenantId", Value = ShopScene.Victim }],
            },
            Token));

        Assert.Equal("AccessDenied", refusal.ErrorCode);
    }

    /// <summary>The keys of one session with the token of another.</summary>
    [Fact]
    public async Task Session_WithTheTokenOfAnother_IsNotKnown()
    {
        var own = await (await shop.Gateway.AssumeAsync(ShopScene.Role, ShopScene.Attacker)).GetCredentialsAsync();
        var other = await (await shop.Gateway.AssumeAsync(ShopScene.Role, ShopScene.Victim)).GetCredentialsAsync();
        foreach (var mixed in new[] { (own.AccessKey, own.SecretKey, other.Token), (other.AccessKey, own.SecretKey, other.Token), (other.AccessKey, own.SecretKey, own.Token) })
        {
            using var client = shop.Gateway.Client(new Amazon.Runtime.SessionAWSCredentials(mixed.AccessKey, mixed.SecretKey, mixed.Token));
            var table = ShopScene.Find("Orders");
            var refusal = await Assert.ThrowsAnyAsync<Amazon.DynamoDBv2.AmazonDynamoDBException>(() => client.GetItemAsync(table.VictimTable, table.Victim.Key, Token));
            Assert.Contains(refusal.ErrorCode, new[] { "UnrecognizedClientException", "InvalidSignatureException" });
        }
    }

    private static string Complete(string body) => body.Replace("OWN", OwnKey, StringComparison.Ordinal).Replace("OTHER", OtherKey, StringComparison.Ordinal)
        .Replace("EQUALITY", Equality, StringComparison.Ordinal);

    private static string Statement(string text) => System.Text.Json.JsonSerializer.Serialize(new { Statement = text });

    private async Task<string> ResetAsync()
    {
        foreach (var table in ShopScene.Tables)
            await table.ResetAsync(shop.Admin, Token);
        return await SnapshotAsync();
    }

    private Task<string> SnapshotAsync() => Fuzzing.Victim.SnapshotAsync(shop.Admin, Token);
}
