using System.Text.RegularExpressions;

namespace TenantShop.Tenancy;

/// <summary>
/// The <c>name = :value</c> parts of a key condition. Reads conjunctions of the forms the DynamoDB documentation gives for
/// KeyConditionExpression and gives up (null) on everything else, such as <c>OR</c>, so that nothing is taken for a binding that is none.
/// </summary>
internal sealed partial class KeyConditionEqualities
{
    private const int MaxDepth = 8;

    private readonly string[] _tokens;
    private readonly List<(string Name, string Value)> _found = [];
    private int _at;

    private KeyConditionEqualities(string[] tokens) => _tokens = tokens;

    public static IReadOnlyList<(string Name, string Value)>? Read(string? expression)
    {
        if (expression is null || !Expression().IsMatch(expression))
            return null;
        var reader = new KeyConditionEqualities([.. Token().Matches(expression).Select(static token => token.Value)]);
        return reader.Conjunction(0) && reader._at == reader._tokens.Length ? reader._found : null;
    }

    private bool Conjunction(int depth)
    {
        do
        {
            if (!Condition(depth))
                return false;
        }
        while (Takes("AND"));
        return true;
    }

    private bool Condition(int depth)
    {
        if (depth < MaxDepth && Takes("("))
            return Conjunction(depth + 1) && Takes(")");
        if (Next("begins_with", StringComparison.Ordinal))
            return Takes("begins_with") && Takes("(") && Name() is not null && Takes(",") && Value() is not null && Takes(")");
        if (Name() is not { } name)
            return false;
        if (Takes("="))
        {
            if (Value() is not { } value)
                return false;
            _found.Add((name, value));
            return true;
        }

        if (Takes("BETWEEN"))
            return Value() is not null && Takes("AND") && Value() is not null;
        return (Takes("<=") || Takes(">=") || Takes("<") || Takes(">")) && Value() is not null;
    }

    private string? Name() => _at < _tokens.Length && NamePattern().IsMatch(_tokens[_at]) && !Keyword().IsMatch(_tokens[_at]) ? _tokens[_at++] : null;

    private string? Value() => _at < _tokens.Length && _tokens[_at][0] == ':' ? _tokens[_at++] : null;

    private bool Next(string token, StringComparison comparison) => _at < _tokens.Length && string.Equals(_tokens[_at], token, comparison);

    private bool Takes(string token)
    {
        if (!Next(token, StringComparison.OrdinalIgnoreCase))
            return false;
        _at++;
        return true;
    }

    [GeneratedRegex(@"\A(?:\s|[(),=<>]|[#:]?[A-Za-z0-9_]+)+\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Expression();

    [GeneratedRegex("<=|>=|<>|[(),=<>]|[#:]?[A-Za-z0-9_]+", RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    [GeneratedRegex(@"\A#?[A-Za-z0-9_]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"\A(?:AND|OR|NOT|IN|BETWEEN|begins_with)\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Keyword();
}
