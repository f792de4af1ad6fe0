using System.Text;

namespace TenantAnalyzers.Benchmarks.Corpus;

/// <summary>Accesses through the low-level client: an operation, a way to make its request, a key that names the tenant or not.</summary>
internal sealed class ClientAccesses : IAccessWriter
{
    private const string Parameters = "string tenantId, string id, string status, int limit, CancellationToken cancellationToken";

    private readonly Random _random;
    private readonly ClientOperation[] _operations;
    private readonly RequestShape[] _shapes;
    private readonly bool[] _scoped;
    private int _next;

    public ClientAccesses(Random random, int most)
    {
        _random = random;
        _operations = Mix.Spread<ClientOperation>(
            most,
            random,
            (ClientOperation.PutItem, 18),
            (ClientOperation.GetItem, 17),
            (ClientOperation.Query, 17),
            (ClientOperation.UpdateItem, 14),
            (ClientOperation.Scan, 10),
            (ClientOperation.DeleteItem, 10),
            (ClientOperation.BatchWriteItem, 4),
            (ClientOperation.TransactWriteItems, 4),
            (ClientOperation.BatchGetItem, 1),
            (ClientOperation.TransactGetItems, 1));
        _shapes = Mix.Spread<RequestShape>(
            most,
            random,
            (RequestShape.Local, 38.3),
            (RequestShape.Inline, 30.5),
            (RequestShape.Convenience, 10.6),
            (RequestShape.Mutated, 10.2),
            (RequestShape.Helper, 6.4),
            (RequestShape.Constructor, 1.7),
            (RequestShape.Wrapper, 1.7));
        _scoped = Mix.Spread(most, random, (true, 1), (false, 1));
    }

    public void Write(StringBuilder text, int number)
    {
        var operation = _operations[_next];
        var shape = _shapes[_next];
        var scoped = _scoped[_next++];
        var members = operation.Members(scoped, _random);
        var name = $"{operation.Name}{number}";
        var request = $"new {operation.Name}Request\n        {{\n{string.Concat(members.Select(static member => $"            {member.Name} = {member.Value},\n"))}        }}";

        text.Append($"    public async Task<int> {name}Async({Parameters})\n    {{\n");
        switch (shape)
        {
            case RequestShape.Convenience when operation.Convenience(members) is { } arguments:
                Send(text, operation, $"{arguments}, cancellationToken");
                break;
            case RequestShape.Constructor when operation.Convenience(members) is { } arguments:
                Send(text, operation, $"new {operation.Name}Request({arguments}), cancellationToken");
                break;
            case RequestShape.Inline or RequestShape.Convenience or RequestShape.Constructor:
                Send(text, operation, $"{request}, cancellationToken");
                break;
            case RequestShape.Helper:
                text.Append($"        var request = Build{name}(tenantId, id, status);\n");
                Send(text, operation, "request, cancellationToken");
                text.Append($"    private static {operation.Name}Request Build{name}(string tenantId, string id, string status) =>\n        {request};\n\n");
                break;
            case RequestShape.Wrapper:
                text.Append($"        var response = await Send{name}Async({request}, cancellationToken);\n        return {operation.Result};\n    }}\n\n");
                text.Append($"    private Task<{operation.Name}Response> Send{name}Async({operation.Name}Request request, CancellationToken cancellationToken) =>\n        _client.{operation.Name}Async(request, cancellationToken);\n\n");
                break;
            case RequestShape.Mutated:
                text.Append($"        var request = new {operation.Name}Request();\n");
                foreach (var (member, value) in members)
                    text.Append($"        request.{member} = {value};\n");
                if (operation.Optional is { } optional)
                    text.Append($"        if (limit > 0)\n            request.{optional};\n");
                Send(text, operation, "request, cancellationToken");
                break;
            case RequestShape.Local when operation.Pages && _random.Next(4) == 0:
                WriteLoop(text, operation, request);
                break;
            default:
                text.Append($"        var request = {request};\n");
                if (operation.Optional is { } sometimes && _random.Next(4) == 0)
                    text.Append($"        if (!string.IsNullOrEmpty(status))\n            request.{sometimes};\n");
                Send(text, operation, "request, cancellationToken");
                break;
        }
    }

    private static void Send(StringBuilder text, ClientOperation operation, string arguments) => text.Append($$"""
                var response = await _client.{{operation.Name}}Async({{arguments}});
                return {{operation.Result}};
            }


        """);

    // A quarter of queries and scans is read page by page.
    private static void WriteLoop(StringBuilder text, ClientOperation operation, string request) => text.Append($$"""
                var request = {{request}};
                var count = 0;
                do
                {
                    var response = await _client.{{operation.Name}}Async(request, cancellationToken);
                    foreach (var item in response.Items ?? [])
                    {
                        if (item.TryGetValue("status", out var value) && value.S == status)
                            count++;
                    }

                    request.ExclusiveStartKey = response.LastEvaluatedKey;
                }
                while (request.ExclusiveStartKey is { Count: > 0 });
                return count;
            }


        """);

    /// <summary>How a request comes to the call.</summary>
    private enum RequestShape
    {
        Local,
        Inline,
        Convenience,
        Mutated,
        Helper,
        Constructor,
        Wrapper,
    }
}
