using System.Text;

namespace TenantAnalyzers.Benchmarks.Corpus;

/// <summary>An entity with its lines: a class that guards its own state, records and an enum.</summary>
internal static class EntityFile
{
    public static string Write(Area area)
    {
        var (name, variable) = (area.Name, area.Variable);
        var text = new StringBuilder($$"""
            using System.Text;
            using Shop.Shared;

            namespace {{area.Namespace}};

            /// <summary>Where it stands.</summary>
            public enum {{name}}Status
            {
                Draft,
                Open,
                Held,
                Closed,
                Cancelled,
            }

            public sealed record {{name}}Line(string Sku, int Quantity, decimal UnitPrice, string? Note = null)
            {
                public decimal Total => decimal.Round(Quantity * UnitPrice, 2);

                public bool IsGift => UnitPrice == 0m && Quantity > 0;

                public {{name}}Line More(int quantity) => this with { Quantity = Quantity + quantity };
            }

            public sealed class {{name}}(string id, string owner, DateTimeOffset created)
            {
                private readonly List<{{name}}Line> _lines = [];
                private readonly List<string> _history = [];

                public string Id { get; } = id;

                public string Owner { get; } = owner;

                public DateTimeOffset Created { get; } = created;

                public {{name}}Status Status { get; private set; } = {{name}}Status.Draft;

                public IReadOnlyList<{{name}}Line> Lines => _lines;

                public IReadOnlyList<string> History => _history;

                public decimal Total => {{area.Either("_lines.Sum(static line => line.Total)", "_lines.Where(static line => !line.IsGift).Sum(static line => line.Total)")}};


            """);
        foreach (var property in area.Properties)
            text.Append($"    public {property.Type} {property.Name} {{ get; private set; }}{(property.Type == "string" ? " = \"\";" : "")}\n\n");
        foreach (var property in area.Properties)
            text.Append(Change(area, property));
        text.Append($$"""
                public void Add({{name}}Line line)
                {
                    var index = _lines.FindIndex(other => string.Equals(other.Sku, line.Sku, StringComparison.OrdinalIgnoreCase));
                    if (index >= 0)
                        _lines[index] = _lines[index].More(line.Quantity);
                    else
                        _lines.Add(line);
                    _history.Add("added " + line.Quantity + " x " + line.Sku);
                }

                public Result<{{name}}> Move({{name}}Status next)
                {
                    var allowed = (Status, next) switch
                    {
                        ({{name}}Status.Draft, {{name}}Status.Open or {{name}}Status.Cancelled) => true,
                        ({{name}}Status.Open, {{name}}Status.Held or {{name}}Status.Closed or {{name}}Status.Cancelled) => true,
                        ({{name}}Status.Held, {{name}}Status.Open) => _lines.Count > 0,
                        _ => false,
                    };
                    if (!allowed)
                        return Result<{{name}}>.Failed($"{{name}} {Id} cannot go from {Status} to {next}");
                    _history.Add($"{Status} -> {next}");
                    Status = next;
                    return Result<{{name}}>.Ok(this);
                }

                public string Describe()
                {
                    var text = new StringBuilder();
                    text.Append("{{variable}} ").Append(Id).Append(" of ").AppendLine(Owner);
                    foreach (var line in _lines.OrderBy(static line => line.Sku, StringComparer.Ordinal))
                        text.AppendLine($"  {line.Quantity,5} {line.Sku,-20} {line.Total,12:N2} {line.Note}");
                    return text.ToString();
                }
            }

            """);
        return text.ToString();
    }

    private static string Change(Area area, Property property) => $$"""
            public Result<{{area.Name}}> Change{{property.Name}}({{property.Type}} value, string reason)
            {
                if (Status is {{area.Name}}Status.Closed or {{area.Name}}Status.Cancelled)
                    return Result<{{area.Name}}>.Failed($"{{area.Name}} {Id} is {Status}: {{property.Parameter}} stays {{{property.Name}}}");
                if ({{Refusal(property)}})
                    return Result<{{area.Name}}>.Failed("{{property.Parameter}} is not allowed: " + value);
                var before = {{property.Name}};
                {{property.Name}} = value;
                _history.Add({{area.Either(
                    $"$\"{property.Parameter}: {{before}} -> {{value}} ({{reason.Trim()}})\"",
                    $"string.Join(\" \", \"{property.Parameter}\", before.ToString(), value.ToString(), reason)",
                    $"string.Format(\"{property.Parameter}: {{0}} -> {{1}}, {{2}}\", before, value, reason.ToLowerInvariant())")}});
                return Result<{{area.Name}}>.Ok(this);
            }


        """;

    private static string Refusal(Property property) => property.Type switch
    {
        "string" => "string.IsNullOrWhiteSpace(value) || value.Length > 80",
        "int" => "value is < 0 or > 10_000",
        "decimal" => "value < 0m || decimal.Round(value, 2) != value",
        "DateOnly" => "value < DateOnly.FromDateTime(Created.UtcDateTime)",
        _ => $"value == {property.Name}",
    };
}
