using System.Text;

namespace TenantAnalyzers.Benchmarks.Corpus;

/// <summary>Accesses through <c>DynamoDBContext</c>: an entity that is keyed by the tenant, or one that is not.</summary>
internal sealed class ContextAccesses(Random random, int most) : IAccessWriter
{
    private readonly string[] _operations = Mix.Spread(
        most, random, ("Save", 31.0), ("Load", 25), ("Batch", 15), ("FromQuery", 10), ("Delete", 9), ("Scan", 7), ("Query", 3));

    private readonly bool[] _scoped = Mix.Spread(most, random, (true, 1), (false, 1));
    private int _next;

    public void Write(StringBuilder text, int number)
    {
        var operation = _operations[_next];
        var scoped = _scoped[_next++];
        var row = scoped ? "OrderRow" : "TicketRow";
        var keys = scoped ? "tenantId, id" : "id";
        var made = scoped
            ? "new OrderRow { TenantId = tenantId, OrderId = id, Status = status }"
            : "new TicketRow { TicketId = id, TenantId = tenantId, Status = status }";
        text.Append($"    public async Task<int> {operation}{row}{number}Async(string tenantId, string id, string status, CancellationToken cancellationToken)\n    {{\n");
        text.Append(operation switch
        {
            "Save" => $$"""
                    var row = {{made}};
                    if (string.IsNullOrWhiteSpace(row.Status))
                        row.Status = "new";
                    await context.SaveAsync(row, cancellationToken);
                    return row.Status.Length;

            """,
            "Load" => $$"""
                    var row = await context.LoadAsync<{{row}}>({{keys}}, cancellationToken);
                    if (row is null)
                        throw new KeyNotFoundException($"{id} is not there");
                    return row.Status == status ? 1 : 0;

            """,
            "Batch" => $$"""
                    var batch = context.CreateBatchWrite<{{row}}>();
                    batch.AddPutItem({{made}});
                    await batch.ExecuteAsync(cancellationToken);
                    return 1;

            """,
            "FromQuery" => $$"""
                    var search = context.FromQueryAsync<{{row}}>(new QueryOperationConfig
                    {
                        KeyExpression = new Expression
                        {
                            ExpressionStatement = "{{(scoped ? "tenantId" : "ticketId")}} = :k",
                            ExpressionAttributeValues = { [":k"] = {{(scoped ? "tenantId" : "id")}} },
                        },
                        Limit = 25,
                    });
                    var rows = await search.GetRemainingAsync(cancellationToken);
                    return rows.Count(row => row.Status == status);

            """,
            "Delete" => $$"""
                    await context.DeleteAsync<{{row}}>({{keys}}, cancellationToken);
                    return status.Length;

            """,
            "Scan" => $$"""
                    var conditions = new List<ScanCondition> { new("Status", ScanOperator.Equal, status) };
                    var rows = await context.ScanAsync<{{row}}>(conditions).GetRemainingAsync(cancellationToken);
                    return rows.Count(row => row.TenantId == tenantId && row.Status != id);

            """,
            _ => $$"""
                    var rows = await context.QueryAsync<{{row}}>({{(scoped ? "tenantId" : "id")}}).GetRemainingAsync(cancellationToken);
                    return rows.Count(row => row.TenantId == tenantId && row.Status == status);

            """,
        });
        text.Append("    }\n\n");
    }
}
