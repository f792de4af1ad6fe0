using System.Collections.Immutable;
using System.Text;
using TenantAnalyzers.Iam.Expressions.PartiQl;

namespace TenantAnalyzers.Gateway.Access;

/// <summary>A statement as the audit shows it: values that are not of a key are <c>***(Redacted)</c>, comments are left out.</summary>
/// <remarks>Source: developer guide, "Understanding DynamoDB log file entries".</remarks>
internal static class RedactedStatement
{
    private const string Redacted = "***(Redacted)";
    private const int MostCharacters = 8192;

    /// <param name="text">The statement, of whatever shape.</param>
    /// <param name="shown">Where the literals stand that may be shown.</param>
    public static string Of(string text, ImmutableHashSet<int> shown)
    {
        if (text.Length > MostCharacters)
            return Redacted;
        var result = new StringBuilder(text.Length);
        var lexer = new PartiQlLexer(text);
        var end = 0;
        for (var token = lexer.Next(); token.Kind != PartiQlTokenKind.End; token = lexer.Next())
        {
            if (token.Start > end && result.Length > 0)
                result.Append(' ');
            end = token.End;
            // What cannot be read may be anything, to its very end.
            if (token.Kind == PartiQlTokenKind.Bad)
                return result.Append(Redacted).ToString();
            var isValue = token.Kind is PartiQlTokenKind.Text or PartiQlTokenKind.Number || IsWordValue(token, text);
            if (isValue && !IsShown(token, text, shown))
                result.Append(Redacted);
            else
                result.Append(text, token.Start, token.End - token.Start);
        }

        return result.ToString();
    }

    private static bool IsWordValue(PartiQlToken token, string text) => token.IsWord(text, "TRUE") || token.IsWord(text, "FALSE") || token.IsWord(text, "NULL");

    // A negative number starts at its sign.
    private static bool IsShown(PartiQlToken token, string text, ImmutableHashSet<int> shown)
    {
        if (shown.IsEmpty)
            return false;
        var start = token.Start;
        if (shown.Contains(start))
            return true;
        while (start > 0 && char.IsWhiteSpace(text[start - 1]))
            start--;
        return start > 0 && text[start - 1] is '-' or '+' && shown.Contains(start - 1);
    }
}
