using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.CodeFixes.Tenancy;

/// <summary>The current tenant as an expression at one place of the code.</summary>
/// <param name="Expression">A string expression, or one that can stand in an interpolated string.</param>
/// <param name="IsKey">The expression is the whole key already (<c>[TenantKey]</c>), not the bare id.</param>
/// <param name="NewParameter">The parameter that has to be added so that <paramref name="Expression"/> means something.</param>
/// <param name="UndeclaredName">The name that stands for a tenant which is not in scope.</param>
internal sealed record TenantValue(string Expression, bool IsKey, TextChange? NewParameter = null, string? UndeclaredName = null)
{
    /// <summary>What a person has to know of the value before choosing the fix; or empty.</summary>
    public string Note =>
        UndeclaredName is null ? ""
        : NewParameter is not null ? $"adds the parameter '{UndeclaredName}'"
        : $"'{UndeclaredName}' is still to be declared";

    /// <summary>
    /// The same value for a trial compilation: a name that is yet to be declared is replaced, as the error it gives is meant.
    /// </summary>
    public TenantValue ForTrial() => UndeclaredName is null ? this : new("default(string)", IsKey);

    /// <summary>The value of the key, e.g. <c>$"TENANT#{tenantId}"</c>; null when the format leaves a part of the key open.</summary>
    public string? InFormat(string format)
    {
        if (IsKey || string.Equals(format, TenantOptions.TenantPlaceholder, StringComparison.Ordinal))
            return Expression;
        // `TENANT#{tenant}#*`: what stands for the `*` is not known, and a Query needs the whole key.
        if (format.IndexOf('*') >= 0)
            return null;
        var at = format.IndexOf(TenantOptions.TenantPlaceholder, StringComparison.Ordinal);
        return at < 0 ? null : $"$\"{Escape(format.Substring(0, at))}{{{Expression}}}{Escape(format.Substring(at + TenantOptions.TenantPlaceholder.Length))}\"";
    }

    private static string Escape(string text)
    {
        var literal = SymbolDisplay.FormatLiteral(text, quote: true);
        return literal.Substring(1, literal.Length - 2).Replace("{", "{{").Replace("}", "}}");
    }
}
