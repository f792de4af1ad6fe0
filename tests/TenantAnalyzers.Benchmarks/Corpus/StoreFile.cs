using System.Text;

namespace TenantAnalyzers.Benchmarks.Corpus;

/// <summary>A store in memory with a cache in front of it: generics, locks, async streams.</summary>
internal static class StoreFile
{
    public static string Write(Area area)
    {
        var (name, variable) = (area.Name, area.Variable);
        var text = new StringBuilder($$"""
            using System.Collections.Concurrent;
            using System.Runtime.CompilerServices;
            using Shop.Shared;

            namespace {{area.Namespace}};

            public interface I{{name}}Store : IStore<{{name}}, string>
            {
                Task<Page<{{name}}>> PageAsync({{name}}Filter filter, int number, int size, CancellationToken cancellationToken = default);

                Task<int> CountAsync({{name}}Status status, CancellationToken cancellationToken = default);
            }

            /// <summary>What a list is narrowed to; a part that is null does not narrow.</summary>
            public sealed record {{name}}Filter
            {
                public {{name}}Status? Status { get; init; }

                public string? Owner { get; init; }

                public decimal? AtLeast { get; init; }


            """);
        foreach (var property in area.Properties)
            text.Append($"    public {property.Type}? {property.Name} {{ get; init; }}\n\n");
        text.Append($$"""
                public bool Accepts({{name}} {{variable}})
                {
                    if (Status is { } status && {{variable}}.Status != status)
                        return false;
                    if (Owner is not null && !{{variable}}.Owner.StartsWith(Owner, StringComparison.OrdinalIgnoreCase))
                        return false;
                    if (AtLeast is { } least && {{variable}}.Total < least)
                        return false;

            """);
        foreach (var property in area.Properties)
        {
            text.Append($"        if ({property.Name} is {{ }} {property.Parameter} && {variable}.{property.Name} != {property.Parameter})\n");
            text.Append("            return false;\n");
        }

        text.Append($$"""
                    return true;
                }
            }

            public sealed class {{name}}Store(IClock clock, ILog log) : I{{name}}Store, IDisposable
            {
                private readonly ConcurrentDictionary<string, ({{name}} Item, DateTimeOffset Saved)> _items = new(StringComparer.Ordinal);
                private readonly SemaphoreSlim _gate = new(1, 1);

                public async Task<{{name}}?> FindAsync(string key, CancellationToken cancellationToken = default)
                {
                    ArgumentException.ThrowIfNullOrEmpty(key);
                    await Task.Yield();
                    cancellationToken.ThrowIfCancellationRequested();
                    return _items.TryGetValue(key, out var entry) ? entry.Item : null;
                }

                public async Task SaveAsync({{name}} item, CancellationToken cancellationToken = default)
                {
                    ArgumentNullException.ThrowIfNull(item);
                    await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
                    try
                    {
                        _items[item.Id] = (item, clock.Now);
                        log.Info($"saved {item.Id} with {item.Lines.Count} lines");
                    }
                    catch (OperationCanceledException exception)
                    {
                        log.Error("could not save " + item.Id, exception);
                        throw;
                    }
                    finally
                    {
                        _gate.Release();
                    }
                }

                public Task<bool> RemoveAsync(string key, CancellationToken cancellationToken = default)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    var removed = _items.TryRemove(key, out var entry);
                    if (removed && entry.Item.Status == {{name}}Status.Open)
                        log.Error($"{{variable}} {key} was removed while it was open");
                    return Task.FromResult(removed);
                }

                public async IAsyncEnumerable<{{name}}> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
                {
                    foreach (var entry in _items.Values.OrderByDescending(static entry => entry.Saved))
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        await Task.Yield();
                        yield return entry.Item;
                    }
                }

                public async Task<Page<{{name}}>> PageAsync({{name}}Filter filter, int number, int size, CancellationToken cancellationToken = default)
                {
                    var found = new List<{{name}}>();
                    await foreach (var item in AllAsync(cancellationToken).ConfigureAwait(false))
                    {
                        if (filter.Accepts(item))
                            found.Add(item);
                    }

                    var page = found.Skip((number - 1) * size).Take(size).ToList();
                    return new Page<{{name}}>(page, number, size, found.Count);
                }

                public Task<int> CountAsync({{name}}Status status, CancellationToken cancellationToken = default) =>
                    Task.FromResult(_items.Values.Count(entry => entry.Item.Status == status));

                public void Dispose() => _gate.Dispose();
            }

            """);
        return text.ToString();
    }
}
