using System.Text;

namespace TenantAnalyzers.Benchmarks.Corpus;

/// <summary>Accesses through the document model.</summary>
internal sealed class DocumentAccesses(Random random) : IAccessWriter
{
    public void Write(StringBuilder text, int number)
    {
        var scoped = random.Next(2) == 0;
        var keys = scoped ? "tenantId, id" : "id";
        text.Append($"    public async Task<int> Document{number}Async(string tenantId, string id, string status, CancellationToken cancellationToken)\n    {{\n");
        text.Append(random.Next(6) switch
        {
            0 => $$"""
                    var document = await table.GetItemAsync({{keys}}, cancellationToken);
                    return document is not null && document["status"].AsString() == status ? 1 : 0;

            """,
            1 => $$"""
                    var document = new Document { ["{{(scoped ? "tenantId" : "ticketId")}}"] = {{(scoped ? "tenantId" : "id")}}, ["status"] = status };
                    await table.PutItemAsync(document, cancellationToken);
                    return document.Count;

            """,
            2 => $$"""
                    var filter = new QueryFilter("{{(scoped ? "tenantId" : "customerId")}}", QueryOperator.Equal, {{(scoped ? "tenantId" : "id")}});
                    filter.AddCondition("status", QueryOperator.BeginsWith, status);
                    var search = table.Query(new QueryOperationConfig { Filter = filter, Limit = 50 });
                    var found = await search.GetNextSetAsync(cancellationToken);
                    return found.Count;

            """,
            3 => $$"""
                    var filter = new ScanFilter();
                    filter.AddCondition("tenantId", ScanOperator.Equal, tenantId);
                    var found = await table.Scan(filter).GetRemainingAsync(cancellationToken);
                    return found.Count(document => document["status"].AsString() == status && document.ContainsKey(id));

            """,
            4 => $$"""
                    await table.DeleteItemAsync({{keys}}, cancellationToken);
                    return status.Length;

            """,
            _ => $$"""
                    var document = new Document { ["status"] = status };
                    var updated = await table.UpdateItemAsync(document, {{keys}}, cancellationToken);
                    return updated?.Count ?? 0;

            """,
        });
        text.Append("    }\n\n");
    }
}
