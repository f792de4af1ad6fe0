using System.Text;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.CodeFixes.Policies;

/// <summary>
/// In <c>$$"""…"""</c> two braces in a row open or close a hole, in <c>$$$"""…"""</c> three, and nothing can escape them: JSON that is
/// put into such a literal has a space between its braces.
/// </summary>
internal static class BraceRuns
{
    /// <summary>The edit with spaces where braces would else stand in too long a row; braces inside JSON strings are left alone.</summary>
    /// <param name="edit">An edit that puts whole JSON tokens into the text.</param>
    /// <param name="text">The text.</param>
    /// <param name="dollars">How many braces in a row have a meaning.</param>
    public static TextEdit Break(TextEdit edit, string text, int dollars)
    {
        var (spaced, inString) = (new StringBuilder(edit.NewText.Length + 4), false);
        var previous = edit.Span.Start > 0 ? text[edit.Span.Start - 1] : default;
        var run = RunBefore(text, edit.Span.Start);
        foreach (var character in edit.NewText)
        {
            run = !IsBrace(character) ? 0 : character == previous ? run + 1 : 1;
            if (run >= dollars && !inString)
            {
                spaced.Append(' ');
                run = 1;
            }
            inString ^= character == '"' && previous != '\\';
            spaced.Append(character);
            previous = character;
        }
        if (run > 0 && edit.Span.End < text.Length && text[edit.Span.End] == previous && run + RunAfter(text, edit.Span.End) >= dollars)
            spaced.Append(' ');
        return edit with { NewText = spaced.ToString() };
    }

    private static bool IsBrace(char character) => character is '{' or '}';

    private static int RunBefore(string text, int end)
    {
        var start = end;
        while (start > 0 && IsBrace(text[start - 1]) && text[start - 1] == text[end - 1])
            start--;
        return end - start;
    }

    private static int RunAfter(string text, int start)
    {
        var end = start;
        while (end < text.Length && IsBrace(text[end]) && text[end] == text[start])
            end++;
        return end - start;
    }
}
