using System.Text;

namespace TenantAnalyzers.Benchmarks.Corpus;

/// <summary>The use cases of an area: async methods that load, decide, save and tell others.</summary>
internal static class ServiceFile
{
    public static string Write(Area area)
    {
        var (name, variable) = (area.Name, area.Variable);
        var text = new StringBuilder($$"""
            using Shop.Shared;

            namespace {{area.Namespace}};

            public sealed record {{name}}Changed(string Id, string What, DateTimeOffset At);

            public sealed record New{{name}}(string Owner, IReadOnlyList<{{name}}Line> Lines);

            public sealed class {{name}}Service(I{{name}}Store store, IEvents events, IClock clock, ILog log)
            {
                private const int MostLines = {{area.Random.Next(20, 200)}};

                public async Task<Result<{{name}}>> CreateAsync(New{{name}} wanted, CancellationToken cancellationToken = default)
                {
                    if (wanted.Lines.Count > MostLines)
                        return Result<{{name}}>.Failed($"{wanted.Lines.Count} lines are more than {MostLines}");
                    var {{variable}} = new {{name}}(Guid.NewGuid().ToString("N"), wanted.Owner.Trim(), clock.Now);
                    foreach (var line in wanted.Lines)
                    {
                        if (line is { Quantity: <= 0 })
                            continue;
                        {{variable}}.Add(line);
                    }

                    var checks = {{name}}Checks.Run({{variable}}).ToList();
                    if (checks.Count > 0)
                        return Result<{{name}}>.Failed(string.Join("; ", checks));
                    await store.SaveAsync({{variable}}, cancellationToken);
                    await TellAsync({{variable}}, "created", cancellationToken);
                    return Result<{{name}}>.Ok({{variable}});
                }

                public async Task<Result<{{name}}>> MoveAsync(string id, {{name}}Status next, CancellationToken cancellationToken = default)
                {
                    if (await store.FindAsync(id, cancellationToken) is not { } {{variable}})
                        return Result<{{name}}>.Failed("there is no {{variable}} " + id);
                    var moved = {{variable}}.Move(next);
                    if (!moved.IsOk)
                    {
                        log.Error(moved.Error!);
                        return moved;
                    }

                    await store.SaveAsync({{variable}}, cancellationToken);
                    await TellAsync({{variable}}, next.ToString().ToLowerInvariant(), cancellationToken);
                    return moved;
                }


            """);
        foreach (var property in area.Properties)
            text.Append(Change(area, property));
        text.Append($$"""
                public async Task<IReadOnlyDictionary<string, decimal>> TotalsAsync(int number, CancellationToken cancellationToken = default)
                {
                    var totals = new Dictionary<string, decimal>(StringComparer.OrdinalIgnoreCase);
                    var filter = new {{name}}Filter { Status = {{name}}Status.Open, AtLeast = {{area.Random.Next(1, 100)}}m };
                    while (true)
                    {
                        var page = await store.PageAsync(filter, number, size: 100, cancellationToken);
                        foreach (var group in page.Items.GroupBy(static item => item.Owner))
                            totals[group.Key] = totals.GetValueOrDefault(group.Key) + group.Sum(static item => item.Total);
                        if (!page.HasMore)
                            return totals;
                        number++;
                    }
                }

                private async Task TellAsync({{name}} {{variable}}, string what, CancellationToken cancellationToken)
                {
                    try
                    {
                        await events.PublishAsync($"{{variable}}/{what}", new {{name}}Changed({{variable}}.Id, what, clock.Now), cancellationToken);
                    }
                    catch (TimeoutException exception) when (!cancellationToken.IsCancellationRequested)
                    {
                        log.Error("nobody was told of " + {{variable}}.Id + ": " + what, exception);
                    }
                }
            }

            """);
        return text.ToString();
    }

    private static string Change(Area area, Property property) => $$"""
            public async Task<Result<{{area.Name}}>> Set{{property.Name}}Async(string id, {{property.Type}} {{property.Parameter}}, string? reason, CancellationToken cancellationToken = default)
            {
                var {{area.Variable}} = await store.FindAsync(id, cancellationToken);
                {{area.Either(
                    $"if ({area.Variable} is null)",
                    $"if ({area.Variable} is not {{ Status: not {area.Name}Status.Cancelled }})",
                    $"if ({area.Variable} == null || string.IsNullOrEmpty({area.Variable}.Owner))")}}
                    return Result<{{area.Name}}>.Failed($"{{area.Variable}} {id} cannot be changed");
                var changed = {{area.Variable}}.Change{{property.Name}}({{property.Parameter}}, reason ?? "no reason given");
                if (changed.IsOk)
                    await store.SaveAsync({{area.Variable}}, cancellationToken);
                {{area.Either(
                    $"await TellAsync({area.Variable}, \"{property.Parameter}\", cancellationToken);",
                    $"log.Info($\"{area.Variable} {{id}}: {property.Parameter} is now {{{area.Variable}.{property.Name}}}\");")}}
                return changed;
            }


        """;
}
