using System.Text;

namespace TenantAnalyzers.Benchmarks.Corpus;

/// <summary>Lists and figures for people: LINQ, tuples, local functions, formatting.</summary>
internal static class ReportFile
{
    public static string Write(Area area)
    {
        var (name, variable) = (area.Name, area.Variable);
        var text = new StringBuilder($$"""
            using System.Globalization;
            using System.Text;
            using Shop.Shared;

            namespace {{area.Namespace}};

            public readonly record struct {{name}}Figure(string Label, int Count, decimal Sum)
            {
                public decimal Average => Count == 0 ? 0m : decimal.Round(Sum / Count, 2);

                public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Label}: {Count} ({Sum:N2})");
            }

            public sealed class {{name}}Report(I{{name}}Store store)
            {
                private static readonly string[] Headings = ["owner", "status", "lines", "total"];

                public async Task<string> TableAsync(CancellationToken cancellationToken = default)
                {
                    var rows = new List<string[]> { Headings };
                    await foreach (var {{variable}} in store.AllAsync(cancellationToken))
                        rows.Add(Row({{variable}}));
                    var widths = Enumerable.Range(0, Headings.Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
                    var text = new StringBuilder();
                    foreach (var row in rows)
                        text.AppendJoin(" | ", row.Select((cell, column) => cell.PadRight(widths[column]))).AppendLine();
                    return text.ToString();

                    static string[] Row({{name}} {{variable}}) =>
                    [
                        {{variable}}.Owner,
                        {{variable}}.Status.ToString(),
                        {{variable}}.Lines.Count.ToString(CultureInfo.InvariantCulture),
                        {{variable}}.Total.ToString("N2", CultureInfo.InvariantCulture),
                    ];
                }

                public async Task<({{name}}? Largest, {{name}}? Oldest)> ExtremesAsync(CancellationToken cancellationToken = default)
                {
                    {{name}}? largest = null, oldest = null;
                    await foreach (var {{variable}} in store.AllAsync(cancellationToken))
                    {
                        if (largest is null || {{variable}}.Total > largest.Total)
                            largest = {{variable}};
                        if (oldest is null || {{variable}}.Created < oldest.Created)
                            oldest = {{variable}};
                    }

                    return (largest, oldest);
                }


            """);
        foreach (var property in area.Properties)
            text.Append(By(area, property));
        text.Append($$"""
                private async Task<List<{{name}}>> LoadAsync(Func<{{name}}, bool> wanted, CancellationToken cancellationToken)
                {
                    var found = new List<{{name}}>();
                    await foreach (var {{variable}} in store.AllAsync(cancellationToken).ConfigureAwait(false))
                    {
                        if (wanted({{variable}}))
                            found.Add({{variable}});
                    }

                    return found;
                }
            }

            """);
        return text.ToString();
    }

    private static string By(Area area, Property property) => $$"""
            public async Task<IReadOnlyList<{{area.Name}}Figure>> By{{property.Name}}Async(int atMost, CancellationToken cancellationToken = default)
            {
                var items = await LoadAsync(static item => item.Status != {{area.Name}}Status.Cancelled, cancellationToken);
                {{area.Either(
                    $$"""
                    var groups = from item in items
                                     group item by item.{{property.Name}} into same
                                     orderby same.Count() descending, same.Key
                                     select new {{area.Name}}Figure($"{{property.Parameter}} {same.Key}", same.Count(), same.Sum(static item => item.Total));
                    """,
                    $$"""
                    var groups = items
                            .GroupBy(static item => item.{{property.Name}})
                            .Select(static same => new {{area.Name}}Figure("{{property.Parameter}} " + same.Key, same.Count(), same.Sum(static item => item.Total)))
                            .OrderByDescending(static figure => figure.Sum);
                    """,
                    $$"""
                    var sums = new Dictionary<{{property.Type}}, (int Count, decimal Sum)>();
                            foreach (var item in items)
                            {
                                var (count, sum) = sums.GetValueOrDefault(item.{{property.Name}});
                                sums[item.{{property.Name}}] = (count + 1, sum + item.Total);
                            }

                            var groups = sums.Select(static pair => new {{area.Name}}Figure(pair.Key.ToString() ?? "", pair.Value.Count, pair.Value.Sum));
                    """)}}
                return groups.Take(atMost).ToList();
            }


        """;
}
