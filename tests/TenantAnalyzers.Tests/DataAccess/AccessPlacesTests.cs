using Microsoft.CodeAnalysis.CSharp;

namespace TenantAnalyzers.Tests.DataAccess;

/// <summary>Where an access can stand, and what only looks like one.</summary>
public sealed class AccessPlacesTests
{
    [Fact]
    public Task Access_InEverySyntacticPlace_Reports() => Verify.Reports(Source.Usings + """
        record Record(IAmazonDynamoDB Client) { Task A() => {|TNT1003:Client.ScanAsync|}(new ScanRequest("T")); }
        record struct RecordStruct(IAmazonDynamoDB Client) { public Task A() { return {|TNT1003:Client.ScanAsync|}(new ScanRequest("T")); } }
        class Primary(IAmazonDynamoDB client)
        {
            readonly Task _field = {|TNT1003:client.ScanAsync|}(new ScanRequest("T"));
            Task Property { get; } = {|TNT1003:client.ScanAsync|}(new ScanRequest("T"));
            Task Body => {|TNT1003:client.ScanAsync|}(new ScanRequest("T"));
            Task Getter { get { return {|TNT1003:client.ScanAsync|}(new ScanRequest("T")); } set { {|TNT1003:client.ScanAsync|}(new ScanRequest("T")); } }
            event Action Event { add { {|TNT1003:client.ScanAsync|}(new ScanRequest("T")); } remove { } }
            public Primary(IAmazonDynamoDB client, int n) : this(client) => {|TNT1003:client.ScanAsync|}(new ScanRequest("T"));
            ~Primary() { {|TNT1003:client.ScanAsync|}(new ScanRequest("T")); }
            public static Task operator +(Primary a, IAmazonDynamoDB b) => {|TNT1003:b.ScanAsync|}(new ScanRequest("T"));
            Func<Task> Lambda => () => {|TNT1003:client.ScanAsync|}(new ScanRequest("T"));
            Func<IAmazonDynamoDB, Task> StaticLambda => static c => {|TNT1003:c.ScanAsync|}(new ScanRequest("T"));
            readonly Func<IAmazonDynamoDB, Task> _fieldLambda = c => {|TNT1003:c.ScanAsync|}(new ScanRequest("T"));
            async IAsyncEnumerable<object> Iterate() { yield return await {|TNT1003:client.ScanAsync|}(new ScanRequest("T")); }
            async Task Statements(int n)
            {
                using var source = new CancellationTokenSource();
                _ = n switch { 1 => await {|TNT1003:client.ScanAsync|}(new ScanRequest("T")), _ => null };
                static async Task Local(IAmazonDynamoDB c) => await {|TNT1003:c.ScanAsync|}(new ScanRequest("T"));
                await Local(client);
                lock (this) { {|TNT1003:client.ScanAsync|}(new ScanRequest("T")); }
                Func<Func<Task>> nested = () => () => {|TNT1003:client.ScanAsync|}(new ScanRequest("T"));
                Func<Task> old = delegate { return {|TNT1003:client.ScanAsync|}(new ScanRequest("T")); };
                if (await {|TNT1003:client.ScanAsync|}(new ScanRequest("T")) is { Count: > 0 } r && n > 0) n++;
                foreach (var item in (await {|TNT1003:client.ScanAsync|}(new ScanRequest("T"))).Items) { }
                for (var i = (await {|TNT1003:client.ScanAsync|}(new ScanRequest("T"))).Count; i > 0; i--) { }
                throw new Exception((await {|TNT1003:client.ScanAsync|}(new ScanRequest("T"))).ToString());
            }
        }
        partial class Partial { partial Task Do(IAmazonDynamoDB client); }
        partial class Partial { partial Task Do(IAmazonDynamoDB client) => {|TNT1003:client.ScanAsync|}(new ScanRequest("T")); }
        file class FileLocal { static Task A(IAmazonDynamoDB client) => {|TNT1003:client.ScanAsync|}(new ScanRequest("T")); }
        static class Extensions { public static Task A(this IAmazonDynamoDB client) => {|TNT1003:client.ScanAsync|}(new ScanRequest("T")); }
        interface IDefault { Task A(IAmazonDynamoDB client) => {|TNT1003:client.ScanAsync|}(new ScanRequest("T")); }
        class Mine : AmazonDynamoDBClient
        {
            public override Task<ScanResponse> ScanAsync(ScanRequest request, CancellationToken token = default) => base.ScanAsync(request, token);
            Task A() => {|TNT1003:this.ScanAsync|}(new ScanRequest("T"));
        }
        abstract class Decorator(IAmazonDynamoDB inner) : IPart
        {
            public Task<ScanResponse> ScanAsync(ScanRequest request, CancellationToken token) => {|TNT1003:inner.ScanAsync|}(request, token);
        }
        interface IPart { Task<ScanResponse> ScanAsync(ScanRequest request, CancellationToken token); }
        """.Replace("partial Task Do(IAmazonDynamoDB client)", "private partial Task Do(IAmazonDynamoDB client)", StringComparison.Ordinal));

    [Fact]
    public async Task Access_InTopLevelStatements_Reports()
    {
        var test = new Verify.Test
        {
            TestCode = Source.Usings + """
                var client = new AmazonDynamoDBClient();
                var request = new ScanRequest("T");
                await {|TNT1003:client.ScanAsync|}(request);
                """,
        };
        test.TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication;
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task Access_CSharp73_Reports() => Verify.Reports("""
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;
        class Repository
        {
            private readonly IAmazonDynamoDB _client;
            public Repository(IAmazonDynamoDB client) { _client = client; }
            public async Task Run(string orderId)
            {
                var key = new Dictionary<string, AttributeValue> { { "orderId", new AttributeValue { S = orderId } } };
                await {|TNT1002:_client.GetItemAsync|}(new GetItemRequest { TableName = "Orders", Key = key });
            }
        }
        """, language: LanguageVersion.CSharp7_3);

    [Fact]
    public Task Doppelganger_OfTheSdk_IsSilent() => Verify.Silent("""
        using System.Threading.Tasks;
        namespace Mine
        {
            class ScanRequest { }
            interface IAmazonDynamoDB { Task ScanAsync(ScanRequest request); void GetItem(string key); void Query(); }
            class Repository { Task Run(IAmazonDynamoDB client) { client.GetItem("x"); client.Query(); return client.ScanAsync(new ScanRequest()); } }
        }
        """);

    [Theory]
    [InlineData("// <auto-generated/>\n", "/0/Test0.cs")]
    [InlineData("", "/0/Test0.g.cs")]
    public async Task Access_InGeneratedCode_IsSilent(string header, string path)
    {
        var test = new Verify.Test();
        test.TestState.Sources.Add((path, header + "#nullable enable\n" + Source.Body("""await client.ScanAsync(new ScanRequest("T"));""")));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    // Code that is not code yet: quiet, or a proper report, but never an exception.
    [Theory]
    [InlineData("await client.QueryAsync(new QueryRequest { TableName = ")]
    [InlineData("await client.QueryAsync(new QueryRequest { KeyConditionExpression = \"tenantId = ")]
    [InlineData("await client.QueryAsync();")]
    [InlineData("await client.QueryAsync(new QueryRequest { Key = 1, = 2 }, , );")]
    [InlineData("await client.GetItemAsync(\"T\", new() { [] = new() });")]
    [InlineData("await client.GetItemAsync(\"T\", new() { [\"a\"] = });")]
    [InlineData("await client.GetItemAsync(\"T\", key: )")]
    [InlineData("var request = new GetItemRequest { Key = new() { { \"a\" } } }; await client.GetItemAsync(request)")]
    [InlineData("await client.ScanAsync(")]
    [InlineData("client.ScanAsync(new ScanRequest(Missing.Name), undefined); return 5; (a, b) = c;")]
    [InlineData("x => { await client.QueryAsync(new QueryRequest { KeyConditionExpression = $\"{ = :t\" }); }")]
    [InlineData("switch (flag) { case true when client.ScanAsync(new ScanRequest(")]
    [InlineData("await client.QueryAsync(new QueryRequest { KeyConditionExpression = flag ? : \"x\" });")]
    public async Task Access_InUnfinishedCode_NeverThrows(string statements) => await Bulk.Analyze(Bulk.Compile(Source.Body(statements)));

    [Fact]
    public async Task Access_WithAHugeExpression_NeverThrows()
    {
        var condition = string.Join(" + ", Enumerable.Range(0, 5_000).Select(i => i % 2 == 0 ? "\"a\"" : "orderId"));

        await Bulk.Analyze(Bulk.Compile(Source.Body($"await client.QueryAsync(new QueryRequest {{ KeyConditionExpression = {condition} }});")));
    }

    [Fact]
    public async Task Access_BehindManyBranches_StaysWithinTheBudget()
    {
        var branches = string.Concat(Enumerable.Range(0, 300).Select(i => $"if (given.ContainsKey(\"k{i}\")) request.FilterExpression = \"f{i}\";\n"));
        var loop = "while (given.Count > 0) { request.FilterExpression += \"x\"; foreach (var pair in given) { request.IndexName = pair.Key; if (flag) continue; } }\n";
        await Verify.Reports(Source.Body($$"""
            var request = new QueryRequest { TableName = "T" };
            {{branches}}{{loop}}
            await client.ListTablesAsync(token);
            await {|TNT1003:client.ScanAsync|}(new ScanRequest("T"));
            """));
    }
}
