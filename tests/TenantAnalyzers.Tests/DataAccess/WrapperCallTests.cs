namespace TenantAnalyzers.Tests.DataAccess;

/// <summary>Methods that take a key or a request and pass it on: the access is judged where they are called.</summary>
public sealed class WrapperCallTests
{
    private const string Wrappers = Source.Usings + """
        namespace TenantAnalyzers
        {
            class TenantKeyAttribute : Attribute { }
            class TenantIdAttribute : Attribute { }
            class CrossTenantAttribute(string justification) : Attribute { public string Justification => justification; }
        }
        public record struct TenantId(string Value);
        public class Repository<T>(IAmazonDynamoDB dynamo, string table) where T : class
        {
            public Task<GetItemResponse> GetAsync(string id) => dynamo.GetItemAsync(table, new() { ["PK"] = new(id) });
            public Task<GetItemResponse> GetByKeyAsync(Dictionary<string, AttributeValue> key) => dynamo.GetItemAsync(table, key);
            public async Task<GetItemResponse> LoadAsync(string id, CancellationToken token = default) { var key = new Dictionary<string, AttributeValue> { ["PK"] = new(id) }; return await dynamo.GetItemAsync(table, key, token).ConfigureAwait(false); }
            public Task<GetItemResponse> GetTwice(string id) => GetAsync(id);
            public Task<QueryResponse> QueryBy(string condition, string filter, Dictionary<string, AttributeValue> values) =>
                dynamo.QueryAsync(new QueryRequest(table) { KeyConditionExpression = condition, FilterExpression = filter, ExpressionAttributeValues = values });
            public Task<QueryResponse> Send(QueryRequest request) { request.TableName = table; return dynamo.QueryAsync(request); }
            public Task<ExecuteStatementResponse> Run(string statement, params AttributeValue[] parameters) => dynamo.ExecuteStatementAsync(new() { Statement = statement, Parameters = [.. parameters] });
            public Task<ExecuteStatementResponse> RunPlain(string statement) => dynamo.ExecuteStatementAsync(new() { Statement = statement });
            public Task<PutItemResponse> Save(Dictionary<string, AttributeValue> item) => dynamo.PutItemAsync(table, item);
            public Task<GetItemResponse> Leaks(string id) => {|TNT1002:dynamo.GetItemAsync|}(table, new() { ["PK"] = new("ORDER#" + 1), ["SK"] = new(id) });
            public Task<GetItemResponse> ForTenant(string tenantId, string id) => dynamo.GetItemAsync(table, new() { ["PK"] = new($"T#{tenantId}"), ["SK"] = new(id) });
            public Task<GetItemResponse> ForTyped(TenantId tenant, string id) => dynamo.GetItemAsync(table, new() { ["PK"] = new($"T#{tenant.Value}"), ["SK"] = new(id) });
            public Task<GetItemResponse> Marked([TenantAnalyzers.TenantKey] string pk) => dynamo.GetItemAsync(table, new() { ["PK"] = new(pk) });
            public Task<GetItemResponse> MarkedKey([TenantAnalyzers.TenantKey] Dictionary<string, AttributeValue> key) => dynamo.GetItemAsync(table, key);
            [TenantAnalyzers.CrossTenant("the back office")] public Task<GetItemResponse> AnyTenant(string id) => dynamo.GetItemAsync(table, new() { ["PK"] = new(id) });
            public Task<GetItemResponse> Loop(string id, int n) => n > 0 ? Loop(id, n - 1) : dynamo.GetItemAsync(table, new() { ["PK"] = new(id) });
            public virtual Task<GetItemResponse> Virtual(string id) => dynamo.GetItemAsync(table, new() { ["PK"] = new(id) });
            public Task<GetItemResponse> Named(string attribute, string value) => dynamo.GetItemAsync(table, new() { [attribute] = new(value) });
            public Task<GetItemResponse> Swapped(string sk, string pk) => dynamo.GetItemAsync(table, new() { ["PK"] = new(pk), ["SK"] = new(sk) });
            public Task<GetItemResponse> Optional(string pk = "none") => dynamo.GetItemAsync(table, new() { ["PK"] = new(pk) });
            public T? Sync(string id) => dynamo.GetItemAsync(table, new() { ["PK"] = new(id) }).Result as object as T;
            public IAsyncEnumerable<QueryResponse> Pages(string id) => dynamo.Paginators.Query(new QueryRequest(table) { KeyConditionExpression = "PK = :p", ExpressionAttributeValues = new() { [":p"] = new(id) } }).Responses;
            protected Task<GetItemResponse> Inherited(string id) => dynamo.GetItemAsync(table, new() { ["PK"] = new(id) });
        }
        public static class DynamoExtensions
        {
            public static Task<GetItemResponse> GetByPk(this IAmazonDynamoDB dynamo, string table, string pk) => dynamo.GetItemAsync(table, new() { ["PK"] = new(pk) });
            public static Task<DeleteItemResponse> Drop(this IAmazonDynamoDB dynamo, Dictionary<string, AttributeValue> key) => dynamo.DeleteItemAsync(new DeleteItemRequest { TableName = "App", Key = key });
        }
        public interface IOrders { Task<GetItemResponse> FindAsync(string pk, string sk); }
        public sealed class DynamoOrders(IAmazonDynamoDB dynamo) : IOrders
        {
            public Task<GetItemResponse> FindAsync(string a, string b) => dynamo.GetItemAsync("App", new() { ["PK"] = new(a), ["SK"] = new(b) });
        }
        public interface ITwo { Task<GetItemResponse> OneOfTwo(string id); }
        public sealed class DynamoTwo(IAmazonDynamoDB dynamo) : ITwo { public Task<GetItemResponse> OneOfTwo(string id) => dynamo.GetItemAsync("App", new() { ["PK"] = new(id) }); }
        public interface IGeneric<T> { Task<GetItemResponse> FetchAsync(T id); }
        public sealed class DynamoGeneric<T>(IAmazonDynamoDB dynamo) : IGeneric<T> { Task<GetItemResponse> IGeneric<T>.FetchAsync(T id) => dynamo.GetItemAsync("App", new() { ["PK"] = new($"{id}") }); }
        public static class SharedKeys
        {
            public const string Table = "App";
            public static readonly string Prefix = "ORDER#";
            public static Dictionary<string, AttributeValue> Of(string pk) => new() { ["PK"] = new(pk) };
        }
        """;

    // Mentions no database: a decorator that puts the tenant in front.
    private const string Decorator = """
        using System.Threading.Tasks;
        public sealed class TenantTwo(ITwo inner, string tenantId) : ITwo { public Task<Reply> OneOfTwo(string id) => inner.OneOfTwo($"T#{tenantId}#{id}"); }
        """;

    private static Task Check(string statements) => Marked.Reports(Wrappers, Decorator, "global using Reply = Amazon.DynamoDBv2.Model.GetItemResponse;", Source.Usings + $$"""
        class Item;
        class Derived(IAmazonDynamoDB dynamo) : Repository<Item>(dynamo, "App")
        {
            public Task<GetItemResponse> Own(string orderId) => {|TNT1002:Inherited|}($"ORDER#{orderId}");
            public Task<GetItemResponse> OwnScoped(string tenantId) => Inherited($"T#{tenantId}");
        }
        class Service(Repository<Item> repository, IAmazonDynamoDB client, IOrders orders, ITwo two, IGeneric<string> generic)
        {
            private readonly string _tenantId = "";
            public string TenantId { get; init; } = "";
            private string PK => $"TENANT#{TenantId}";
            async Task Run(string tenantId, string orderId, string status, bool flag, Dictionary<string, AttributeValue> given)
            {
                {{statements.ReplaceLineEndings("\n        ")}}
                await Task.CompletedTask;
            }
            private void Use(object o) { if (o.GetHashCode() == 7) Use(_tenantId); }
        }
        """);

    [Theory]
    [InlineData("""await {|TNT1002:repository.GetAsync|}(orderId);""")]
    [InlineData("""await {|TNT1002:repository.GetAsync|}($"ORDER#{orderId}");""")]
    [InlineData("""await {|TNT1002:repository.LoadAsync|}("ORDER#1");""")]
    [InlineData("""await {|TNT1002:repository.GetTwice|}(orderId);""")]
    [InlineData("""await {|TNT1002:repository.GetByKeyAsync|}(new() { ["orderId"] = new(orderId) });""")]
    [InlineData("""await {|TNT1002:repository.GetByKeyAsync|}(SharedKeys.Of(SharedKeys.Prefix + orderId));""")]
    [InlineData("""await {|TNT1001:repository.QueryBy|}("status = :s", "tenantId = :t", new() { [":s"] = new(status), [":t"] = new(tenantId) });""")]
    [InlineData("""await {|TNT1001:repository.Send|}(new QueryRequest { KeyConditionExpression = "status = :s", ExpressionAttributeValues = new() { [":s"] = new(status) } });""")]
    [InlineData("""await {|TNT1005:repository.RunPlain|}("SELECT * FROM Orders");""")]
    [InlineData("""await {|TNT1005:repository.RunPlain|}($"SELECT * FROM Orders WHERE orderId = '{orderId}'");""")]
    [InlineData("""await {|TNT1004:repository.Save|}(new() { ["orderId"] = new(orderId) });""")]
    [InlineData("""await {|TNT1002:repository.Loop|}(orderId, orderId.Length);""")]
    [InlineData("""await {|TNT1002:repository.Named|}("orderId", orderId);""")]
    [InlineData("""await {|TNT1002:repository.Swapped|}(pk: orderId, sk: tenantId);""")]
    [InlineData("""await {|TNT1002:repository.Optional|}();""")]
    [InlineData("""Use({|TNT1002:repository.Sync|}(orderId)!);""")]
    [InlineData("""await foreach (var page in {|TNT1001:repository.Pages|}(orderId)) Use(page);""")]
    [InlineData("""await {|TNT1002:client.GetByPk|}("App", orderId);""")]
    [InlineData("""await {|TNT1002:DynamoExtensions.GetByPk|}(client, "App", orderId);""")]
    [InlineData("""await {|TNT1004:client.Drop|}(new() { ["orderId"] = new(orderId) });""")]
    [InlineData("""await {|TNT1002:orders.FindAsync|}($"ORDER#{orderId}", tenantId);""")]
    [InlineData("""await {|TNT1002:orders.FindAsync|}(sk: tenantId, pk: orderId);""")]
    [InlineData("""await {|TNT1002:generic.FetchAsync|}(orderId);""")]
    [InlineData("""var tasks = new[] { "a" }.Select(number => {|TNT1002:repository.GetAsync|}("ORDER#" + number)); await Task.WhenAll(tasks);""")]
    [InlineData("""Task<GetItemResponse> Local() => {|TNT1002:repository.GetAsync|}(orderId); await Local();""")]
    [InlineData("""if (flag) await {|TNT1002:repository.GetAsync|}(flag ? orderId : tenantId);""")]
    [InlineData("""await {|TNT1002:new Repository<Item>(client, "App").GetAsync|}(orderId);""")]
    public Task Wrapper_CalledWithoutTheTenant_ReportsTheCall(string statements) => Check(statements);

    [Theory]
    [InlineData("""await repository.GetAsync($"T#{tenantId}");""")]
    [InlineData("""await repository.GetAsync(_tenantId);""")]
    [InlineData("""await repository.GetAsync(PK);""")]
    [InlineData("""await repository.GetTwice(tenantId);""")]
    [InlineData("""await repository.GetByKeyAsync(new() { ["tenantId"] = new(tenantId), ["orderId"] = new(orderId) });""")]
    [InlineData("""await repository.GetByKeyAsync(SharedKeys.Of($"T#{tenantId}"));""")]
    [InlineData("""await repository.QueryBy("tenantId = :t", "status = :s", new() { [":s"] = new(status), [":t"] = new(tenantId) });""")]
    [InlineData("""await repository.Send(new QueryRequest { KeyConditionExpression = "tenantId = :t", ExpressionAttributeValues = new() { [":t"] = new(tenantId) } });""")]
    [InlineData("""await repository.RunPlain($"SELECT * FROM Orders WHERE tenantId = '{tenantId}'");""")]
    [InlineData("""await repository.Run("SELECT * FROM Orders WHERE tenantId = ?", new AttributeValue(tenantId));""")]
    [InlineData("""await repository.Save(new() { ["tenantId"] = new(tenantId) });""")]
    [InlineData("""await repository.Loop(tenantId, 3);""")]
    [InlineData("""await repository.Named("tenantId", tenantId);""")]
    [InlineData("""await repository.Swapped(pk: tenantId, sk: orderId);""")]
    [InlineData("""await client.GetByPk("App", tenantId);""")]
    [InlineData("""await orders.FindAsync(sk: orderId, pk: tenantId);""")]
    [InlineData("""await generic.FetchAsync(tenantId);""")]
    // Its own body is reported, once.
    [InlineData("""await repository.Leaks(orderId);""")]
    // The tenant by name or type of the parameter.
    [InlineData("""await repository.ForTenant(status, orderId);""")]
    [InlineData("""await repository.ForTyped(new(status), orderId);""")]
    [InlineData("""await repository.Marked(orderId);""")]
    [InlineData("""await repository.MarkedKey(given);""")]
    [InlineData("""await repository.AnyTenant(orderId);""")]
    // Not certain which body runs, or what it is given.
    [InlineData("""await repository.Virtual(orderId);""")]
    [InlineData("""await repository.Loop(orderId, 3);""")]
    [InlineData("""await two.OneOfTwo(orderId);""")]
    [InlineData("""await repository.GetAsync(given["x"].S);""")]
    [InlineData("""await repository.GetByKeyAsync(given);""")]
    [InlineData("""await repository.Save(given);""")]
    [InlineData("""await repository.RunPlain(status);""")]
    [InlineData("""Func<string, Task<GetItemResponse>> f = repository.GetAsync; await f(orderId);""")]
    [InlineData("""Use(nameof(repository.GetAsync));""")]
    public Task Wrapper_CalledWithTheTenantOrNotDecidable_IsSilent(string statements) => Check(statements);

    [Theory]
    [InlineData("""await repository.GetAsync($"ORDER#{orderId}");""", "TNT1002: `GetItem` on the table in `table` binds `PK` to `ORDER#{orderId}`, not the tenant key `tenantId` (in `GetAsync`)")]
    public async Task Wrapper_Message_SaysWhere(string statements, string message)
    {
        var source = Source.Usings + $$"""
            class Repository(IAmazonDynamoDB dynamo, string table) { public Task<GetItemResponse> GetAsync(string id) => dynamo.GetItemAsync(table, new() { ["PK"] = new(id) }); }
            class Service(Repository repository) { public async Task Run(string orderId) { {{statements}} } }
            """;

        Assert.Equal(message, Assert.Single(await Marked.Messages(undecided: false, source)));
    }
}
