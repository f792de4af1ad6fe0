using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TenantAnalyzers.CodeFixes.Editing;
using TenantAnalyzers.CodeFixes.Tenancy;
using TenantAnalyzers.Iam.Expressions;

namespace TenantAnalyzers.CodeFixes.DataAccess;

/// <summary>
/// Puts the tenant first in a request's key condition. What the condition and the filter say already is kept as far as a
/// Query can say it: one partition key and one sort condition in the key condition, no key attribute in the filter.
/// Source: Amazon DynamoDB API Reference, Query, KeyConditionExpression and FilterExpression.
/// </summary>
internal sealed class KeyConditionPlan
{
    private const string Filter = "FilterExpression";

    // Legacy parameters cannot be joined with expressions; an index has a key of its own; a segment has no Query.
    private static readonly string[] Obstacles =
        ["IndexName", "KeyConditions", "QueryFilter", "ScanFilter", "AttributesToGet", "ConditionalOperator", "Segment", "TotalSegments"];

    private readonly AccessAtCall _access;
    private readonly RequestInCode _request;
    private readonly FixScope _scope;
    private readonly ChangeList _changes;
    private readonly string _property;
    private readonly List<string> _members = [];
    private ExpressionInCode? _key;
    private ExpressionInCode? _filter;
    private ExpressionNames _names = null!;
    private DictionaryInCode? _values;
    private ImmutableArray<KeyCondition> _keyConditions = ImmutableArray<KeyCondition>.Empty;
    private ImmutableArray<FilterCondition> _filterConditions = ImmutableArray<FilterCondition>.Empty;

    private KeyConditionPlan(AccessAtCall access, RequestInCode request, FixScope scope, ChangeList changes, string property)
    {
        _property = property;
        _access = access;
        _request = request;
        _scope = scope;
        _changes = changes;
    }

    /// <summary>Plans the changes; false when they would not be certain to be right.</summary>
    /// <param name="access">The access.</param>
    /// <param name="request">What holds the condition with its names and values.</param>
    /// <param name="scope">The document.</param>
    /// <param name="tenantAt">The tenant at a place.</param>
    /// <param name="changes">Takes the changes.</param>
    /// <param name="property">Where it holds the text of the condition.</param>
    public static bool TryAdd(
        AccessAtCall access, RequestInCode request, FixScope scope, Func<SyntaxNode, TenantValue> tenantAt, ChangeList changes, string property = "KeyConditionExpression")
    {
        var plan = new KeyConditionPlan(access, request, scope, changes, property);
        return plan.TryRead() && plan.TryWrite(tenantAt);
    }

    private bool TryRead() =>
        !_access.HasIndex && !_request.WritesAny(Obstacles)
        && TryReadText(_property, out _key) && TryReadText(Filter, out _filter)
        && _request.TryGetDictionary("ExpressionAttributeNames", out var names) && _request.TryGetDictionary("ExpressionAttributeValues", out _values)
        && (_names = new ExpressionNames(names, _scope)) is not null
        && TryReadKeyConditions() && TryReadFilter();

    private bool TryReadText(string property, out ExpressionInCode? text)
    {
        text = null;
        var writes = _request.Writes(property);
        if (writes.Count == 0)
            return true;
        text = writes.Count == 1 ? ExpressionInCode.Read(writes[0], _scope) : null;
        return text is not null;
    }

    private bool TryReadKeyConditions()
    {
        if (_key is null || _key.IsBlank)
            return true;
        var reading = KeyConditionParser.Parse(_key.Text);
        if (!reading.IsValid || reading.Conditions.Length > 2 || (reading.Conditions.Length == 2 && !_key.IsPlain))
            return false;
        _keyConditions = reading.Conditions;
        foreach (var condition in _keyConditions)
        {
            // A name that is filled in at run time is not the tenant key: the analyzer would not have reported it.
            if (condition.Attribute.Kind == OperandKind.Opaque)
                continue;
            // A generic key is the partition key of its table; there is no other beside it.
            if (_names.Resolve(condition.Attribute.Text) is not { } name || _access.IsTenantKey(name) || _scope.Identity.IsGenericKey(name)
                || !IsBalanced(_key.Text, condition.Start, condition.End))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryReadFilter()
    {
        if (_filter is null || _filter.IsBlank)
            return true;
        _filterConditions = FilterConditions.Split(_filter.Text);
        var mentions = 0;
        foreach (var operand in FilterConditions.Operands(_filter.Text))
        {
            if (operand.Kind == TokenKind.Placeholder)
                continue;
            if (operand.Kind == TokenKind.Opaque || _names.Resolve(operand.In(_filter.Text)) is not { } name)
                return false;
            mentions += _access.IsTenantKey(name) ? 1 : 0;
        }

        return mentions == 0 || (mentions == 1 && TenantInFilter >= 0);
    }

    /// <summary>Which condition of the filter says <c>tenantId = :t</c>; -1 for none.</summary>
    private int TenantInFilter
    {
        get
        {
            for (var i = 0; i < _filterConditions.Length; i++)
            {
                if (_filterConditions[i].Name is { } name && _names.Resolve(name) is { } attribute && _access.IsTenantKey(attribute))
                    return i;
            }

            return -1;
        }
    }

    private bool TryWrite(Func<SyntaxNode, TenantValue> tenantAt)
    {
        var inFilter = TenantInFilter;
        string? condition;
        if (inFilter >= 0)
        {
            var (name, placeholder) = (_filterConditions[inFilter].Name, _filterConditions[inFilter].Value!);
            // The filter's own value goes on: it must be seen to be the tenant.
            if (_values?.Entries.Any(entry => entry.Key == placeholder && HoldsTenant(entry.Value)) != true)
                return false;
            condition = $"{name} = {placeholder}";
        }
        else
        {
            condition = NewCondition(tenantAt);
        }

        return condition is not null && TryWriteTexts(condition, inFilter);
    }

    private bool TryWriteTexts(string condition, int inFilter)
    {
        string? moved = null;
        switch (_keyConditions.Length)
        {
            case 0 when _key is null && inFilter >= 0 && _filterConditions.Length == 1:
                // All that the filter says belongs in the key condition.
                if (NameOfProperty(_filter!.Source) is not { } property)
                    return false;
                _changes.Replace(property.Span, _property);
                return Finish();
            case 0 when _key is null && _filter?.Source.Parent is AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } filter:
                _scope.Layout.AddBefore(filter, $"{_property} = {ExpressionInCode.Literal(condition)}", _changes);
                break;
            case 0 when _key is null:
                _members.Add($"{_property} = {ExpressionInCode.Literal(condition)}");
                break;
            case 0:
                _key.ReplaceAll(condition, _changes);
                break;
            case 1:
                _key!.Prepend(condition + " AND ", _changes);
                break;
            default:
                // The partition key of before is an attribute like any other now.
                var partition = _keyConditions[0].IsEquality ? 0 : 1;
                if (!_keyConditions[partition].IsEquality)
                    return false;
                var old = _keyConditions[partition];
                moved = _key!.Text.Substring(old.Start, old.End - old.Start);
                if (partition == 0)
                {
                    _key.Replace(old.Start, old.End, condition, _changes);
                }
                else
                {
                    _key.Replace(_keyConditions[0].End, old.End, "", _changes);
                    _key.Prepend(condition + " AND ", _changes);
                }

                break;
        }

        return TryWriteFilter(inFilter, moved) && Finish();
    }

    private bool TryWriteFilter(int tenant, string? moved)
    {
        if (tenant < 0)
        {
            if (moved is null)
                return true;
            if (_filter is null)
                _members.Add($"{Filter} = {ExpressionInCode.Literal(moved)}");
            else if (_filter.IsBlank)
                _filter.ReplaceAll(moved, _changes);
            else
                _filter.AndAlso(moved, _changes);
            return true;
        }

        if (moved is null && _filterConditions.Length == 1)
            return TryRemoveFilter();
        if (!_filter!.IsPlain)
            return false;
        var condition = _filterConditions[tenant];
        if (moved is not null)
            _filter.Replace(condition.Start, condition.End, moved, _changes);
        else if (tenant + 1 < _filterConditions.Length)
            _filter.Replace(condition.Start, _filterConditions[tenant + 1].Start, "", _changes);
        else
            _filter.Replace(_filterConditions[tenant - 1].End, condition.End, "", _changes);
        return true;
    }

    private bool TryRemoveFilter()
    {
        switch (_filter!.Source.Parent)
        {
            case AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax initializer } element:
                _scope.Layout.Remove(initializer, element, _changes);
                return true;
            case AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax { Parent: BlockSyntax } statement }:
                _scope.Layout.Remove(statement, _changes);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Adds the value, and where used the alias, and gives the condition; null when there is no certain value.</summary>
    private string? NewCondition(Func<SyntaxNode, TenantValue> tenantAt)
    {
        if (_values?.Type.TypeArguments is { Length: not 2 })
            return null;
        SyntaxNode site = _values is null ? _request.Creation : _values.Site;
        if (tenantAt(site).InFormat(_access.KeyFormat) is not { } value || (_values?.Type ?? _request.TypeOf("ExpressionAttributeValues")) is not INamedTypeSymbol { TypeArguments: [_, var valueType] } type)
            return null;

        var placeholder = _values?.Entries.FirstOrDefault(entry => IsSame(entry.Value, value)).Key;
        if (placeholder is null)
        {
            placeholder = Free(":" + ExpressionNames.Identifier(_access.KeyAttribute), candidate => _values?.Has(candidate) == true);
            var text = AttributeValueText.Create(value, _values?.Entries.Select(static entry => entry.Value) ?? [], valueType, site, _scope);
            if (_values is not null)
                _values.Add(placeholder, text, _changes);
            else
                _members.Add($"ExpressionAttributeValues = {DictionaryInCode.Create(type, [new(placeholder, text)], site, _scope)}");
        }

        return $"{NameInCondition()} = {placeholder}";
    }

    private string NameInCondition()
    {
        var attribute = _access.KeyAttribute;
        if (_names.AliasOf(attribute) is { } known)
            return known;
        var texts = _key is { IsBlank: false } ? _key.Text : _filter?.Text ?? "";
        if (!ExpressionNames.MustAlias(attribute) && !FilterConditions.Operands(texts).Any(static token => token.Kind == TokenKind.Alias))
            return attribute;

        var alias = Free("#" + ExpressionNames.Identifier(attribute), candidate => _names.Dictionary?.Has(candidate) == true);
        if (_names.Dictionary is { } names)
            names.Add(alias, ExpressionInCode.Literal(attribute), _changes);
        else
            _members.Insert(0, $"ExpressionAttributeNames = {DictionaryInCode.Create(_request.TypeOf("ExpressionAttributeNames")!, [new(alias, ExpressionInCode.Literal(attribute))], _request.Creation, _scope)}");
        return alias;
    }

    private string Free(string wanted, Func<string, bool> isTaken)
    {
        var name = wanted;
        for (var i = 2; isTaken(name) || IsMentioned(_key, name) || IsMentioned(_filter, name); i++)
            name = wanted + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return name;
    }

    private static bool IsMentioned(ExpressionInCode? expression, string name) =>
        expression is not null && FilterConditions.Operands(expression.Text).Any(token => token.In(expression.Text) == name);

    private bool Finish()
    {
        // The expressions come before what they refer to.
        var ordered = _members.OrderBy(static member => member.StartsWith("Expression", StringComparison.Ordinal) ? 1 : 0).ToList();
        if (ordered.Count > 0)
            _scope.Layout.AddMembers(_request.Creation, ordered, _changes);
        return true;
    }

    private bool IsSame(ExpressionSyntax attributeValue, string value) =>
        AttributeValueText.StringOf(attributeValue, _scope) is { } text && string.Equals(text.ToString(), value, StringComparison.Ordinal);

    private bool HoldsTenant(ExpressionSyntax value)
    {
        if (value is IdentifierNameSyntax name && LocalInCode.Of(name, _scope)?.OnlyValue is { } local)
            value = local;
        return value.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(part =>
            _scope.Model.GetSymbolInfo(part, _scope.CancellationToken).Symbol is ILocalSymbol or IParameterSymbol or IFieldSymbol or IPropertySymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary }
            && _scope.Identity.Denotes(_scope.Model.GetSymbolInfo(part, _scope.CancellationToken).Symbol!));
    }

    private static SyntaxNode? NameOfProperty(ExpressionSyntax source) => source.Parent switch
    {
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } => name,
        AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax member } => member.Name,
        _ => null,
    };

    private static bool IsBalanced(string text, int start, int end)
    {
        var depth = 0;
        for (var i = start; i < end && depth >= 0; i++)
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
        return depth == 0;
    }
}
