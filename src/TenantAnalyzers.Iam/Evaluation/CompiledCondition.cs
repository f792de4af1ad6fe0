using System.Collections.Immutable;

namespace TenantAnalyzers.Iam;

/// <summary>One comparison of a <c>Condition</c> (IAM user guide, "Condition operators" and "Single-valued vs. multivalued context keys").</summary>
internal sealed class CompiledCondition
{
    private const string LeadingKeys = "dynamodb:LeadingKeys";
    private const string FirstPartitionKeyValues = "dynamodb:FirstPartitionKeyValues";

    private readonly ConditionOperator _operator;
    private readonly ComparedValue[] _values = [];
    private readonly string? _otherName;
    private readonly bool _isBareList;
    private readonly Holds _whenAbsent = Holds.Unclear;
    private readonly Holds _nullWhenPresent = Holds.Unclear;
    private readonly bool _inDeny;

    public CompiledCondition(ConditionEntry entry, PolicyTexts texts, bool inDeny)
    {
        Entry = entry;
        _inDeny = inDeny;
        Key = texts.Fill(entry.Key);
        if (Key is null || texts.Fill(entry.Operator) is not { } @operator || !ConditionOperator.TryParse(@operator, out _operator))
            return;
        IsKnown = true;
        IsNull = _operator.IsNull;
        IsNegated = _operator.IsNegated;
        if (ConditionKey.IsLeadingKeys(Key))
            _otherName = string.Equals(Key, LeadingKeys, StringComparison.OrdinalIgnoreCase) ? FirstPartitionKeyValues : LeadingKeys;
        if (_operator.IsNull)
        {
            _whenAbsent = Null(entry, texts, "true");
            _nullWhenPresent = Null(entry, texts, "false");
            return;
        }

        _values = entry.Values.Select(value => ComparedValue.Create(_operator, value, texts)).ToArray();
        _isBareList = _operator.Set == SetOperator.None && ConditionKey.IsList(Key);
        _whenAbsent = _operator is { Set: SetOperator.ForAnyValue, IfExists: true }
            ? OpenQuestions.AnyValueIfExistsWhenAbsent(inDeny)
            : Of(_operator.HoldsWhenAbsent(entry.Values));
    }

    public ConditionEntry Entry { get; }

    /// <summary>The key; null when its text is not known.</summary>
    public string? Key { get; }

    /// <summary>Whether operator and key are known, so that the comparison has a meaning.</summary>
    public bool IsKnown { get; }

    public bool IsNull { get; }

    public bool IsListWithoutSetOperator => _isBareList;

    public bool IsNegated { get; }

    public IReadOnlyList<ComparedValue> Values => _values;

    public Holds Check(RequestContext context)
    {
        if (!IsKnown || !TryGetValues(context, out ImmutableArray<string> values))
            return _whenAbsent;
        if (IsNull)
            return _operator.Set == SetOperator.None && values.IsEmpty ? OpenQuestions.NullOnEmptyList : _nullWhenPresent;
        if (_isBareList)
            return OpenQuestions.ListWithoutSetOperator;

        // Negated: `ForAnyValue` wants one value that differs, all others want no value that is equal.
        bool forAll = _operator.Set == SetOperator.ForAllValues || (_operator.Set == SetOperator.None && IsNegated);
        Holds all = Of(forAll);
        foreach (string value in values)
        {
            Holds one = CheckOne(value, context);
            if (forAll ? one < all : one > all)
                all = one;
        }

        return all;
    }

    /// <summary>Whether the operator, with its negation, holds for one value of the request.</summary>
    public Holds CheckOne(string value, RequestContext context)
    {
        Holds any = Holds.No;
        foreach (ComparedValue compared in _values)
        {
            Holds one = compared.IsMatch(value, context, _inDeny);
            if (one > any)
                any = one;
        }

        return IsNegated ? Holds.Yes - (int)any : any;
    }

    public bool TryGetValues(RequestContext context, out ImmutableArray<string> values) =>
        context.TryGetValues(Key!, out values) || (_otherName is not null && context.TryGetValues(_otherName, out values));

    /// <summary>The values as they are compared.</summary>
    public IEnumerable<string> Show(RequestContext context) => _values.Select(value => value.Show(context, _inDeny));

    public PolicyVariable? Unresolved(RequestContext context) =>
        _values.Select(value => value.Unresolved(context, _inDeny)).FirstOrDefault(static variable => variable is not null);

    private Holds Null(ConditionEntry entry, PolicyTexts texts, string wanted)
    {
        if (_operator.Set != SetOperator.None)
            return Of(_operator.Set == SetOperator.ForAllValues);
        Holds any = Holds.No;
        foreach (PolicyValue value in entry.Values)
        {
            string? text = texts.Fill(value);
            if (text is null && any == Holds.No)
                any = Holds.Unclear;
            else if (string.Equals(text, wanted, StringComparison.OrdinalIgnoreCase))
                any = Holds.Yes;
        }

        return any;
    }

    private static Holds Of(bool holds) => holds ? Holds.Yes : Holds.No;
}
