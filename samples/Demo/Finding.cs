using System.Text.Json;

namespace Demo;

/// <summary>One diagnostic of a build: where it stands in the project and what it says.</summary>
internal sealed record Finding(string Rule, string Title, string Message, string File, int Line, int Column, int EndColumn)
{
    // A key schema, a reason or a decision: what they need is not in the code.
    private static readonly string[] RulesForAPerson = ["TNT1006", "TNT1007", "TNT1009", "TNT2001", "TNT2002", "TNT3006"];

    /// <summary>The code declares that the table has another key, by the diagnostic's own properties.</summary>
    public bool HasOtherKey { get; init; }

    /// <summary>The key has its two attributes already, by the diagnostic's own properties.</summary>
    public bool IsKeyFull { get; init; }

    /// <summary>No change at its place mends it; nor does <c>dotnet format</c> write files that are no code.</summary>
    public bool NeedsAPerson => HasOtherKey || IsKeyFull || RulesForAPerson.Contains(Rule) || !File.EndsWith(".cs", StringComparison.Ordinal);

    /// <summary>The diagnostics of a SARIF 2.1 log that stand in the project's files, in the order of the source.</summary>
    public static IReadOnlyList<Finding> Read(string log, string project)
    {
        using var document = JsonDocument.Parse(System.IO.File.ReadAllText(log));
        var findings = new List<Finding>();
        foreach (var run in document.RootElement.GetProperty("runs").EnumerateArray())
        {
            var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray()
                .DistinctBy(static rule => rule.GetProperty("id").GetString()) // An analyzer may declare one id twice.
                .ToDictionary(static rule => rule.GetProperty("id").GetString()!, static rule => Text(rule, "shortDescription"));
            foreach (var result in run.GetProperty("results").EnumerateArray())
            {
                // "note" is what the compiler tells editors; a person sees warnings and errors.
                if (result.TryGetProperty("level", out var level) && level.GetString() is "note" or "none")
                    continue;
                var id = result.GetProperty("ruleId").GetString()!;
                findings.Add(At(result, project) with { Rule = id, Title = rules.GetValueOrDefault(id, ""), Message = Text(result, "message"), HasOtherKey = Has(result, "HasOtherKey"), IsKeyFull = Has(result, "IsKeyFull") });
            }
        }

        return [.. findings.OrderBy(static finding => finding.Rule, StringComparer.Ordinal).ThenBy(static finding => finding.File, StringComparer.Ordinal).ThenBy(static finding => finding.Line)];
    }

    private static Finding At(JsonElement result, string project)
    {
        if (!result.TryGetProperty("locations", out var locations) || locations.GetArrayLength() == 0)
            return new("", "", "", "", 0, 0, 0);
        var place = locations[0].GetProperty("physicalLocation");
        var region = place.GetProperty("region");
        var file = new Uri(place.GetProperty("artifactLocation").GetProperty("uri").GetString()!).LocalPath;
        var line = region.GetProperty("startLine").GetInt32();
        // A span of several lines is underlined to the end of its first.
        return new("", "", "", Path.GetRelativePath(project, file), line, region.GetProperty("startColumn").GetInt32(),
            region.GetProperty("endLine").GetInt32() == line ? region.GetProperty("endColumn").GetInt32() : int.MaxValue);
    }

    private static bool Has(JsonElement result, string property) =>
        result.TryGetProperty("properties", out var properties) && properties.TryGetProperty("customProperties", out var own) && own.TryGetProperty(property, out _);

    private static string Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var holder) && holder.TryGetProperty("text", out var text) ? text.GetString() ?? "" : "";
}
