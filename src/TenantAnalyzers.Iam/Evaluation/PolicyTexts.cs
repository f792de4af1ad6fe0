using System.Text;

namespace TenantAnalyzers.Iam;

/// <summary>The texts of one document, with what fills their holes.</summary>
internal sealed class PolicyTexts
{
    private readonly Func<int, string?>? _holeText;
    private readonly bool? _hasVariables; // Null: the version is not known.

    public PolicyTexts(PolicyDocument document, Func<int, string?>? holeText)
    {
        _holeText = holeText;
        _hasVariables = document.Version is not { } version ? false : Fill(version) is { } text ? text == PolicyDocument.VersionWithVariables : null;
    }

    /// <summary>The text with its holes filled; null when one is not known.</summary>
    public string? Fill(PolicyValue value)
    {
        int hole = value.IndexOfHole(0);
        if (hole < 0)
            return value.Text;
        var text = new StringBuilder();
        int start = 0;
        for (; hole >= 0; hole = value.IndexOfHole(start))
        {
            if (_holeText?.Invoke(value.SpanOf(hole, 1).Start) is not { } filled)
                return null;
            text.Append(value.Text, start, hole - start).Append(filled);
            start = hole + 1;
        }

        return text.Append(value.Text, start, value.Text.Length - start).ToString();
    }

    /// <summary>A condition value as a pattern; null when it is not known.</summary>
    public GlobPattern? Pattern(string? text, bool wildcards)
    {
        if (text is null || VariablesIn(text) is not { } variables)
            return null;
        if (variables)
            return GlobPattern.ParseVariables(text, wildcards);
        return wildcards ? GlobPattern.Parse(text) : GlobPattern.Literal(text);
    }

    /// <summary>A resource; null when it is not known, or when nobody knows what it means.</summary>
    public ResourcePattern? Resource(string? text) =>
        text is not null && VariablesIn(text) is { } variables && ResourcePattern.Parse(text, variables) is { IsKnown: true } pattern ? pattern : null;

    private bool? VariablesIn(string text) => text.IndexOf("${", StringComparison.Ordinal) < 0 ? false : _hasVariables;
}
