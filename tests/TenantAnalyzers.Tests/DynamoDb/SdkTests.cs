using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TenantAnalyzers.DynamoDb;

namespace TenantAnalyzers.Tests.DynamoDb;

/// <summary>Which called methods are entry points, and which only look like one.</summary>
public sealed class SdkTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.DataModel;
        using Amazon.DynamoDBv2.DocumentModel;
        using Amazon.DynamoDBv2.Model;

        """;

    /// <summary>The last call of a source and what it is.</summary>
    public static TheoryData<string, string> Found => new()
    {
        { "class C { object M(IAmazonDynamoDB client) => client.QueryAsync(new QueryRequest()); }", "Query Query Client QueryAsync" },
        { "class C { object M(AmazonDynamoDBClient client) => client.ScanAsync(new ScanRequest()); }", "Scan Scan Client ScanAsync" },
        { "class C { object M<T>(T client) where T : IAmazonDynamoDB => client.GetItemAsync(new GetItemRequest()); }", "GetItem ItemRead Client GetItemAsync" },
        { "class C { object M(IAmazonDynamoDB client) => client.Paginators.Query(new QueryRequest()); }", "Query Query Client Query" },
        { "class C { object M(IAmazonDynamoDB client) => client.ExecuteStatementAsync(new ExecuteStatementRequest()); }", "ExecuteStatement Statement Client ExecuteStatementAsync" },
        { "class C { object M(IAmazonDynamoDB client) => client.StartBulkPutItemsAsync(null); }", "StartBulkPutItems Keyless Client StartBulkPutItemsAsync" },
        { "class C { object M(IAmazonDynamoDB client) => client.ExportTableToPointInTimeAsync(null); }", "ExportTableToPointInTime Export Client ExportTableToPointInTimeAsync" },
        { "class C { object M(ITable table) => table.Query(\"t\", new QueryFilter()); }", "Query Query Document Query" },
        { "class C { object M(Table table, Document item) => table.PutItemAsync(item); }", "PutItem Write Document PutItemAsync" },
        { "class C { void M(IDocumentTransactWrite part, Document item) => part.AddDocumentToUpdate(item); }", "TransactWriteItems Write Document AddDocumentToUpdate" },
        { "class C { object M(IDynamoDBContext context) => context.LoadAsync<C>(1); }", "GetItem ItemRead Context LoadAsync" },
        { "class C { object M(DynamoDBContext context) => context.SaveAsync(this); }", "UpdateItem Write Context SaveAsync" },
        { "class C { void M(IBatchGet<C> batch) => batch.AddKey(1); }", "BatchGetItem ItemRead Context AddKey" },
        { "class C { void M<T>(BatchWrite<T> batch, T item) => batch.AddPutItem(item); }", "BatchWriteItem Write Context AddPutItem" },
        // Through an override, and an override of it.
        { "class Mine : AmazonDynamoDBClient { public override Task<QueryResponse> QueryAsync(QueryRequest request, CancellationToken token = default) => null!; } class C { object M(Mine mine) => mine.QueryAsync(null!); }", "Query Query Client QueryAsync" },
        { "class Mine : AmazonDynamoDBClient { public override Task<QueryResponse> QueryAsync(QueryRequest request, CancellationToken token = default) => null!; } class More : Mine { public override Task<QueryResponse> QueryAsync(QueryRequest request, CancellationToken token = default) => null!; } class C { object M(More more) => more.QueryAsync(null!); }", "Query Query Client QueryAsync" },
        // Through an implementation; what else the interface demands does not matter here.
        { "class Mine : IAmazonDynamoDB { public Task<ScanResponse> ScanAsync(ScanRequest request, CancellationToken token = default) => null!; } class C { object M(Mine mine) => mine.ScanAsync(null!); }", "Scan Scan Client ScanAsync" },
        { "interface ITenantContext : IDynamoDBContext { } class C { object M(ITenantContext context) => context.DeleteAsync(this); }", "DeleteItem Write Context DeleteAsync" },
        { "class Mine<T> : IBatchGet<T> { public void AddKey(object hashKey) { } } class C { void M(Mine<C> batch) => batch.AddKey(1); }", "BatchGetItem ItemRead Context AddKey" },
        { "class Mine : IBatchWrite<C> { public void AddPutItem(C item) { } } class C { void M(Mine batch) => batch.AddPutItem(this); }", "BatchWriteItem Write Context AddPutItem" },
    };

    /// <summary>Sources whose last call shares its name with an entry point, or takes part in one, and is none.</summary>
    public static TheoryData<string> NotFound =>
    [
        // Doppelgangers: the name is right, the assembly is not.
        "class C { object M(IAmazonDynamoDB client) => client.QueryAsync(\"\"); } namespace Amazon.DynamoDBv2 { interface IAmazonDynamoDB { object QueryAsync(string text); } }",
        "class C { object M(DynamoDBContext context) => context.LoadAsync<C>(1); } namespace Amazon.DynamoDBv2.DataModel { class DynamoDBContext { public object LoadAsync<T>(object key) => key; } }",
        "class Table { public object Query(string key) => key; } class C { object M(Table table) => table.Query(\"\"); }",
        "class Mine : IAmazonDynamoDB { public object QueryAsync(string text) => text; } class C { object M(Mine mine) => mine.QueryAsync(\"\"); } namespace Amazon.DynamoDBv2 { interface IAmazonDynamoDB { object QueryAsync(string text); } }",
        // The name and a client, but another method.
        "class Mine : AmazonDynamoDBClient { public Task QueryAsync(string text) => null!; } class C { object M(Mine mine) => mine.QueryAsync(\"\"); }",
        "class Mine : IAmazonDynamoDB { public object Scan(string text) => text; } class C { object M(Mine mine) => mine.Scan(\"\"); }",
        "static class E { public static object QueryAsync(this IAmazonDynamoDB client, string text) => text; } class C { object M(IAmazonDynamoDB client) => client.QueryAsync(\"\"); }",
        // What executes, makes or describes.
        "class C { object M(ISearch search) => search.GetNextSetAsync(); }",
        "class C { object M(IBatchGet<C> batch) => batch.ExecuteAsync(); }",
        "class C { object M(IDynamoDBContext context) => context.CreateBatchGet<C>(); }",
        "class C { object M(IAmazonDynamoDB client) => client.DescribeTableAsync(\"Orders\"); }",
        "class C { void M(QueryFilter filter) => filter.AddCondition(\"pk\", QueryOperator.Equal, 1); }",
        "class C { int Load() => 1; int M() => Load(); }",
    ];

    [Theory, MemberData(nameof(Found))]
    public void TryFind_Call_AnswersItsRow(string source, string expected)
    {
        Assert.True(TryFind(Bulk.Compile(Usings + source), out var found));
        Assert.Equal(expected, $"{found.Operation} {found.Kind} {found.Family} {found.Member}");
    }

    [Theory, MemberData(nameof(NotFound))]
    public void TryFind_OtherCall_IsNoEntryPoint(string source) => Assert.False(TryFind(Bulk.Compile(Usings + source), out _));

    [Theory]
    [InlineData("public override Task<QueryResponse> QueryAsync(QueryRequest request, CancellationToken token = default) => null!;", "AmazonDynamoDBClient", true)]
    [InlineData("public Task<QueryResponse> QueryAsync(QueryRequest request, CancellationToken token) => null!;", "IAmazonDynamoDB", true)]
    [InlineData("Task<QueryResponse> IAmazonDynamoDB.QueryAsync(QueryRequest request, CancellationToken token) => null!;", "IAmazonDynamoDB", true)]
    [InlineData("void IBatchGet<string>.AddKey(object key) { }", "IBatchGet<string>", true)]
    [InlineData("void IDisposable.Dispose() { }", "IAmazonDynamoDB", false)]
    [InlineData("Task<DescribeTableResponse> IAmazonDynamoDB.DescribeTableAsync(string name, CancellationToken token) => null!;", "IAmazonDynamoDB", false)]
    [InlineData("public Task<QueryResponse> Find(QueryRequest request) => null!;", "IAmazonDynamoDB", false)]
    public void IsEntryPoint_MemberOfAClient_FollowsWhatItImplements(string member, string type, bool expected)
    {
        var compilation = Bulk.Compile($"{Usings}class Mine : {type} {{ {member} }}");
        var method = compilation.Assembly.GlobalNamespace.GetTypeMembers("Mine").Single().GetMembers().OfType<IMethodSymbol>().First(one => !one.IsImplicitlyDeclared);

        Assert.Equal(expected, Sdk.TryCreate(compilation)!.IsEntryPoint(method));
    }

    [Theory]
    [InlineData("AWSSDK.DynamoDBStreams", true)]
    [InlineData("awssdk.dynamodbstreams", true)]
    [InlineData("Company.DynamoDBStreams", false)]
    public void TryFind_ClientOfTheStreams_AsksForItsAssembly(string assembly, bool expected)
    {
        var streams = Bulk.Compile(withSdk: false, """
            namespace Amazon.DynamoDBStreams
            {
                public interface IAmazonDynamoDBStreams { object GetRecordsAsync(string iterator); }
            }
            """).WithAssemblyName(assembly);
        var caller = Bulk.Compile(withSdk: false, "class C { object M(Amazon.DynamoDBStreams.IAmazonDynamoDBStreams streams) => streams.GetRecordsAsync(\"\"); }")
            .AddReferences(streams.ToMetadataReference());

        Assert.Equal(expected, Sdk.TryCreate(caller) is not null);
        if (expected)
        {
            Assert.True(TryFind(caller, out var found));
            Assert.Equal(new EntryPoint("GetRecords", AccessKind.Keyless, SdkFamily.Streams, "GetRecordsAsync"), found);
        }
    }

    [Fact]
    public void TryCreate_WithoutTheSdk_AnswersNothing() => Assert.Null(Sdk.TryCreate(Bulk.Compile(withSdk: false, "")));

    private static bool TryFind(CSharpCompilation compilation, out EntryPoint entryPoint)
    {
        var tree = compilation.SyntaxTrees.Single();
        var call = tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<InvocationExpressionSyntax>().Last();
        var method = Assert.IsAssignableFrom<IMethodSymbol>(compilation.GetSemanticModel(tree).GetSymbolInfo(call, TestContext.Current.CancellationToken).Symbol);
        return Sdk.TryCreate(compilation)!.TryFind(method, out entryPoint);
    }
}
