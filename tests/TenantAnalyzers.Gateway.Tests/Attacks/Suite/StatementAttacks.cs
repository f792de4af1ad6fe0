using Amazon.DynamoDBv2.Model;

namespace TenantAnalyzers.Gateway.Tests.Attacks.Suite;

/// <summary>PartiQL.</summary>
internal static class StatementAttacks
{
    public static IReadOnlyList<AttackOperation> All { get; } =
    [
        new("ExecuteStatement, select", AttackEffect.Reads, static attempt => ExecuteAsync(attempt, Select(attempt.Target.Table, attempt.Target.Shape.PartitionKey), [attempt.Target.Partition])),
        new("ExecuteStatement, select of an index", AttackEffect.Reads, static attempt => ExecuteAsync(
            attempt, $"SELECT * FROM \"{attempt.Target.Table}\".\"{attempt.Target.Shape.Index!.Name}\" WHERE \"{attempt.Target.Shape.Index.PartitionKey}\" = ?", [attempt.Target.IndexPartition]))
            { Fits = PageAttacks.HasIndex },
        new("ExecuteStatement, select page by page (NextToken)", AttackEffect.Reads, static async attempt =>
        {
            var request = new ExecuteStatementRequest
            {
                Statement = Select(attempt.Target.Table, attempt.Target.Shape.PartitionKey),
                Parameters = [attempt.Target.Partition],
                Limit = 1,
            };
            var items = new List<Dictionary<string, AttributeValue>>();
            do
            {
                var response = await attempt.Client.ExecuteStatementAsync(request, attempt.CancellationToken);
                items.AddRange(response.Items ?? []);
                request.NextToken = response.NextToken;
            }
            while (request.NextToken is not null);
            return items;
        }),
        new("ExecuteStatement, select without a key", AttackEffect.Reads, static attempt => ExecuteAsync(attempt, $"SELECT * FROM \"{attempt.Target.Table}\"", null)),
        new("ExecuteStatement, insert", AttackEffect.Inserts, static attempt => ExecuteAsync(
            attempt, $"INSERT INTO \"{attempt.Target.Table}\" VALUE {{{string.Join(", ", attempt.New.Item.Keys.Select(static name => $"'{name}': ?"))}}}", [.. attempt.New.Item.Values])),
        new("ExecuteStatement, update", AttackEffect.Marks, static attempt => ExecuteAsync(attempt, Update(attempt.Target), [new AttributeValue(attempt.Mark), .. attempt.Target.Key.Values])),
        new("ExecuteStatement, delete", AttackEffect.Deletes, static attempt => ExecuteAsync(
            attempt, $"DELETE FROM \"{attempt.Target.Table}\" WHERE {Where(attempt.Target)} RETURNING ALL OLD *", [.. attempt.Target.Key.Values])),
        new("BatchExecuteStatement, select", AttackEffect.Reads, static attempt => BatchAsync(attempt, SelectItem(attempt.Target), attempt.Target.Key)),
        new("BatchExecuteStatement, update", AttackEffect.Marks, static async attempt =>
        {
            var statement = new BatchStatementRequest { Statement = Update(attempt.Target), Parameters = [new AttributeValue(attempt.Mark), .. attempt.Target.Key.Values] };
            await attempt.Client.BatchExecuteStatementAsync(new BatchExecuteStatementRequest { Statements = [statement] }, attempt.CancellationToken);
            return AttackOperation.None;
        }),
        new("ExecuteTransaction, select", AttackEffect.Reads, static attempt => TransactAsync(attempt, SelectItem(attempt.Target), [.. attempt.Target.Key.Values])),
        new("ExecuteTransaction, update", AttackEffect.Marks, static attempt =>
            TransactAsync(attempt, Update(attempt.Target), [new AttributeValue(attempt.Mark), .. attempt.Target.Key.Values])),
    ];

    private static string Select(string table, string partitionKey) => $"SELECT * FROM \"{table}\" WHERE \"{partitionKey}\" = ?";

    private static string SelectItem(AttackTarget target) => $"SELECT * FROM \"{target.Table}\" WHERE {Where(target)}";

    private static string Update(AttackTarget target) => $"UPDATE \"{target.Table}\" SET \"{AttackOperation.MarkName}\" = ? WHERE {Where(target)}";

    private static string Where(AttackTarget target) => string.Join(" AND ", target.Key.Keys.Select(static name => $"\"{name}\" = ?"));

    private static async Task<IReadOnlyList<Dictionary<string, AttributeValue>>> ExecuteAsync(Attempt attempt, string statement, List<AttributeValue>? parameters)
    {
        var response = await attempt.Client.ExecuteStatementAsync(new ExecuteStatementRequest { Statement = statement, Parameters = parameters }, attempt.CancellationToken);
        return response.Items ?? [];
    }

    private static async Task<IReadOnlyList<Dictionary<string, AttributeValue>>> BatchAsync(Attempt attempt, string statement, Dictionary<string, AttributeValue> key)
    {
        var request = new BatchExecuteStatementRequest { Statements = [new BatchStatementRequest { Statement = statement, Parameters = [.. key.Values] }] };
        var response = await attempt.Client.BatchExecuteStatementAsync(request, attempt.CancellationToken);
        return [.. (response.Responses ?? []).Select(static one => one.Item ?? [])];
    }

    private static async Task<IReadOnlyList<Dictionary<string, AttributeValue>>> TransactAsync(Attempt attempt, string statement, List<AttributeValue> parameters)
    {
        var request = new ExecuteTransactionRequest { TransactStatements = [new ParameterizedStatement { Statement = statement, Parameters = parameters }] };
        var response = await attempt.Client.ExecuteTransactionAsync(request, attempt.CancellationToken);
        return [.. (response.Responses ?? []).Select(static one => one.Item ?? [])];
    }
}
