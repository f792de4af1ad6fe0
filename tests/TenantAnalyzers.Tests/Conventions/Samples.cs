namespace TenantAnalyzers.Tests.Conventions;

/// <summary>Sources that make every rule work: those of the help pages, and shapes the pages do not show.</summary>
internal static class Samples
{
    private const string Shapes = """"
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;

        public record struct TenantId(string Value);

        public sealed class Shapes(IAmazonDynamoDB dynamo, string table)
        {
            private const string ByTenant = "tenantId" + " = :t";

            public async Task<int> Steps(TenantId tenant, string? status, bool all)
            {
                var request = new QueryRequest { TableName = table };
                request.KeyConditionExpression = all ? "#s = :s" : $"{nameof(tenant)}Id = :t AND begins_with(sk, :p)";
                request.ExpressionAttributeValues ??= new();
                request.ExpressionAttributeValues.Add(":t", new() { S = tenant.Value });
                request.ExpressionAttributeNames = new() { ["#s"] = status switch { null => "status", "x" => "state", _ => status } };
                var count = 0;
                do
                {
                    var page = await dynamo.QueryAsync(request);
                    count += page.Count ?? 0;
                    request.ExclusiveStartKey = page.LastEvaluatedKey;
                }
                while (request.ExclusiveStartKey is { Count: > 0 });
                await foreach (var item in dynamo.Paginators.Scan(new ScanRequest(table) { FilterExpression = ByTenant }).Items)
                    count += item.Count;
                Task<GetItemResponse> Local(string id) => dynamo.GetItemAsync(table, new Dictionary<string, AttributeValue> { { "PK", new AttributeValue($"USER#{id}") } });
                var items = await Task.WhenAll(new[] { "a", "b" }.Select(id => Local(id)));
                try
                {
                    return count + items.Length;
                }
                catch (AmazonDynamoDBException e) when (e.Message.Length > 0)
                {
                    throw;
                }
                finally
                {
                    dynamo?.Dispose();
                }
            }

            private static readonly string Policy = $$"""
                { "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Action": "dynamodb:*", "Resource": "arn:aws:dynamodb:*:*:table/{{ByTenant}}" } ] }
                """;

            private const string Escaped = "{ \"Statement\": { \"Effect\": \"Allow\", \"Action\": [\"dynamodb:Query\"], \"Resource\": \"\u002a\" } }";
        }
        """";

    // Small: each of its tokens is deleted, cut off at and doubled.
    private const string Accesses = """"
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.DataModel;
        using Amazon.DynamoDBv2.DocumentModel;
        using Amazon.DynamoDBv2.Model;

        public record Key(string Pk, string Sk) { public string Full => $"{Pk}#{Sk}"; }
        [DynamoDBTable("Orders")] public class Order { [DynamoDBHashKey] public string OrderId { get; set; } = ""; }
        public interface IStore { Task<GetItemResponse> Find(string pk); }
        public sealed class Store(IAmazonDynamoDB dynamo) : IStore { public Task<GetItemResponse> Find(string key) => dynamo.GetItemAsync("App", new() { ["PK"] = new(key) }); }
        public class Traced : AmazonDynamoDBClient { public override Task<QueryResponse> QueryAsync(QueryRequest q, System.Threading.CancellationToken c = default) => base.QueryAsync(q, c); }

        public class Accesses(IAmazonDynamoDB dynamo, IDynamoDBContext context, ITable table, IStore store, Traced traced)
        {
            public async Task All(string tenantId, string orderId, params string[] ids)
            {
                var key = new Key(tenantId, orderId) with { Pk = "ORDER#" + orderId };
                await store.Find(key.Full);
                await traced.QueryAsync(new("Orders") { IndexName = "ByStatus", KeyConditionExpression = "status = :s", ExpressionAttributeValues = new() { [":s"] = new("open") } });
                var (pk, sk) = (key.Pk, key.Sk);
                await dynamo.PutItemAsync("App", new() { ["PK"] = new(string.Join("#", pk, sk)) });
                var writes = ids.Select(id => new WriteRequest(new DeleteRequest(new() { ["orderId"] = new(id) }))).ToList();
                var left = (await dynamo.BatchWriteItemAsync(new BatchWriteItemRequest { RequestItems = { ["Orders"] = writes } })).UnprocessedItems;
                await dynamo.TransactWriteItemsAsync(new() { TransactItems = [new() { Put = new() { TableName = "Orders", Item = new() { ["orderId"] = new(orderId) } } }, new() { Delete = new() }] });
                await dynamo.ExecuteStatementAsync(new() { Statement = $"SELECT * FROM \"Orders\" WHERE orderId = '{orderId}' OR tenantId = ?", Parameters = [new(tenantId)] });
                await table.Query(orderId, new QueryFilter("status", QueryOperator.Equal, "open")).GetRemainingAsync();
                await context.SaveAsync(new Order { OrderId = orderId });
                await context.QueryAsync<Order>(tenantId, new QueryConfig { IndexName = "ByStatus" }).GetRemainingAsync();
            }
        }
        """";

    private const string Keys = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.DataModel;
        using Amazon.DynamoDBv2.DocumentModel;
        using Amazon.DynamoDBv2.Model;

        public abstract class Stored<T> { [DynamoDBHashKey("id", AttributeName = "key_id")] public virtual T Number { get; set; } = default!; }

        [DynamoDBTable("Invoices", CaseMode.CamelCase)]
        public class Invoice : Stored<Guid>
        {
            [DynamoDBGlobalSecondaryIndexHashKey(1, "by-state", "by-day")] public string State { get; set; } = "";
            [DynamoDBFlatten] public Audit Audit { get; set; } = new();
            public override Guid Number { get => base.Number; set => base.Number = value; }
        }

        public class Audit { [DynamoDBProperty("by", typeof(string))] public string By { get; init; } = ""; [DynamoDBFlatten] public Audit? Earlier { get; set; } }

        public record Line([property: DynamoDBHashKey] string LineId, [property: DynamoDBRangeKey] int Position);

        public class Setup(IAmazonDynamoDB dynamo)
        {
            private static readonly string Prefix = "shop" + "-";
            private readonly ITable _table = new TableBuilder(null!, new TableConfig("Orders")).AddHashKey("orderId", DynamoDBEntryType.String).AddGlobalSecondaryIndex("i", [new("a", DynamoDBEntryType.String)], []).Build();

            public object Make(bool all)
            {
                var keys = new List<KeySchemaElement>(2) { new("orderId", KeyType.HASH), new() { AttributeName = nameof(all), KeyType = "RANGE" } };
                var request = new CreateTableRequest { TableName = $"{Prefix}orders", KeySchema = keys };
                request.GlobalSecondaryIndexes = new[] { new GlobalSecondaryIndex { IndexName = "by-status", KeySchema = { new("status", KeyType.HASH) } } }.ToList();
                dynamo.CreateTableAsync(Prefix + "lines", [new("lineId", new KeyType("HASH"))], [], new());
                return all ? request : _table;
            }
        }
        """;

    public static IEnumerable<(string Name, string Source)> All()
    {
        foreach (var (_, rule) in Repository.RuleTable)
        {
            var page = new RulePage(rule.Id);
            foreach (var heading in (string[])["Bad", "Good"])
            {
                foreach (var sample in page.Samples(heading))
                    yield return ($"{rule.Id} {heading}", sample);
            }
        }

        yield return (nameof(Shapes), Shapes);
        yield return (nameof(Accesses), Accesses);
        yield return (nameof(Keys), Keys);
    }
}
