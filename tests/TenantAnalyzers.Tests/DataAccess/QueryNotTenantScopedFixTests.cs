using Microsoft.CodeAnalysis.CSharp;

namespace TenantAnalyzers.Tests.DataAccess;

/// <summary>TNT1001: how the tenant gets into the key condition.</summary>
public sealed class QueryNotTenantScopedFixTests
{
    private const string Call = "await {|TNT1001:client.QueryAsync|}(";
    private const string FixedCall = "await client.QueryAsync(";

    public static TheoryData<string, string> Requests => new()
    {
        // One condition: it becomes the sort condition.
        {
            """new QueryRequest { TableName = "Orders", KeyConditionExpression = "status = :status", ExpressionAttributeValues = new() { [":status"] = new() { S = status } } }""",
            """new QueryRequest { TableName = "Orders", KeyConditionExpression = "tenantId = :tenantId AND status = :status", ExpressionAttributeValues = new() { [":tenantId"] = new() { S = tenantId }, [":status"] = new() { S = status } } }"""
        },
        // The neighbour's style: collection initializer, named types, parentheses.
        {
            """new QueryRequest { KeyConditionExpression = "status = :s", ExpressionAttributeValues = new Dictionary<string, AttributeValue> { { ":s", new AttributeValue { S = status } } } }""",
            """new QueryRequest { KeyConditionExpression = "tenantId = :tenantId AND status = :s", ExpressionAttributeValues = new Dictionary<string, AttributeValue> { { ":tenantId", new AttributeValue { S = tenantId } }, { ":s", new AttributeValue { S = status } } } }"""
        },
        {
            """new QueryRequest { KeyConditionExpression = "status = :s", ExpressionAttributeValues = new Dictionary<string, AttributeValue>() { { ":s", new AttributeValue() { S = status } } } }""",
            """new QueryRequest { KeyConditionExpression = "tenantId = :tenantId AND status = :s", ExpressionAttributeValues = new Dictionary<string, AttributeValue>() { { ":tenantId", new AttributeValue() { S = tenantId } }, { ":s", new AttributeValue() { S = status } } } }"""
        },
        {
            """new QueryRequest { KeyConditionExpression = "status = :s", ExpressionAttributeValues = new() { { ":s", new(status) } } }""",
            """new QueryRequest { KeyConditionExpression = "tenantId = :tenantId AND status = :s", ExpressionAttributeValues = new() { { ":tenantId", new(tenantId) }, { ":s", new(status) } } }"""
        },
        {
            """new QueryRequest { KeyConditionExpression = "begins_with(sk, :s)", ExpressionAttributeValues = new() { [":s"] = new AttributeValue(status) } }""",
            """new QueryRequest { KeyConditionExpression = "tenantId = :tenantId AND begins_with(sk, :s)", ExpressionAttributeValues = new() { [":tenantId"] = new AttributeValue(tenantId), [":s"] = new AttributeValue(status) } }"""
        },
        // No key condition at all; with SDK v4 the collections are null until assigned.
        {
            """new QueryRequest("Orders")""",
            """
            new QueryRequest("Orders")
            {
                KeyConditionExpression = "tenantId = :tenantId",
                ExpressionAttributeValues = new() { [":tenantId"] = new() { S = tenantId } },
            }
            """
        },
        {
            """new() { TableName = "Orders", Limit = 10 }""",
            """new() { TableName = "Orders", Limit = 10, KeyConditionExpression = "tenantId = :tenantId", ExpressionAttributeValues = new() { [":tenantId"] = new() { S = tenantId } } }"""
        },
        {
            """new QueryRequest { TableName = "Orders", KeyConditionExpression = "", ExpressionAttributeValues = [] }""",
            """new QueryRequest { TableName = "Orders", KeyConditionExpression = "tenantId = :tenantId", ExpressionAttributeValues = new() { [":tenantId"] = new() { S = tenantId } } }"""
        },
        // Every kind of literal keeps its kind.
        {
            """new QueryRequest { KeyConditionExpression = @"status = :s", ExpressionAttributeValues = new() { [":s"] = new(status) } }""",
            """new QueryRequest { KeyConditionExpression = @"tenantId = :tenantId AND status = :s", ExpressionAttributeValues = new() { [":tenantId"] = new(tenantId), [":s"] = new(status) } }"""
        },
        {
            """"new QueryRequest { KeyConditionExpression = """status = :s""", ExpressionAttributeValues = new() { [":s"] = new(status) } }"""",
            """"new QueryRequest { KeyConditionExpression = """tenantId = :tenantId AND status = :s""", ExpressionAttributeValues = new() { [":tenantId"] = new(tenantId), [":s"] = new(status) } }""""
        },
        {
            """"
            new QueryRequest
            {
                KeyConditionExpression = """
                    status = :s
                    """,
                ExpressionAttributeValues = new() { [":s"] = new(status) },
            }
            """",
            """"
            new QueryRequest
            {
                KeyConditionExpression = """
                    tenantId = :tenantId AND status = :s
                    """,
                ExpressionAttributeValues = new() { [":tenantId"] = new(tenantId), [":s"] = new(status) },
            }
            """"
        },
        {
            """new QueryRequest { KeyConditionExpression = $"{Keys.Order} = :s", ExpressionAttributeValues = new() { [":s"] = new(orderId) } }""",
            """new QueryRequest { KeyConditionExpression = $"tenantId = :tenantId AND {Keys.Order} = :s", ExpressionAttributeValues = new() { [":tenantId"] = new(tenantId), [":s"] = new(orderId) } }"""
        },
        {
            """new QueryRequest { KeyConditionExpression = $@"status = :{"s"}", ExpressionAttributeValues = new() { [":s"] = new(status) } }""",
            """new QueryRequest { KeyConditionExpression = $@"tenantId = :tenantId AND status = :{"s"}", ExpressionAttributeValues = new() { [":tenantId"] = new(tenantId), [":s"] = new(status) } }"""
        },
        {
            """new QueryRequest { KeyConditionExpression = "sta" + "tus = :s", ExpressionAttributeValues = new() { [":s"] = new(status) } }""",
            """new QueryRequest { KeyConditionExpression = "tenantId = :tenantId AND sta" + "tus = :s", ExpressionAttributeValues = new() { [":tenantId"] = new(tenantId), [":s"] = new(status) } }"""
        },
        {
            """new QueryRequest { KeyConditionExpression = Keys.Order + " = :s", ExpressionAttributeValues = new() { [":s"] = new(status) } }""",
            """new QueryRequest { KeyConditionExpression = "tenantId = :tenantId AND " + Keys.Order + " = :s", ExpressionAttributeValues = new() { [":tenantId"] = new(tenantId), [":s"] = new(status) } }"""
        },
        // Aliases: one more, with its name.
        {
            """new QueryRequest { KeyConditionExpression = "#s = :s", ExpressionAttributeNames = new() { ["#s"] = "status" }, ExpressionAttributeValues = new() { [":s"] = new(status) } }""",
            """new QueryRequest { KeyConditionExpression = "#tenantId = :tenantId AND #s = :s", ExpressionAttributeNames = new() { ["#tenantId"] = "tenantId", ["#s"] = "status" }, ExpressionAttributeValues = new() { [":tenantId"] = new(tenantId), [":s"] = new(status) } }"""
        },
        {
            """new QueryRequest { KeyConditionExpression = "#tenantId = :tenantId", ExpressionAttributeNames = new Dictionary<string, string> { { "#tenantId", "status" } }, ExpressionAttributeValues = new() { [":tenantId"] = new(status) } }""",
            """new QueryRequest { KeyConditionExpression = "#tenantId2 = :tenantId2 AND #tenantId = :tenantId", ExpressionAttributeNames = new Dictionary<string, string> { { "#tenantId2", "tenantId" }, { "#tenantId", "status" } }, ExpressionAttributeValues = new() { [":tenantId2"] = new(tenantId), [":tenantId"] = new(status) } }"""
        },
        // The tenant stood in the filter: it moves, with its value and its alias.
        {
            """new QueryRequest { KeyConditionExpression = "status = :s", FilterExpression = "tenantId = :t", ExpressionAttributeValues = new() { [":s"] = new(status), [":t"] = new(tenantId) } }""",
            """new QueryRequest { KeyConditionExpression = "tenantId = :t AND status = :s", ExpressionAttributeValues = new() { [":s"] = new(status), [":t"] = new(tenantId) } }"""
        },
        {
            """new QueryRequest { KeyConditionExpression = "status = :s", FilterExpression = "total > :n AND #t = :t", ExpressionAttributeNames = new() { ["#t"] = "TenantId" }, ExpressionAttributeValues = new() { [":s"] = new(status), [":t"] = new(tenantId), [":n"] = new() { N = "1" } } }""",
            """new QueryRequest { KeyConditionExpression = "#t = :t AND status = :s", FilterExpression = "total > :n", ExpressionAttributeNames = new() { ["#t"] = "TenantId" }, ExpressionAttributeValues = new() { [":s"] = new(status), [":t"] = new(tenantId), [":n"] = new() { N = "1" } } }"""
        },
        {
            """new QueryRequest { KeyConditionExpression = "status = :s", FilterExpression = "(tenantId = :t) and total BETWEEN :n AND :n", ExpressionAttributeValues = new() { [":s"] = new(status), [":t"] = new(tenantId), [":n"] = new() { N = "1" } } }""",
            """new QueryRequest { KeyConditionExpression = "tenantId = :t AND status = :s", FilterExpression = "total BETWEEN :n AND :n", ExpressionAttributeValues = new() { [":s"] = new(status), [":t"] = new(tenantId), [":n"] = new() { N = "1" } } }"""
        },
        {
            """new QueryRequest { TableName = "Orders", FilterExpression = "tenantId = :t", ExpressionAttributeValues = new() { [":t"] = new(tenantId) } }""",
            """new QueryRequest { TableName = "Orders", KeyConditionExpression = "tenantId = :t", ExpressionAttributeValues = new() { [":t"] = new(tenantId) } }"""
        },
        // Two conditions: the partition key of before is filtered by from now on.
        {
            """new QueryRequest { KeyConditionExpression = "status = :s AND begins_with(sk, :p)", ExpressionAttributeValues = new() { [":s"] = new(status), [":p"] = new(orderId) } }""",
            """new QueryRequest { KeyConditionExpression = "tenantId = :tenantId AND begins_with(sk, :p)", ExpressionAttributeValues = new() { [":tenantId"] = new(tenantId), [":s"] = new(status), [":p"] = new(orderId) }, FilterExpression = "status = :s" }"""
        },
        {
            """new QueryRequest { KeyConditionExpression = "sk BETWEEN :a AND :b AND status = :s", FilterExpression = "total > :n OR total < :a", ExpressionAttributeValues = new() { [":s"] = new(status), [":a"] = new("1"), [":b"] = new("2"), [":n"] = new("3") } }""",
            """new QueryRequest { KeyConditionExpression = "tenantId = :tenantId AND sk BETWEEN :a AND :b", FilterExpression = "(total > :n OR total < :a) AND status = :s", ExpressionAttributeValues = new() { [":tenantId"] = new(tenantId), [":s"] = new(status), [":a"] = new("1"), [":b"] = new("2"), [":n"] = new("3") } }"""
        },
        {
            """new QueryRequest { KeyConditionExpression = "status = :s AND sk > :a", FilterExpression = "tenantId = :t", ExpressionAttributeValues = new() { [":s"] = new(status), [":a"] = new("1"), [":t"] = new(tenantId) } }""",
            """new QueryRequest { KeyConditionExpression = "tenantId = :t AND sk > :a", FilterExpression = "status = :s", ExpressionAttributeValues = new() { [":s"] = new(status), [":a"] = new("1"), [":t"] = new(tenantId) } }"""
        },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public Task Fix_RequestInPlace_BindsTheTenant(string request, string expected) =>
        Verify.Fixes(Source.Body($"{Call}{request});"), Source.Body($"{FixedCall}{expected});"));

    public static TheoryData<string, string> Statements => new()
    {
        // A local, with a paging loop.
        {
            """
            var request = new QueryRequest
            {
                TableName = "Orders", // the shared table
                // only what is open
                KeyConditionExpression = "status = :status",
                ExpressionAttributeValues = new Dictionary<string, AttributeValue>
                {
                    // one of open, closed
                    [":status"] = new AttributeValue { S = status }, // as given
                }
            };
            do
            {
                var page = await {|TNT1001:client.QueryAsync|}(request, token);
                request.ExclusiveStartKey = page.LastEvaluatedKey;
            }
            while (request.ExclusiveStartKey?.Count > 0);
            """,
            """
            var request = new QueryRequest
            {
                TableName = "Orders", // the shared table
                // only what is open
                KeyConditionExpression = "tenantId = :tenantId AND status = :status",
                ExpressionAttributeValues = new Dictionary<string, AttributeValue>
                {
                    [":tenantId"] = new AttributeValue { S = tenantId },
                    // one of open, closed
                    [":status"] = new AttributeValue { S = status }, // as given
                }
            };
            do
            {
                var page = await client.QueryAsync(request, token);
                request.ExclusiveStartKey = page.LastEvaluatedKey;
            }
            while (request.ExclusiveStartKey?.Count > 0);
            """
        },
        // Members on lines of their own.
        {
            """
            var request = new QueryRequest
            {
                TableName = "Orders", // the shared table
                Limit = 10 // a page
                // nothing more
            };
            await {|TNT1001:client.QueryAsync|}(request);
            """,
            """
            var request = new QueryRequest
            {
                TableName = "Orders", // the shared table
                Limit = 10, // a page
                KeyConditionExpression = "tenantId = :tenantId",
                ExpressionAttributeValues = new() { [":tenantId"] = new() { S = tenantId } }
                // nothing more
            };
            await client.QueryAsync(request);
            """
        },
        // Step by step.
        {
            """
            QueryRequest request = new();
            request.TableName = "Orders";
            request.KeyConditionExpression = "status = :s"; // condition
            // values
            request.ExpressionAttributeValues = new Dictionary<string, AttributeValue>();
            // the status
            request.ExpressionAttributeValues.Add(":s", new AttributeValue { S = status });
            await {|TNT1001:client.QueryAsync|}(request);
            """,
            """
            QueryRequest request = new();
            request.TableName = "Orders";
            request.KeyConditionExpression = "tenantId = :tenantId AND status = :s"; // condition
            // values
            request.ExpressionAttributeValues = new Dictionary<string, AttributeValue>();
            request.ExpressionAttributeValues.Add(":tenantId", new AttributeValue { S = tenantId });
            // the status
            request.ExpressionAttributeValues.Add(":s", new AttributeValue { S = status });
            await client.QueryAsync(request);
            """
        },
        {
            """
            var request = new QueryRequest { TableName = "Orders" };
            request.KeyConditionExpression = "status = :s";
            request.FilterExpression = "tenantId = :t"; // not isolated yet
            request.ExpressionAttributeValues = new() { [":s"] = new(status), [":t"] = new(tenantId) };
            await {|TNT1001:client.QueryAsync|}(request);
            """,
            """
            var request = new QueryRequest { TableName = "Orders" };
            request.KeyConditionExpression = "tenantId = :t AND status = :s";
            // not isolated yet
            request.ExpressionAttributeValues = new() { [":s"] = new(status), [":t"] = new(tenantId) };
            await client.QueryAsync(request);
            """
        },
        // Values in a local, filled by indexer; the tenant is known by then.
        {
            """
            var values = new Dictionary<string, AttributeValue>();
            var tenant = tenantId + "!";
            values[":s"] = new AttributeValue(status);
            await {|TNT1001:client.QueryAsync|}(new QueryRequest { KeyConditionExpression = "status = :s", ExpressionAttributeValues = values });
            """,
            """
            var values = new Dictionary<string, AttributeValue>();
            var tenant = tenantId + "!";
            values[":tenantId"] = new AttributeValue(tenantId);
            values[":s"] = new AttributeValue(status);
            await client.QueryAsync(new QueryRequest { KeyConditionExpression = "tenantId = :tenantId AND status = :s", ExpressionAttributeValues = values });
            """
        },
        // The text serves others too: it is not changed where it stands.
        {
            """
            const string Open = "status = :s";
            await {|TNT1001:client.QueryAsync|}(new QueryRequest { KeyConditionExpression = Open, ExpressionAttributeValues = new() { [":s"] = new(status) } });
            """,
            """
            const string Open = "status = :s";
            await client.QueryAsync(new QueryRequest { KeyConditionExpression = "tenantId = :tenantId AND " + Open, ExpressionAttributeValues = new() { [":tenantId"] = new(tenantId), [":s"] = new(status) } });
            """
        },
        // A whole filter line goes; the lines around it stay as they are.
        {
            """
            await {|TNT1001:client.QueryAsync|}(new QueryRequest
            {
                KeyConditionExpression = "status = :s",
                FilterExpression = "tenantId = :t",
                ExpressionAttributeValues = new()
                {
                    { ":s", new() { S = status } },
                    { ":t", new() { S = tenantId } },
                },
            });
            """,
            """
            await client.QueryAsync(new QueryRequest
            {
                KeyConditionExpression = "tenantId = :t AND status = :s",
                ExpressionAttributeValues = new()
                {
                    { ":s", new() { S = status } },
                    { ":t", new() { S = tenantId } },
                },
            });
            """
        },
        {
            """
            var pages = {|TNT1001:client.Paginators.Query|}(new QueryRequest { KeyConditionExpression = "status = :s", ExpressionAttributeValues = new() { [":s"] = new(status) } });
            """,
            """
            var pages = client.Paginators.Query(new QueryRequest { KeyConditionExpression = "tenantId = :tenantId AND status = :s", ExpressionAttributeValues = new() { [":tenantId"] = new(tenantId), [":s"] = new(status) } });
            """
        },
    };

    [Theory]
    [MemberData(nameof(Statements))]
    public Task Fix_RequestInStatements_BindsTheTenant(string statements, string expected) =>
        Verify.Fixes(Source.Body(statements), Source.Body(expected));

    [Theory]
    [MemberData(nameof(Statements))]
    public Task Fix_CarriageReturns_AreKept(string statements, string expected) =>
        Verify.Fixes(Source.Body(statements).ReplaceLineEndings("\r\n"), Source.Body(expected).ReplaceLineEndings("\r\n"));

    [Fact]
    public Task Fix_Tabs_AreKept() => Verify.Fixes(
        Source.Body("\tvar r = new QueryRequest\n{\n\tTableName = \"Orders\",\n\tLimit = 1,\n};\nawait {|TNT1001:client.QueryAsync|}(r);").Replace("    ", "\t", StringComparison.Ordinal),
        Source.Body("\tvar r = new QueryRequest\n{\n\tTableName = \"Orders\",\n\tLimit = 1,\n\tKeyConditionExpression = \"tenantId = :tenantId\",\n\tExpressionAttributeValues = new() { [\":tenantId\"] = new() { S = tenantId } },\n};\nawait client.QueryAsync(r);").Replace("    ", "\t", StringComparison.Ordinal));

    [Theory]
    [InlineData(LanguageVersion.CSharp7_3)]
    [InlineData(LanguageVersion.CSharp8)]
    public Task Fix_OldCSharp_NamesTheTypes(LanguageVersion language) => Verify.Fixes(
        OldClass("""await {|TNT1001:_client.QueryAsync|}(new QueryRequest { TableName = "Orders" });"""),
        OldClass("""await _client.QueryAsync(new QueryRequest { TableName = "Orders", KeyConditionExpression = "tenantId = :tenantId", ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":tenantId"] = new AttributeValue { S = tenantId } } });"""),
        language: language);

    [Fact]
    public Task Fix_NamespacesNotImported_AreWrittenOut() => Verify.Fixes(
        """
        class Repository
        {
            private readonly Amazon.DynamoDBv2.IAmazonDynamoDB _client = null;
            public System.Threading.Tasks.Task Run(string tenantId) =>
                {|TNT1001:_client.QueryAsync|}(new Amazon.DynamoDBv2.Model.QueryRequest { TableName = "Orders" });
        }
        """,
        """
        class Repository
        {
            private readonly Amazon.DynamoDBv2.IAmazonDynamoDB _client = null;
            public System.Threading.Tasks.Task Run(string tenantId) =>
                _client.QueryAsync(new Amazon.DynamoDBv2.Model.QueryRequest { TableName = "Orders", KeyConditionExpression = "tenantId = :tenantId", ExpressionAttributeValues = new System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue> { [":tenantId"] = new Amazon.DynamoDBv2.Model.AttributeValue { S = tenantId } } });
        }
        """,
        language: LanguageVersion.CSharp7_3);

    [Theory]
    [InlineData("tenant_analyzers.key_format = TENANT%23{tenant}", "tenantId", """$"TENANT#{tenantId}" """)]
    [InlineData("""tenant_analyzers.key_format = a{b}"{tenant}\""", "tenantId", """$"a{{b}}\"{tenantId}\\" """)]
    [InlineData("tenant_analyzers.partition_keys = household_id", "household_id", "tenantId")]
    [InlineData("tenant_analyzers.table_keys = Orders=PK", "PK", "tenantId")]
    public Task Fix_Options_DecideAttributeAndValue(string config, string attribute, string value) => Verify.Fixes(
        Source.Body(Call + """new QueryRequest { TableName = "Orders", KeyConditionExpression = "status = :s", ExpressionAttributeValues = new() { [":s"] = new(status) } });"""),
        Source.Body(FixedCall + $$"""new QueryRequest { TableName = "Orders", KeyConditionExpression = "{{attribute}} = :{{attribute}} AND status = :s", ExpressionAttributeValues = new() { [":{{attribute}}"] = new({{value.Trim()}}), [":s"] = new(status) } });"""),
        config);

    [Theory]
    [InlineData("owner", "#owner", ":owner")]
    [InlineData("tenant-id", "#tenantid", ":tenantid")]
    public Task Fix_NameThatMayBeReserved_GetsAnAlias(string attribute, string alias, string placeholder) => Verify.Fixes(
        Source.Body(Call + """new QueryRequest { TableName = "Orders", KeyConditionExpression = "sk = :s", ExpressionAttributeValues = new() { [":s"] = new(status) } });"""),
        Source.Body(FixedCall + $$"""new QueryRequest { TableName = "Orders", KeyConditionExpression = "{{alias}} = {{placeholder}} AND sk = :s", ExpressionAttributeValues = new() { ["{{placeholder}}"] = new(tenantId), [":s"] = new(status) }, ExpressionAttributeNames = new() { ["{{alias}}"] = "{{attribute}}" } });"""),
        $"tenant_analyzers.table_keys = Orders={attribute}");

    [Theory]
    // An index has another key.
    [InlineData("""{|TNT1006:client.QueryAsync|}(new QueryRequest { IndexName = "by-status", KeyConditionExpression = "status = :s", ExpressionAttributeValues = new() { [":s"] = new(status) } })""")]
    // The legacy form cannot be joined with expressions.
    [InlineData("""{|TNT1001:client.QueryAsync|}(new QueryRequest { KeyConditions = new() { ["status"] = new Condition { ComparisonOperator = "EQ", AttributeValueList = [new(status)] } } })""")]
    // The generic key is the partition key already, bound to something else.
    [InlineData("""{|TNT1001:client.QueryAsync|}(new QueryRequest { KeyConditionExpression = "PK = :p", ExpressionAttributeValues = new() { [":p"] = new($"ORDER#{orderId}") } })""")]
    // Parts that are not visible.
    [InlineData("""{|TNT1001:client.QueryAsync|}(new QueryRequest { KeyConditionExpression = "status = :s", ExpressionAttributeValues = given })""")]
    [InlineData("""{|TNT1001:client.QueryAsync|}(new QueryRequest { KeyConditionExpression = "status = :s", FilterExpression = maybe, ExpressionAttributeValues = new() { [":s"] = new(status) } })""")]
    [InlineData("""{|TNT1001:client.QueryAsync|}(new QueryRequest { KeyConditionExpression = flag ? "status = :s" : "state = :s", ExpressionAttributeValues = new() { [":s"] = new(status) } })""")]
    // A filter may not name a key attribute, and these cannot be said otherwise.
    [InlineData("""{|TNT1001:client.QueryAsync|}(new QueryRequest { KeyConditionExpression = "status = :s", FilterExpression = "tenantId = :s OR total > :s", ExpressionAttributeValues = new() { [":s"] = new(status) } })""")]
    [InlineData("""{|TNT1001:client.QueryAsync|}(new QueryRequest { KeyConditionExpression = "status = :s", FilterExpression = "begins_with(tenantId, :s)", ExpressionAttributeValues = new() { [":s"] = new(status) } })""")]
    // The filter compares with something else.
    [InlineData("""{|TNT1001:client.QueryAsync|}(new QueryRequest { KeyConditionExpression = "status = :s", FilterExpression = "tenantId = :t", ExpressionAttributeValues = new() { [":s"] = new(status), [":t"] = new("acme") } })""")]
    // Two conditions that do not stand in one literal; three conditions.
    [InlineData("""{|TNT1001:client.QueryAsync|}(new QueryRequest { KeyConditionExpression = Keys.Order + " = :o AND sk > :o", ExpressionAttributeValues = new() { [":o"] = new(orderId) } })""")]
    [InlineData("""{|TNT1001:client.QueryAsync|}(new QueryRequest { KeyConditionExpression = "a = :o AND b = :o AND c > :o", ExpressionAttributeValues = new() { [":o"] = new(orderId) } })""")]
    public Task Fix_ThatCannotBeRight_IsNotOffered(string call) => Verify.OffersNoFix(Source.Body($"await {call};"));

    [Theory]
    // Filled elsewhere, or handed on.
    [InlineData("""var r = new QueryRequest("Orders"); r.KeyConditionExpression = "status = :s"; if (flag) r.KeyConditionExpression = "state = :s"; await {|TNT1001:client.QueryAsync|}(r);""")]
    [InlineData("""var r = new QueryRequest("Orders"); if (flag) r = new QueryRequest("Invoices"); await {|TNT1001:client.QueryAsync|}(r);""")]
    [InlineData("""var r = new QueryRequest("Orders"); await {|TNT1001:client.QueryAsync|}(r); Use(r);""")]
    public Task Fix_RequestNotFullyVisible_IsNotOffered(string statements) => Verify.OffersNoFix(Source.Body(statements));

    [Fact]
    public Task Fix_OpenKeyFormat_IsNotOffered() => Verify.OffersNoFix(
        Source.Body("""await {|TNT1001:client.QueryAsync|}(new QueryRequest("Orders"));"""), "tenant_analyzers.key_format = TENANT%23{tenant}%23*");

    private static string OldClass(string statement) => $$"""
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;
        class Repository
        {
            private readonly IAmazonDynamoDB _client = null;
            public async Task Run(string tenantId)
            {
                {{statement}}
            }
        }
        """;
}
