namespace TenantAnalyzers.Gateway.Tests.Access;

/// <summary>What Query, Scan and SearchVectors ask for.</summary>
public sealed class QueryOperationTests
{
    [Theory]
    [InlineData("pk = :a", "")]
    [InlineData(":a = pk", "")]
    [InlineData("((pk = :a))", "")]
    [InlineData("#p=:a", ",\"ExpressionAttributeNames\":{\"#p\":\"pk\"}")]
    [InlineData("pk = :a AND begins_with(sk, :b)", "")]
    [InlineData("(pk = :a) and (sk between :a and :b)", "")]
    [InlineData("sk >= :b AND pk = :a", "")]
    [InlineData("pk=:a", ",\"IndexName\":\"ByDate\"")]
    public async Task Query_PartitionBound_AsksForIt(string condition, string more)
    {
        var reading = await Reading.OfAsync("Query", Body(condition, more));
        Assert.Equal(["A"], Assert.Single(reading.Accesses).Keys["dynamodb:LeadingKeys"]);
        Assert.Equal(["A"], reading.LeadingKeys);
    }

    [Theory]
    [InlineData("pk = :a OR pk = :b", "")]
    [InlineData("pk = :a AND pk = :b", "")]
    [InlineData("pk = :a AND #p = :b", ",\"ExpressionAttributeNames\":{\"#p\":\"pk\"}")]
    [InlineData("pk IN (:a)", "")]
    [InlineData("NOT pk = :a", "")]
    [InlineData("pk <> :a", "")]
    [InlineData("pk >= :a", "")]
    [InlineData("begins_with(pk, :a)", "")]
    [InlineData("sk = :a", "")]
    [InlineData("PK = :a", "")]
    [InlineData("pk.x = :a", "")]
    [InlineData("pk[0] = :a", "")]
    [InlineData("pk = :A", "")]
    [InlineData("pk = pk", "")]
    [InlineData("pk = :n", "")]
    [InlineData("pk = :e", "")]
    [InlineData("pk = :a AND v = :b", "")]
    [InlineData("#p = :a", "")]
    [InlineData("#P = :a", ",\"ExpressionAttributeNames\":{\"#p\":\"pk\"}")]
    [InlineData("pk = :a", ",\"ExpressionAttributeNames\":{\"#p\":1}")]
    [InlineData("pk = :a", ",\"IndexName\":\"ByStatus\"")]
    [InlineData("pk = :a", ",\"IndexName\":\"bydate\"")]
    [InlineData("pk = :a", ",\"IndexName\":\"\"")]
    [InlineData("pk = :a", ",\"IndexName\":null")]
    [InlineData("pk = :a", ",\"KeyConditions\":{\"pk\":{\"ComparisonOperator\":\"EQ\",\"AttributeValueList\":[{\"S\":\"A\"}]}}")]
    [InlineData("pk = :a", ",\"ExclusiveStartKey\":{\"pk\":{\"S\":\"B\"},\"sk\":{\"S\":\"1\"}}")]
    [InlineData("pk = :a", ",\"ExclusiveStartKey\":{\"sk\":{\"S\":\"1\"}}")]
    [InlineData("pk = :a", ",\"ExclusiveStartKey\":{}")]
    [InlineData("pk = :a", ",\"ExclusiveStartKey\":{\"pk\":{\"S\":\"A\"},\"x\":{\"S\":\"1\"}}")]
    [InlineData("pk = :a", ",\"Select\":\"SPECIFIC_ATTRIBUTES\"")]
    [InlineData("pk = :a", ",\"Select\":\"all_attributes\"")]
    [InlineData("pk = :a", ",\"FilterExpression\":\"evil(v)\"")]
    [InlineData("pk = :a", ",\"FilterExpression\":\"_v = :a\"")]
    [InlineData("pk = :a", ",\"FilterExpression\":\"v[x] = :a\"")]
    [InlineData("pk = :a\u00a0", "")]
    [InlineData("pk = :a\ufffc", "")]
    [InlineData("", "")]
    [InlineData("pk = :a", ",\"Limit\":1.5")]
    [InlineData("pk = :a", ",\"Limit\":\"1\"")]
    [InlineData("pk = :a", ",\"ScanIndexForward\":\"true\"")]
    [InlineData("pk = :a", ",\"limit\":1")]
    public async Task Query_PartitionNotCertain_IsDoubted(string condition, string more) =>
        Assert.NotNull((await Reading.OfAsync("Query", Body(condition, more))).Doubt);

    [Theory]
    [InlineData("""{"TableName":"Orders","KeyConditions":{"pk":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"A"}]},"sk":{"ComparisonOperator":"BEGINS_WITH","AttributeValueList":[{"S":"x"}]}},"QueryFilter":{"v":{"ComparisonOperator":"NULL"}}}""",
        "Query table/Orders Attributes=[v,pk,sk] LeadingKeys=[A] Select=[ALL_ATTRIBUTES]")]
    [InlineData("""{"TableName":"Orders","IndexName":"ByStatus","KeyConditionExpression":"#s = :s","FilterExpression":"v.x > :s","ProjectionExpression":"w","ExpressionAttributeNames":{"#s":"status"},"ExpressionAttributeValues":{":s":{"S":"open"}},"Select":"SPECIFIC_ATTRIBUTES"}""",
        "Query table/Orders/index/ByStatus Attributes=[w,v,status] LeadingKeys=[open] Select=[SPECIFIC_ATTRIBUTES]")]
    [InlineData("""{"TableName":"Orders","IndexName":"ByRegion","KeyConditionExpression":"tenant = :t AND region = :r","ExpressionAttributeValues":{":t":{"S":"A"},":r":{"S":"eu"}}}""",
        "Query table/Orders/index/ByRegion Attributes=[tenant,region] LeadingKeys=[A] SecondPartitionKeyValues=[eu] Select=[ALL_PROJECTED_ATTRIBUTES]")]
    [InlineData("""{"TableName":"Orders","IndexName":"ByCount","KeyConditionExpression":"tenant = :t AND #c = :c","ExpressionAttributeNames":{"#c":"count"},"ExpressionAttributeValues":{":t":{"S":"A"},":c":{"N":"1"}},"Select":"COUNT"}""",
        "Query table/Orders/index/ByCount Attributes=[tenant,count] LeadingKeys=[A] SecondPartitionKeyValues=[1] Select=[COUNT] / Attributes=[tenant,count] LeadingKeys=[A] SecondPartitionKeyValues=[(nobody)] Select=[COUNT] / Attributes=[tenant,count] LeadingKeys=[A] Select=[COUNT]")]
    [InlineData("""{"TableName":"Orders","IndexName":"ByStatus","KeyConditionExpression":"#s = :s","ExpressionAttributeNames":{"#s":"status"},"ExpressionAttributeValues":{":s":{"S":"open"}},"ExclusiveStartKey":{"status":{"S":"open"},"pk":{"S":"B"},"sk":{"S":"1"}}}""",
        "Query table/Orders/index/ByStatus Attributes=[status] LeadingKeys=[open] Select=[ALL_PROJECTED_ATTRIBUTES]")]
    public async Task Query_Documented_AsksOfTableOrIndex(string body, string expected) => Assert.Equal(expected, await Reading.PrintAsync("Query", body));

    [Theory]
    [InlineData("""{"TableName":"Orders"}""", "Scan table/Orders Select=[ALL_ATTRIBUTES]")]
    [InlineData("""{"TableName":"Orders","IndexName":"ByStatus","Segment":0,"TotalSegments":4,"ReturnConsumedCapacity":"NONE"}""", "Scan table/Orders/index/ByStatus ReturnConsumedCapacity=[NONE] Select=[ALL_PROJECTED_ATTRIBUTES]")]
    [InlineData("""{"TableName":"Orders","ExclusiveStartKey":{"pk":{"S":"B"},"sk":{"S":"1"}},"ScanFilter":{"pk":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"A"}]}}}""", "Scan table/Orders Attributes=[pk] Select=[ALL_ATTRIBUTES]")]
    [InlineData("""{"TableName":"Orders","FilterExpression":"pk = :a","ExpressionAttributeValues":{":a":{"S":"A"}}}""", "Scan table/Orders Attributes=[pk] Select=[ALL_ATTRIBUTES]")]
    public async Task Scan_HasNoLeadingKeys(string body, string expected) => Assert.Equal(expected, await Reading.PrintAsync("Scan", body));

    [Fact]
    public async Task SearchVectors_AsksOfTheIndexWithoutKeys() =>
        Assert.Equal(
            "SearchVectors table/Orders/index/Vectors",
            await Reading.PrintAsync("SearchVectors", """{"TableName":"Orders","IndexName":"Vectors","SearchVector":{"L":[]},"TopK":3,"SearchConditionExpression":"pk = :a","ExpressionAttributeValues":{":a":{"S":"A"}}}"""));

    private static string Body(string condition, string more)
    {
        var values = """{":a":{"S":"A"},":b":{"S":"B"},":n":{"N":"1"},":e":{"S":""}}""";
        return $$"""{"TableName":"Orders","KeyConditionExpression":"{{condition}}","ExpressionAttributeValues":{{values}}{{more}}}""";
    }
}
