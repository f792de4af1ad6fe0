using Microsoft.CodeAnalysis.CSharp;

namespace TenantAnalyzers.Tests.DataAccess;

/// <summary>TNT1005: how the tenant gets into a statement and its parameters.</summary>
public sealed class StatementNotTenantScopedFixTests
{
    public static TheoryData<string, string> Cases => new()
    {
        {
            """await {|TNT1005:client.ExecuteStatementAsync|}(new ExecuteStatementRequest { Statement = "SELECT * FROM Orders" });""",
            """await client.ExecuteStatementAsync(new ExecuteStatementRequest { Statement = "SELECT * FROM Orders WHERE tenantId = ?", Parameters = new() { new() { S = tenantId } } });"""
        },
        // The parameter stands where the `?` stands among the others.
        {
            """
            await {|TNT1005:client.ExecuteStatementAsync|}(new ExecuteStatementRequest
            {
                // one order
                Statement = @"UPDATE ""Orders"" SET status = ? WHERE orderId = ?", // by its id
                Parameters = new List<AttributeValue>
                {
                    new AttributeValue { S = status },
                    new AttributeValue { S = orderId }, // the order
                },
            });
            """,
            """
            await client.ExecuteStatementAsync(new ExecuteStatementRequest
            {
                // one order
                Statement = @"UPDATE ""Orders"" SET status = ? WHERE tenantId = ? AND orderId = ?", // by its id
                Parameters = new List<AttributeValue>
                {
                    new AttributeValue { S = status },
                    new AttributeValue { S = tenantId },
                    new AttributeValue { S = orderId }, // the order
                },
            });
            """
        },
        // An OR keeps its own, and has parentheses once.
        {
            """await {|TNT1005:client.ExecuteStatementAsync|}(new() { Statement = "SELECT * FROM Orders WHERE tenantId = ? OR status = ? ORDER BY orderId", Parameters = [new(tenantId), new(status)] });""",
            """await client.ExecuteStatementAsync(new() { Statement = "SELECT * FROM Orders WHERE tenantId = ? AND (tenantId = ? OR status = ?) ORDER BY orderId", Parameters = [new(tenantId), new(tenantId), new(status)] });"""
        },
        {
            """await {|TNT1005:client.ExecuteStatementAsync|}(new() { Statement = "SELECT * FROM Orders WHERE (status = 'a)' OR status = 'b')" });""",
            """await client.ExecuteStatementAsync(new() { Statement = "SELECT * FROM Orders WHERE tenantId = ? AND (status = 'a)' OR status = 'b')", Parameters = new() { new() { S = tenantId } } });"""
        },
        // An insert: the item.
        {
            """
            var parameters = new List<AttributeValue> { new(orderId) };
            await {|TNT1005:client.ExecuteStatementAsync|}(new() { Statement = $"INSERT INTO {options.Table} VALUE {{'orderId': ?}}", Parameters = parameters });
            """,
            """
            var parameters = new List<AttributeValue> { new(tenantId), new(orderId) };
            await client.ExecuteStatementAsync(new() { Statement = $"INSERT INTO {options.Table} VALUE {{'tenantId': ?, 'orderId': ?}}", Parameters = parameters });
            """
        },
        {
            """
            var statement = "DELETE FROM Orders WHERE orderId = ?";
            var request = new ExecuteStatementRequest();
            request.Statement = statement;
            request.Parameters = [new AttributeValue(orderId)];
            await {|TNT1005:client.ExecuteStatementAsync|}(request);
            """,
            """
            var statement = "DELETE FROM Orders WHERE tenantId = ? AND orderId = ?";
            var request = new ExecuteStatementRequest();
            request.Statement = statement;
            request.Parameters = [new AttributeValue(tenantId), new AttributeValue(orderId)];
            await client.ExecuteStatementAsync(request);
            """
        },
        // The part of a batch or transaction that decides.
        {
            """
            await {|TNT1005:client.BatchExecuteStatementAsync|}(new BatchExecuteStatementRequest
            {
                Statements =
                [
                    new() { Statement = "SELECT * FROM Orders WHERE tenantId = ?", Parameters = [new(tenantId)] },
                    new BatchStatementRequest { Statement = "SELECT * FROM Orders WHERE orderId = ?", Parameters = [new(orderId)] },
                ],
            });
            """,
            """
            await client.BatchExecuteStatementAsync(new BatchExecuteStatementRequest
            {
                Statements =
                [
                    new() { Statement = "SELECT * FROM Orders WHERE tenantId = ?", Parameters = [new(tenantId)] },
                    new BatchStatementRequest { Statement = "SELECT * FROM Orders WHERE tenantId = ? AND orderId = ?", Parameters = [new(tenantId), new(orderId)] },
                ],
            });
            """
        },
        {
            """await {|TNT1005:client.ExecuteTransactionAsync|}(new() { TransactStatements = [new ParameterizedStatement { Statement = "EXISTS(SELECT * FROM Orders WHERE orderId = 'a')" }] });""",
            """await client.ExecuteTransactionAsync(new() { TransactStatements = [new ParameterizedStatement { Statement = "EXISTS(SELECT * FROM Orders WHERE tenantId = ? AND orderId = 'a')", Parameters = new() { new() { S = tenantId } } }] });"""
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Fix_Statement_GetsThePredicateAndTheParameter(string statements, string expected) =>
        Verify.Fixes(Source.Body(statements), Source.Body(expected));

    [Fact]
    public Task Fix_RawLiteral_KeepsItsLinesAndEnds()
    {
        const string Before = """"
            await {|TNT1005:client.ExecuteStatementAsync|}(new()
            {
            	Statement = """
            		SELECT *
            		FROM "Orders"
            		""",
            });
            """";
        const string After = """"
            await client.ExecuteStatementAsync(new()
            {
            	Statement = """
            		SELECT *
            		FROM "Orders" WHERE tenantId = ?
            		""",
            	Parameters = new() { new() { S = tenantId } },
            });
            """";
        return Verify.Fixes(Source.Body(Before).ReplaceLineEndings("\r\n"), Source.Body(After).ReplaceLineEndings("\r\n"), config: "indent_style = tab");
    }

    [Fact]
    public Task Fix_ReservedName_IsQuoted() => Verify.Fixes(
        Source.Body("""await {|TNT1005:client.ExecuteStatementAsync|}(new() { Statement = "SELECT * FROM Orders" });"""),
        Source.Body("""await client.ExecuteStatementAsync(new() { Statement = "SELECT * FROM Orders WHERE \"owner\" = ?", Parameters = new() { new() { S = tenantId } } });"""),
        config: "tenant_analyzers.partition_keys = owner");

    [Fact]
    public Task Fix_OldCSharp_NamesTheTypes() => Verify.Fixes(
        """
        using System.Collections.Generic;
        using Amazon.DynamoDBv2.Model;
        class Repository
        {
            private readonly Amazon.DynamoDBv2.IAmazonDynamoDB _client = null;
            public object Run(string tenantId) => {|TNT1005:_client.ExecuteStatementAsync|}(new ExecuteStatementRequest { Statement = "SELECT * FROM Orders" });
        }
        """,
        """
        using System.Collections.Generic;
        using Amazon.DynamoDBv2.Model;
        class Repository
        {
            private readonly Amazon.DynamoDBv2.IAmazonDynamoDB _client = null;
            public object Run(string tenantId) => _client.ExecuteStatementAsync(new ExecuteStatementRequest { Statement = "SELECT * FROM Orders WHERE tenantId = ?", Parameters = new List<AttributeValue> { new AttributeValue { S = tenantId } } });
        }
        """,
        language: LanguageVersion.CSharp7_3);

    public static TheoryData<string> NotOffered =>
    [
        // The generic key is the partition key already.
        """await {|TNT1005:client.ExecuteStatementAsync|}(new() { Statement = "SELECT * FROM App WHERE PK = ?", Parameters = [new($"ORDER#{orderId}")] });""",
        // A hole before the parameter may hold others.
        """await {|TNT1005:client.ExecuteStatementAsync|}(new() { Statement = $"UPDATE Orders SET {status} = ? WHERE orderId = 'a'", Parameters = [new(status)] });""",
        // The parameters are changed where it cannot be followed, or are not as many as the statement says.
        """var r = new ExecuteStatementRequest { Statement = "SELECT * FROM Orders WHERE orderId = ?", Parameters = [] }; r.Parameters.Add(new(orderId)); await {|TNT1005:client.ExecuteStatementAsync|}(r);""",
        """await {|TNT1005:client.ExecuteStatementAsync|}(new() { Statement = "SELECT * FROM Orders WHERE orderId = ?", Parameters = [] });""",
        // Two statements share the text.
        """var s = "SELECT * FROM Orders"; await {|TNT1005:client.ExecuteStatementAsync|}(new() { Statement = s }); Use(s);""",
        // An update may not assign to its key.
        """await {|TNT1005:client.ExecuteStatementAsync|}(new() { Statement = "UPDATE Orders SET tenantId = ? WHERE orderId = ?", Parameters = [new(tenantId), new(orderId)] });""",
    ];

    [Theory]
    [MemberData(nameof(NotOffered))]
    public Task Fix_ThatCannotBeRight_IsNotOffered(string statements) => Verify.OffersNoFix(Source.Body(statements));
}
