using System.Collections.Immutable;
using System.Text;

namespace TenantAnalyzers.Iam;

/// <summary>A change of the policy text.</summary>
/// <param name="Span">What is replaced; of length 0 for an insertion.</param>
/// <param name="NewText">What comes in its place.</param>
public readonly record struct TextEdit(SourceSpan Span, string NewText)
{
    /// <summary>The edits ordered by place; null when two of them overlap.</summary>
    public static ImmutableArray<TextEdit>? InOrder(IEnumerable<TextEdit> edits)
    {
        ImmutableArray<TextEdit> ordered = ImmutableArray.CreateRange(edits.OrderBy(static edit => edit.Span.Start));
        for (int i = 1; i < ordered.Length; i++)
        {
            if (ordered[i].Span.Start < ordered[i - 1].Span.End)
                return null;
        }

        return ordered;
    }

    /// <summary>The text after edits that do not overlap and are ordered by place.</summary>
    public static string Apply(string text, ImmutableArray<TextEdit> edits)
    {
        var result = new StringBuilder(text.Length + 256);
        int pos = 0;
        foreach (TextEdit edit in edits)
        {
            result.Append(text, pos, edit.Span.Start - pos).Append(edit.NewText);
            pos = edit.Span.End;
        }

        return result.Append(text, pos, text.Length - pos).ToString();
    }
}
