using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TenantAnalyzers.Policies;

/// <summary>How a literal's characters are written; decides what is escaped.</summary>
internal enum LiteralForm
{
    /// <summary><c>"…"</c>: backslash escapes.</summary>
    Regular,

    /// <summary><c>@"…"</c>: only the quote is doubled.</summary>
    Verbatim,

    /// <summary><c>"""…"""</c>: nothing is escaped; the delimiters grow instead.</summary>
    Raw,
}

/// <summary>The delimiters of one string literal: what has to be known to read its text and to write into it.</summary>
/// <param name="Form">How characters are written.</param>
/// <param name="IsMultiLine">A raw literal whose content stands on lines of its own.</param>
/// <param name="Quotes">How many quotes open it.</param>
/// <param name="Dollars">How many <c>$</c> stand before it: 0 when it is not interpolated.</param>
/// <param name="Indentation">The white space that each line of a multi-line raw literal starts with and its value lacks.</param>
internal readonly record struct LiteralShape(LiteralForm Form, bool IsMultiLine, int Quotes, int Dollars, string Indentation)
{
    /// <summary>Whether <c>{{</c> stands for one brace: in interpolated literals that are not raw.</summary>
    public bool DoublesBraces => Dollars > 0 && Form != LiteralForm.Raw;

    /// <summary>The shape of a string literal or interpolated string; null for anything else, <c>"…"u8</c> included.</summary>
    public static LiteralShape? Of(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax literal => OfToken(literal.Token),
        InterpolatedStringExpressionSyntax interpolated => OfInterpolated(interpolated),
        _ => null,
    };

    // The kind of the token, not the type of its value: `default` has a string as its value too.
    private static LiteralShape? OfToken(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.StringLiteralToken when token.Text.StartsWith("@", StringComparison.Ordinal) => new(LiteralForm.Verbatim, false, 1, 0, ""),
        SyntaxKind.StringLiteralToken => new(LiteralForm.Regular, false, 1, 0, ""),
        SyntaxKind.SingleLineRawStringLiteralToken => new(LiteralForm.Raw, false, CountRun(token.Text, 0, '"'), 0, ""),
        SyntaxKind.MultiLineRawStringLiteralToken => new(LiteralForm.Raw, true, CountRun(token.Text, 0, '"'), 0, IndentationBefore(token.Text)),
        _ => null,
    };

    private static LiteralShape? OfInterpolated(InterpolatedStringExpressionSyntax expression)
    {
        var start = expression.StringStartToken;
        var dollars = CountRun(start.Text, 0, '$');
        return start.Kind() switch
        {
            SyntaxKind.InterpolatedStringStartToken => new(LiteralForm.Regular, false, 1, 1, ""),
            SyntaxKind.InterpolatedVerbatimStringStartToken => new(LiteralForm.Verbatim, false, 1, 1, ""),
            SyntaxKind.InterpolatedSingleLineRawStringStartToken => new(LiteralForm.Raw, false, CountRun(start.Text, dollars, '"'), dollars, ""),
            SyntaxKind.InterpolatedMultiLineRawStringStartToken =>
                new(LiteralForm.Raw, true, CountRun(start.Text, dollars, '"'), dollars, IndentationBefore(expression.StringEndToken.Text)),
            _ => null,
        };
    }

    private static int CountRun(string text, int start, char character)
    {
        var end = start;
        while (end < text.Length && text[end] == character)
            end++;
        return end - start;
    }

    private static string IndentationBefore(string textWithClosingQuotes)
    {
        var end = textWithClosingQuotes.Length;
        while (end > 0 && textWithClosingQuotes[end - 1] == '"')
            end--;
        var start = end;
        while (start > 0 && !LineBreak.Is(textWithClosingQuotes[start - 1]))
            start--;
        return textWithClosingQuotes.Substring(start, end - start);
    }
}

/// <summary>The characters that end a line in C# source (C# specification, "Line terminators").</summary>
internal static class LineBreak
{
    /// <summary>Whether the character ends a line.</summary>
    public static bool Is(char character) => character is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029';
}
