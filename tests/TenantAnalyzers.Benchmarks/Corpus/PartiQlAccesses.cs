using System.Text;

namespace TenantAnalyzers.Benchmarks.Corpus;

/// <summary>Accesses by a PartiQL statement.</summary>
internal sealed class PartiQlAccesses(Random random) : IAccessWriter
{
    public void Write(StringBuilder text, int number)
    {
        var scoped = random.Next(2) == 0;
        text.Append($$"""
                public async Task<int> Statement{{number}}Async(string tenantId, string id, string status, CancellationToken cancellationToken)
                {
                    var response = await _client.ExecuteStatementAsync(
                        new ExecuteStatementRequest
                        {
                            Statement = {{(random.Next(3) == 0 ? "$\"" : "\"")}}SELECT * FROM \"Orders\" WHERE {{(scoped ? "\\\"tenantId\\\"" : "\\\"customerId\\\"")}} = ? AND status = ?",
                            Parameters = [Text({{(scoped ? "tenantId" : "id")}}), Text(status)],
                        },
                        cancellationToken);
                    return response.Items?.Count ?? 0;
                }


            """);
    }
}
