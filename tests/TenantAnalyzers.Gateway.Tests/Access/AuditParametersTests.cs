using System.Text.Json;

namespace TenantAnalyzers.Gateway.Tests.Access;

/// <summary>What of a request goes into the audit: names, expressions and key values; no other value.</summary>
public sealed class AuditParametersTests
{
    [Theory]
    [InlineData("GetItem", """{"TableName":"Orders","Key":{"pk":{"S":"A"},"sk":{"S":"1"}},"ProjectionExpression":"#v","ExpressionAttributeNames":{"#v":"v"},"ConsistentRead":true}""",
        """{"tableName":"Orders","projectionExpression":"#v","expressionAttributeNames":{"#v":"v"},"consistentRead":true,"key":{"pk":"A","sk":"1"}}""")]
    [InlineData("PutItem", """{"TableName":"Orders","Item":{"pk":{"S":"A"},"sk":{"S":"1"},"v":{"S":"SECRET"}},"ConditionExpression":"v = :v","ExpressionAttributeValues":{":v":{"S":"SECRET"}}}""",
        """{"tableName":"Orders","conditionExpression":"v = :v","items":["pk","sk","v"],"key":{"pk":"A","sk":"1"}}""")]
    [InlineData("Query", """{"TableName":"Orders","IndexName":"ByDate","KeyConditionExpression":"pk = :a","ExpressionAttributeValues":{":a":{"S":"A"}},"Limit":5,"QueryFilter":{"v":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"SECRET"}]}}}""",
        """{"tableName":"Orders","indexName":"ByDate","keyConditionExpression":"pk = :a","limit":5,"key":{"pk":"A"}}""")]
    [InlineData("BatchWriteItem", """{"RequestItems":{"Orders":[{"PutRequest":{"Item":{"pk":{"S":"A"},"sk":{"S":"1"},"v":{"S":"SECRET"}}}},{"DeleteRequest":{"Key":{"pk":{"S":"B"},"sk":{"S":"1"}}}}]}}""",
        """{"requestItems":[{"tableName":"Orders","keys":[{"pk":"A","sk":"1"},{"pk":"B","sk":"1"}]}]}""")]
    [InlineData("TransactWriteItems", """{"TransactItems":[{"Put":{"TableName":"Orders","Item":{"pk":{"S":"A"},"sk":{"S":"1"},"v":{"S":"SECRET"}}}}]}""",
        """{"transactItems":[{"put":{"tableName":"Orders","items":["pk","sk","v"],"key":{"pk":"A","sk":"1"}}}]}""")]
    [InlineData("ExecuteStatement", """{"Statement":"SELECT * FROM Orders WHERE pk = 'A' /* SECRET */ AND sk = '1' AND v = 'SECRET' AND w IN [42, -1, TRUE]"}""",
        """{"statement":"SELECT * FROM Orders WHERE pk = 'A' AND sk = '1' AND v = ***(Redacted) AND w IN [***(Redacted), -***(Redacted), ***(Redacted)]"}""")]
    [InlineData("ExecuteStatement", """{"Statement":"INSERT INTO Orders VALUE {'pk': 'A', 'sk': '1', 'v': 'SECRET'}"}""",
        """{"statement":"INSERT INTO Orders VALUE {'pk': 'A', 'sk': '1', 'v': ***(Redacted)}"}""")]
    [InlineData("ExecuteStatement", """{"Statement":"SELECT 'SECRET FROM","Parameters":[{"S":"SECRET"}]}""", """{"statement":"SELECT ***(Redacted)"}""")]
    [InlineData("ExecuteStatement", """{"Statement":"DELETE FROM Numbers WHERE pk = - 1"}""", """{"statement":"DELETE FROM Numbers WHERE pk = - 1"}""")]
    [InlineData("ExecuteStatement", """{"Statement":"SELECT * FROM Gone WHERE pk = 'SECRET'"}""", """{"statement":"SELECT * FROM Gone WHERE pk = ***(Redacted)"}""")]
    [InlineData("TagResource", """{"ResourceArn":"arn:aws:dynamodb:us-east-1:111122223333:table/Orders","Tags":[{"Key":"a","Value":"SECRET"}]}""", """{"resourceArn":"arn:aws:dynamodb:us-east-1:111122223333:table/Orders"}""")]
    public async Task Parameters_OfARequest_HoldKeysAndNoOtherValue(string operation, string body, string expected)
    {
        var parameters = (await Reading.OfAsync(operation, body)).Parameters;
        Assert.Equal(expected, parameters!.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.DoesNotContain("SECRET", parameters.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GetItem", """{"TableName":"Orders","Key":{"pk":{"S":"A"},"sk":{"S":"1"}}}""", "A")]
    [InlineData("BatchGetItem", """{"RequestItems":{"Orders":{"Keys":[{"pk":{"S":"A"},"sk":{"S":"1"}},{"pk":{"S":"B"},"sk":{"S":"1"}}]}}}""", "A,B")]
    [InlineData("ExecuteStatement", """{"Statement":"SELECT * FROM Orders WHERE pk IN ['A', ?]","Parameters":[{"S":"B"}]}""", "A,B")]
    [InlineData("Scan", """{"TableName":"Orders"}""", "")]
    public async Task LeadingKeys_OfARequest_AreThere(string operation, string body, string expected) =>
        Assert.Equal(expected, string.Join(',', (await Reading.OfAsync(operation, body)).LeadingKeys));
}
