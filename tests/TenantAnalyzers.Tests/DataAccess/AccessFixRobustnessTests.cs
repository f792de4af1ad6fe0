using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace TenantAnalyzers.Tests.DataAccess;

/// <summary>The fixes of the TNT1xxx family on code that is being typed: they offer something that changes the text, or nothing.</summary>
public sealed class AccessFixRobustnessTests
{
    public static TheoryData<string> Samples => new()
    {
        """
        var request = new QueryRequest("Orders") { KeyConditionExpression = "status = :s AND sk > :s", FilterExpression = $"tenantId = :t" };
        request.ExpressionAttributeValues = new() { { ":s", new(status) }, [":t"] = new() { S = tenantId } };
        var page = await client.QueryAsync(request, token);
        """,
        """
        var key = new Dictionary<string, AttributeValue>();
        key.Add("orderId", new AttributeValue { S = orderId });
        await client?.GetItemAsync("Orders", key, token);
        await client.GetItemAsync(new() { Key = { ["orderId"] = new(orderId) } });
        """,
        """
        ScanResponse page = await client.ScanAsync(new ScanRequest { FilterExpression = @"a = :a", ExpressionAttributeValues = [] });
        await client.ScanAsync("Orders", ["a", "b"]);
        await foreach (var item in client.Paginators.Scan(new("Orders")).Items) Use(item);
        """,
        """
        var part = new Update { Key = new() { ["orderId"] = new(orderId) }, UpdateExpression = "SET a = :a" };
        await client.TransactWriteItemsAsync(new() { TransactItems = [new() { Update = part }] });
        await client.ExecuteStatementAsync(new() { Statement = $"INSERT INTO {options.Table} VALUE {{'a': ?}}", Parameters = [new("1")] });
        Amazon.DynamoDBv2.DocumentModel.ITable table = null!;
        var filter = new Amazon.DynamoDBv2.DocumentModel.QueryFilter();
        filter.AddCondition("a", Amazon.DynamoDBv2.DocumentModel.QueryOperator.Equal, status);
        table.Query(filter);
        """,
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Fix_AnyTokenMissing_OffersAChangeOrNothing(string statements)
    {
        var source = Source.Body(statements);
        var start = source.IndexOf(statements.Split('\n')[0], StringComparison.Ordinal);
        var end = source.IndexOf("await Task.CompletedTask", StringComparison.Ordinal);
        var tokens = CSharpSyntaxTree.ParseText(source, cancellationToken: TestContext.Current.CancellationToken).GetRoot(TestContext.Current.CancellationToken)
            .DescendantTokens().Where(token => token.SpanStart >= start && token.SpanStart < end && token.Span.Length > 0).ToList();
        var offered = await Offer(source);
        Assert.True(offered > 0);
        foreach (var token in tokens)
            await Offer(source.Remove(token.SpanStart, token.Span.Length));
    }

    private static async Task<int> Offer(string source)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var workspace = new AdhocWorkspace();
        var compilation = Bulk.Compile(source);
        var document = workspace.AddProject("Case", LanguageNames.CSharp)
            .WithCompilationOptions(compilation.Options).WithParseOptions(compilation.SyntaxTrees.First().Options).WithMetadataReferences(compilation.References)
            .AddDocument("Case.cs", source, filePath: "/src/Case.cs");
        var offered = 0;
        foreach (var report in await Bulk.Analyze((await document.Project.GetCompilationAsync(cancellation))!))
        {
            foreach (var fix in Parts.Fixes().Where(fix => fix.FixableDiagnosticIds.Contains(report.Id)))
            {
                var context = new CodeFixContext(document, report, (action, _) =>
                {
                    offered++;
                    var changed = action.GetOperationsAsync(cancellation).GetAwaiter().GetResult()
                        .OfType<Microsoft.CodeAnalysis.CodeActions.ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
                    Assert.NotEqual(source, changed.GetTextAsync(cancellation).GetAwaiter().GetResult().ToString());
                }, cancellation);
                await fix.RegisterCodeFixesAsync(context);
            }
        }

        return offered;
    }
}
