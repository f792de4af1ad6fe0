using System.Text;

namespace TenantAnalyzers.Benchmarks.Corpus;

/// <summary>Checks of an entity: pattern matching, iterators, delegates, texts.</summary>
internal static class ChecksFile
{
    public static string Write(Area area)
    {
        var (name, variable) = (area.Name, area.Variable);
        var text = new StringBuilder($$"""
            using Shop.Shared;

            namespace {{area.Namespace}};

            public delegate string? {{name}}Check({{name}} {{variable}});

            public abstract record {{name}}Finding(string Text)
            {
                public sealed record Hint(string Text) : {{name}}Finding(Text);

                public sealed record Fault(string Text, string Field) : {{name}}Finding(Text);
            }

            public static class {{name}}Checks
            {
                private static readonly Dictionary<string, {{name}}Check> All = new(StringComparer.Ordinal)
                {

            """);
        foreach (var property in area.Properties)
            text.Append($"        [\"{property.Parameter}\"] = Check{property.Name},\n");
        text.Append($$"""
                };

                public static IEnumerable<string> Run({{name}} {{variable}})
                {
                    foreach (var (field, check) in All)
                    {
                        if (check({{variable}}) is { Length: > 0 } fault)
                            yield return $"{field}: {fault}";
                    }

                    if ({{variable}} is { Status: {{name}}Status.Open, Lines.Count: 0 })
                        yield return "lines: an open {{variable}} has none";
                }

                public static IReadOnlyList<{{name}}Finding> Review({{name}} {{variable}}, IClock clock)
                {
                    var findings = new List<{{name}}Finding>();
                    findings.AddRange(Run({{variable}}).Select(text => text.Split(": ", 2) switch
                    {
                        [var field, var fault] => new {{name}}Finding.Fault(fault, field),
                        _ => ({{name}}Finding)new {{name}}Finding.Hint(text),
                    }));
                    var age = clock.Now - {{variable}}.Created;
                    if (age > TimeSpan.FromDays({{area.Random.Next(30, 365)}}) && {{variable}}.Status is {{name}}Status.Draft)
                        findings.Add(new {{name}}Finding.Hint($"it is a draft for {age.TotalDays:N0} days"));
                    foreach (var line in {{variable}}.Lines.Where(static line => line.Note?.Length > 40))
                        findings.Add(new {{name}}Finding.Hint("the note of " + line.Sku + " is long: " + line.Note![..40]));
                    return findings;
                }

                public static int Score({{name}} {{variable}})
                {
                    var score = 0;
                    for (var i = 0; i < {{variable}}.Lines.Count; i++)
                    {
                        var line = {{variable}}.Lines[i];
                        score += line switch
                        {
                            { IsGift: true } => 1,
                            { Quantity: > 100, UnitPrice: < 1m } => 2,
                            { Total: var total } when total > 1_000m => 5,
                            _ => 3,
                        };
                    }

                    return Math.Min(score, {{area.Random.Next(50, 500)}});
                }


            """);
        foreach (var property in area.Properties)
            text.Append(Check(area, property));
        text.Length -= 1;
        return text.Append("}\n").ToString();
    }

    private static string Check(Area area, Property property) => $$"""
            private static string? Check{{property.Name}}({{area.Name}} {{area.Variable}})
            {
                var value = {{area.Variable}}.{{property.Name}};
                {{Body(area, property)}}
                return {{area.Variable}}.History.Count(static entry => entry.StartsWith("{{property.Parameter}}", StringComparison.Ordinal)) > {{area.Random.Next(5, 20)}} ? "changed too often" : null;
            }


        """;

    private static string Body(Area area, Property property) => property.Type switch
    {
        "string" => $$"""
            if (value.Any(char.IsControl))
                        return $"'{value}' has control characters";
                    var words = value.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                    if (words.Length > {{area.Random.Next(3, 9)}} || words.Contains("none", StringComparer.OrdinalIgnoreCase))
                        return "'" + string.Join(' ', words) + "' is no {{property.Parameter}}";
            """,
        "int" => $$"""
            var limit = {{area.Variable}}.Lines.Count == 0 ? {{area.Random.Next(10, 90)}} : {{area.Variable}}.Lines.Max(static line => line.Quantity);
                    if (value > limit)
                        return string.Concat("{{property.Parameter}} ", value.ToString(), " is above ", limit.ToString());
            """,
        "decimal" => $$"""
            if (value > {{area.Variable}}.Total * {{area.Random.Next(1, 9)}})
                        return $"{{property.Parameter}} {value:N2} is too much for {{{area.Variable}}.Total:N2}";
            """,
        "DateOnly" => $$"""
            if (value != default && value.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
                        return $"{{property.Parameter}} {value:yyyy-MM-dd} is no working day";
            """,
        _ => $$"""
            if (value && {{area.Variable}}.Lines.All(static line => line.IsGift))
                        return "{{property.Parameter}} makes no sense for gifts";
            """,
    };
}
