using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using TenantAnalyzers.CodeFixes.Editing;

namespace TenantAnalyzers.CodeFixes.DataAccess;

/// <summary>The <c>#aliases</c> of a request's expressions.</summary>
internal sealed class ExpressionNames(DictionaryInCode? dictionary, FixScope scope)
{
    public DictionaryInCode? Dictionary => dictionary;

    /// <summary>The attribute that a name or alias stands for; null when its entry is not visible.</summary>
    public string? Resolve(string nameOrAlias)
    {
        // `#address.city[0]` is a path that starts at an attribute.
        var end = nameOrAlias.IndexOfAny(['.', '[']);
        var name = end < 0 ? nameOrAlias : nameOrAlias.Substring(0, end);
        return name.Length > 0 && name[0] == '#' ? Attribute(entry => entry.Key == name) : name;
    }

    /// <summary>The alias that stands for an attribute already.</summary>
    public string? AliasOf(string attribute) =>
        dictionary?.Entries.FirstOrDefault(entry => entry.Key is not null && Constant(entry) == attribute).Key;

    /// <summary>
    /// An attribute name that may not stand in an expression as it is. All reserved words are single words
    /// (Amazon DynamoDB Developer Guide, "Reserved words in DynamoDB"), and an alias is always right.
    /// </summary>
    public static bool MustAlias(string attribute)
    {
        var words = 1;
        for (var i = 0; i < attribute.Length; i++)
        {
            var c = attribute[i];
            if (c is not (>= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '_') || (i == 0 && !char.IsLetter(c)))
                return true;
            if (i > 0 && (c == '_' || char.IsDigit(c) || (char.IsUpper(c) && char.IsLower(attribute[i - 1]))))
                words++;
        }

        // `PK` and `SK` are none of the reserved words.
        return words == 1 && !attribute.Equals("pk", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The attribute's name as a part of an alias or placeholder.</summary>
    public static string Identifier(string attribute)
    {
        var identifier = new StringBuilder();
        foreach (var c in attribute)
        {
            if (c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '_')
                identifier.Append(c);
        }

        return identifier.Length == 0 ? "key" : identifier.ToString();
    }

    private string? Attribute(Func<DictionaryEntry, bool> predicate)
    {
        foreach (var entry in dictionary?.Entries ?? ImmutableArray<DictionaryEntry>.Empty)
        {
            if (predicate(entry))
                return Constant(entry);
        }

        return null;
    }

    private string? Constant(DictionaryEntry entry) =>
        scope.Model.GetConstantValue(entry.Value, scope.CancellationToken) is { HasValue: true, Value: string text } ? text : null;
}
