using System.Collections.Immutable;

namespace TenantAnalyzers.Iam;

/// <summary>How an operator treats a list of request values.</summary>
internal enum SetOperator
{
    None,
    ForAllValues,
    ForAnyValue,
}

/// <summary>A condition operator, taken apart. Source: IAM user guide, "Condition operators" and "Single-valued vs. multivalued context keys".</summary>
/// <param name="Set">The set prefix.</param>
/// <param name="Name">The operator itself, in its usual spelling: <c>StringEquals</c>.</param>
/// <param name="IfExists">Whether it ends in <c>IfExists</c>.</param>
internal readonly record struct ConditionOperator(SetOperator Set, string Name, bool IfExists)
{
    private const string AllPrefix = "ForAllValues:";
    private const string AnyPrefix = "ForAnyValue:";
    private const string Suffix = "IfExists";

    /// <summary>The operators without prefix and suffix.</summary>
    public static readonly ImmutableArray<string> Names = ImmutableArray.Create(
        "StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike", "StringNotLike",
        "NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals",
        "DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals",
        "Bool", "BinaryEquals", "IpAddress", "NotIpAddress", "ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike", "Null");

    private static readonly ImmutableDictionary<string, string> Known =
        ImmutableDictionary.CreateRange(StringComparer.OrdinalIgnoreCase, Names.Select(static name => new KeyValuePair<string, string>(name, name)));

    /// <summary>Whether the operator holds when no value is equal, <c>StringNotEquals</c>.</summary>
    public bool IsNegated => Name.IndexOf("Not", StringComparison.Ordinal) >= 0;

    /// <summary>Whether <c>*</c> and <c>?</c> in its values are wildcards.</summary>
    public bool IsLike => Name.EndsWith("Like", StringComparison.Ordinal);

    /// <summary>Whether the operator asks for the key's presence.</summary>
    public bool IsNull => Name == "Null";

    /// <summary>Takes an operator apart; false for one that IAM does not know.</summary>
    public static bool TryParse(string text, out ConditionOperator @operator)
    {
        SetOperator set = SetOperator.None;
        if (text.StartsWith(AllPrefix, StringComparison.OrdinalIgnoreCase))
            (set, text) = (SetOperator.ForAllValues, text.Substring(AllPrefix.Length));
        else if (text.StartsWith(AnyPrefix, StringComparison.OrdinalIgnoreCase))
            (set, text) = (SetOperator.ForAnyValue, text.Substring(AnyPrefix.Length));

        bool ifExists = text.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase);
        if (ifExists)
            text = text.Substring(0, text.Length - Suffix.Length);
        bool known = Known.TryGetValue(text, out string? name) && !(ifExists && name == "Null");
        @operator = known ? new ConditionOperator(set, name!, ifExists) : default;
        return known;
    }

    /// <summary>Whether the comparison holds for a request that does not carry the key, in an Allow.</summary>
    public bool HoldsWhenAbsent(ImmutableArray<PolicyValue> values)
    {
        switch (Set)
        {
            case SetOperator.ForAllValues:
                return true;
            // The guide is silent on IfExists under ForAnyValue: take what gives the Allow more.
            case SetOperator.ForAnyValue:
                return IfExists;
        }

        if (!IsNull)
            return IfExists || IsNegated;
        return values.Any(static value => string.Equals(value.Text, "true", StringComparison.OrdinalIgnoreCase));
    }
}
