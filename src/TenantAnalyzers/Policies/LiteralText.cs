using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace TenantAnalyzers.Policies;

/// <summary>Characters of a value in the making, each with its place in the source.</summary>
internal sealed class LiteralText
{
    private readonly StringBuilder _characters = new();
    private readonly List<TextSpan> _spans = [];

    /// <summary>How many characters there are.</summary>
    public int Length => _characters.Length;

    /// <summary>The characters.</summary>
    public override string ToString() => _characters.ToString();

    /// <summary>The places, one a character.</summary>
    public TextSpan[] Spans() => _spans.ToArray();

    /// <summary>One more character.</summary>
    public void Add(char character, TextSpan span)
    {
        _characters.Append(character);
        _spans.Add(span);
    }

    /// <summary>A text whose characters all stand at one place.</summary>
    public void Add(string text, TextSpan span)
    {
        foreach (var character in text)
            Add(character, span);
    }

    /// <summary>
    /// What was read of one token. The compiler's own value decides: where it differs, or where two characters cannot be told
    /// apart, every character gets the whole token as its place, so that a place may be coarse but never wrong.
    /// </summary>
    /// <returns>Whether each character has its own place.</returns>
    public bool AddToken(LiteralText read, string valueText, TextSpan token, bool doublesBraces)
    {
        var isExact = string.Equals(read.ToString(), valueText, StringComparison.Ordinal);
        for (var i = 0; i < valueText.Length; i++)
        {
            var span = isExact ? read._spans[i] : token;
            // ValueText keeps "{{" doubled in interpolated text.
            if (doublesBraces && valueText[i] is '{' or '}' && i + 1 < valueText.Length && valueText[i + 1] == valueText[i])
            {
                i++;
                span = isExact ? TextSpan.FromBounds(span.Start, read._spans[i].End) : token;
            }
            Add(valueText[i], span);
        }
        return isExact;
    }
}
