namespace TenantAnalyzers.Gateway.Tests.Access;

/// <summary>What single items, batches and transactions ask for.</summary>
public sealed class ItemOperationTests
{
    private const string Key = """
        {"pk":{"S":"A"},"sk":{"S":"1"}}
        """;

    [Theory]
    [InlineData("GetItem", """{"TableName":"Orders","Key":KEY}""", "GetItem table/Orders Attributes=[pk,sk] LeadingKeys=[A] Select=[ALL_ATTRIBUTES]")]
    [InlineData("GetItem", """{"TableName":"arn:aws:dynamodb:us-east-1:111122223333:table/Orders","Key":KEY}""", "GetItem table/Orders Attributes=[pk,sk] LeadingKeys=[A] Select=[ALL_ATTRIBUTES]")]
    [InlineData("GetItem", """{"TableName":"Orders","Key":KEY,"ConsistentRead":true,"ReturnConsumedCapacity":"TOTAL","ProjectionExpression":"a.b[0].c, #x","ExpressionAttributeNames":{"#x":"y.z"}}""",
        "GetItem table/Orders Attributes=[pk,sk,a,y.z] LeadingKeys=[A] ReturnConsumedCapacity=[TOTAL] Select=[SPECIFIC_ATTRIBUTES]")]
    [InlineData("GetItem", """{"TableName":"Orders","Key":KEY,"AttributesToGet":["a","b"]}""", "GetItem table/Orders Attributes=[pk,sk,a,b] LeadingKeys=[A] Select=[SPECIFIC_ATTRIBUTES]")]
    [InlineData("GetItem", """{"TableName":"Orders","Key":{"p\u006b":{"S":"\u0041"},"sk":{"S":"1"}}}""", "GetItem table/Orders Attributes=[pk,sk] LeadingKeys=[A] Select=[ALL_ATTRIBUTES]")]
    [InlineData("GetItem", """{"TableName":"Customers","Key":{"id":{"S":"A"}}}""", "GetItem table/Customers Attributes=[id] LeadingKeys=[A] Select=[ALL_ATTRIBUTES]")]
    [InlineData("PutItem", """{"TableName":"Orders","Item":{"pk":{"S":"A"},"sk":{"S":"1"},"v":{"M":{"x":{"L":[{"N":"1"},{"NULL":true}]}}}},"ReturnValues":"ALL_OLD"}""",
        "PutItem table/Orders Attributes=[pk,sk,v] LeadingKeys=[A] ReturnValues=[ALL_OLD]")]
    [InlineData("PutItem", """{"TableName":"Orders","Item":KEY,"ConditionExpression":"attribute_not_exists(pk) AND #s = :s OR size (w) > :s","ExpressionAttributeNames":{"#s":"status"},"ExpressionAttributeValues":{":s":{"S":"x"}}}""",
        "PutItem table/Orders Attributes=[pk,sk,status,w] LeadingKeys=[A]")]
    [InlineData("PutItem", """{"TableName":"Orders","Item":KEY,"ReturnValuesOnConditionCheckFailure":"ALL_OLD"}""",
        "PutItem table/Orders Attributes=[pk,sk] LeadingKeys=[A] / Attributes=[pk,sk] LeadingKeys=[A] ReturnValues=[ALL_OLD]")]
    [InlineData("PutItem", """{"TableName":"Orders","Item":KEY,"Expected":{"a":{"Exists":false},"b":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"x"}]}},"ConditionalOperator":"OR"}""",
        "PutItem table/Orders Attributes=[pk,sk,a,b] LeadingKeys=[A]")]
    [InlineData("UpdateItem", """{"TableName":"Orders","Key":KEY,"UpdateExpression":"SET a = if_not_exists(a, :o) + :o, b.c = list_append(d, :l) REMOVE e[0] ADD f :o DELETE g :l","ExpressionAttributeValues":{":o":{"N":"1"},":l":{"SS":["x"]}}}""",
        "UpdateItem table/Orders Attributes=[pk,sk,a,b,d,e,f,g] LeadingKeys=[A]")]
    [InlineData("UpdateItem", """{"TableName":"Orders","Key":KEY,"AttributeUpdates":{"a":{"Action":"PUT","Value":{"S":"x"}},"b":{"Action":"DELETE"}},"ReturnValues":"UPDATED_NEW"}""",
        "UpdateItem table/Orders Attributes=[pk,sk,a,b] LeadingKeys=[A] ReturnValues=[UPDATED_NEW]")]
    [InlineData("DeleteItem", """{"TableName":"Orders","Key":KEY}""", "DeleteItem table/Orders Attributes=[pk,sk] LeadingKeys=[A]")]
    public async Task Item_Documented_AsksForItsPartition(string operation, string body, string expected) =>
        Assert.Equal(expected, await Reading.PrintAsync(operation, body.Replace("KEY", Key)));

    [Theory]
    [InlineData("Numbers", """{"N":"1.50"}""", "1.5")]
    [InlineData("Numbers", """{"N":"-0"}""", "0")]
    [InlineData("Numbers", """{"N":"12e3"}""", "12000")]
    [InlineData("Numbers", """{"N":"+.05"}""", "0.05")]
    [InlineData("Blobs", """{"B":"AAE="}""", "AAE=")]
    public async Task Item_KeyIsNoText_IsReadEveryWay(string table, string value, string text) =>
        Assert.Equal(
            $"DeleteItem table/{table} Attributes=[pk] LeadingKeys=[{text}] / Attributes=[pk] LeadingKeys=[(nobody)] / Attributes=[pk]",
            await Reading.PrintAsync("DeleteItem", $$$"""{"TableName":"{{{table}}}","Key":{"pk":{{{value}}}}}"""));

    [Theory]
    [InlineData("BatchGetItem", """{"RequestItems":{"Orders":{"Keys":[KEY,{"pk":{"S":"B"},"sk":{"S":"1"}},KEY],"ProjectionExpression":"v"},"Customers":{"Keys":[{"id":{"S":"C"}}]}},"ReturnConsumedCapacity":"INDEXES"}""", """
        BatchGetItem table/Orders Attributes=[pk,sk,v] LeadingKeys=[A,B] ReturnConsumedCapacity=[INDEXES] Select=[SPECIFIC_ATTRIBUTES]
        BatchGetItem table/Customers Attributes=[id] LeadingKeys=[C] ReturnConsumedCapacity=[INDEXES] Select=[ALL_ATTRIBUTES]
        """)]
    [InlineData("BatchWriteItem", """{"RequestItems":{"Orders":[{"PutRequest":{"Item":{"pk":{"S":"A"},"sk":{"S":"1"},"v":{"S":"x"}}}},{"DeleteRequest":{"Key":{"pk":{"S":"B"},"sk":{"S":"1"}}}}]}}""", """
        BatchWriteItem table/Orders Attributes=[pk,sk,v] LeadingKeys=[A,B]
        """)]
    [InlineData("TransactGetItems", """{"TransactItems":[{"Get":{"TableName":"Orders","Key":KEY}},{"Get":{"TableName":"Customers","Key":{"id":{"S":"C"}}}},{"Get":{"TableName":"Orders","Key":{"pk":{"S":"B"},"sk":{"S":"1"}},"ProjectionExpression":"v"}}]}""", """
        GetItem table/Orders Attributes=[pk,sk] EnclosingOperation=[TransactGetItems] LeadingKeys=[A] Select=[ALL_ATTRIBUTES]
        GetItem table/Customers Attributes=[id] EnclosingOperation=[TransactGetItems] LeadingKeys=[C] Select=[ALL_ATTRIBUTES]
        GetItem table/Orders Attributes=[pk,sk,v] EnclosingOperation=[TransactGetItems] LeadingKeys=[B] Select=[SPECIFIC_ATTRIBUTES]
        GetItem table/Orders Attributes=[pk,sk,v] EnclosingOperation=[TransactGetItems] LeadingKeys=[A,B] Select=[ALL_ATTRIBUTES]
        """)]
    [InlineData("TransactWriteItems", """{"ClientRequestToken":"t","TransactItems":[{"Put":{"TableName":"Orders","Item":KEY}},{"Update":{"TableName":"Orders","Key":KEY,"UpdateExpression":"SET a=:a","ExpressionAttributeValues":{":a":{"S":"x"}}}},{"Delete":{"TableName":"Orders","Key":KEY}},{"ConditionCheck":{"TableName":"Orders","Key":KEY,"ConditionExpression":"attribute_exists(b)"}}]}""", """
        PutItem table/Orders Attributes=[pk,sk] EnclosingOperation=[TransactWriteItems] LeadingKeys=[A]
        UpdateItem table/Orders Attributes=[pk,sk,a] EnclosingOperation=[TransactWriteItems] LeadingKeys=[A]
        DeleteItem table/Orders Attributes=[pk,sk] EnclosingOperation=[TransactWriteItems] LeadingKeys=[A]
        ConditionCheckItem table/Orders Attributes=[pk,sk,b] LeadingKeys=[A]
        """)]
    public async Task Many_Documented_AskForEachTable(string operation, string body, string expected) =>
        Assert.Equal(expected.TrimEnd().ReplaceLineEndings("\n"), await Reading.PrintAsync(operation, body.Replace("KEY", Key)));

    [Theory]
    [InlineData("GetItem", """{"TableName":"Gone","Key":KEY}""", "GetItem table/Gone Attributes=[pk,sk] Select=[ALL_ATTRIBUTES]")]
    [InlineData("Query", """{"TableName":"Gone","KeyConditionExpression":"pk = :a","ExpressionAttributeValues":{":a":{"S":"A"}}}""", "Query table/Gone Attributes=[pk] Select=[ALL_ATTRIBUTES]")]
    [InlineData("ExecuteStatement", """{"Statement":"SELECT * FROM Gone WHERE pk = 'A'"}""", "PartiQLSelect table/Gone Attributes=[pk] FullTableScan=[true] Select=[ALL_ATTRIBUTES]")]
    public async Task Table_NotThere_SaysSoAndAsksWithoutKeys(string operation, string body, string expected) =>
        Assert.Equal(expected + "\nmissing: Gone", await Reading.PrintAsync(operation, body.Replace("KEY", Key)));

    [Fact]
    public async Task Table_CallerOfAnotherAccount_IsMissing()
    {
        var scope = Reading.Scope with { Account = "444455556666" };
        var own = await Reading.OfAsync("GetItem", $$"""{"TableName":"Orders","Key":{{Key}}}""", scope);
        Assert.Equal("Orders", own.MissingTable);
        Assert.Equal("arn:aws:dynamodb:us-east-1:444455556666:table/Orders", Assert.Single(own.Accesses).Resource);

        var byArn = await Reading.OfAsync("GetItem", $$"""{"TableName":"{{Reading.Prefix}}table/Orders","Key":{{Key}}}""", scope);
        Assert.Null(byArn.MissingTable);
        Assert.Equal(Reading.Prefix + "table/Orders", Assert.Single(byArn.Accesses).Resource);
    }
}
