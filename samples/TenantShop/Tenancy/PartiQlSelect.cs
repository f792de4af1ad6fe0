using System.Globalization;
using System.Text.RegularExpressions;

namespace TenantShop.Tenancy;

/// <summary>
/// A PartiQL select that says for certain which partition it reads: one table, conditions joined by AND, every value a parameter. Gives up
/// (null) on everything else, such as OR, literals and nested selects, so that nothing is taken for a binding that is none.
/// </summary>
/// <param name="Table">The table.</param>
/// <param name="Index">The index; null when the table itself is read.</param>
/// <param name="Equalities">The attributes compared by <c>=</c>, each with the position of its parameter.</param>
internal sealed partial record PartiQlSelect(string Table, string? Index, IReadOnlyList<(string Name, int Parameter)> Equalities)
{
    public static PartiQlSelect? Read(string? statement)
    {
        if (statement is null || Statement().Match(statement) is not { Success: true } match)
            return null;
        // What is left has the form of a key condition, whose reader is as strict.
        var position = 0;
        var where = Quoted().Replace(match.Groups["where"].Value, "$1");
        where = Parameter().Replace(where, _ => string.Create(CultureInfo.InvariantCulture, $":{position++}"));
        if (KeyConditionEqualities.Read(where) is not { } equalities)
            return null;
        var bound = equalities.Select(static equality => (equality.Name, int.Parse(equality.Value.AsSpan(1), CultureInfo.InvariantCulture)));
        return new(Unquoted(match.Groups["table"]), match.Groups["index"] is { Success: true } index ? Unquoted(index) : null, [.. bound]);
    }

    private static string Unquoted(Group name) => name.Value.Trim('"');

    [GeneratedRegex(
        """
        \A\s*SELECT\s+(?:\*|(?:[A-Za-z0-9_]+|"[A-Za-z0-9_]+")(?:\s*,\s*(?:[A-Za-z0-9_]+|"[A-Za-z0-9_]+"))*)
        \s+FROM\s+(?<table>"[A-Za-z0-9_.-]+"|[A-Za-z0-9_]+)(?:\.(?<index>"[A-Za-z0-9_.-]+"|[A-Za-z0-9_]+))?
        \s+WHERE\s+(?<where>[A-Za-z0-9_"?(),=<>\s]+)\z
        """, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.NonBacktracking)]
    private static partial Regex Statement();

    // Not around a word of the language: there it is an attribute, and without its quotes it would be none. Nor beside another quote,
    // where two are one that is part of the name.
    [GeneratedRegex("""
        (?<!["A-Za-z0-9_])"((?!(?:AND|OR|NOT|IN|BETWEEN|IS|begins_with)")[A-Za-z0-9_]+)"(?!["A-Za-z0-9_])
        """, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Quoted();

    // `a ?` and `?1` are no parameters: only one that stands alone.
    [GeneratedRegex(@"(?<![A-Za-z0-9_?])\?(?![A-Za-z0-9_?])", RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();
}
