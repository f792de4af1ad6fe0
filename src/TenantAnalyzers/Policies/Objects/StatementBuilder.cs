using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Policies;

/// <summary>Puts a statement together from what the members of a builder class were given, as that class writes it out.</summary>
internal sealed class StatementBuilder(SyntaxNode syntax)
{
    private readonly List<(string Element, List<PolicyPart> Values)> _lists = [];
    private readonly List<(string Operator, string Key, List<PolicyPart> Values, SyntaxNode Syntax)> _conditions = [];
    private PolicyPart _effect = TextPart.Of(syntax, "Allow");
    private PolicyPart? _unknownCondition;
    private bool _hasPrincipal;

    /// <summary>Sets the effect.</summary>
    public void Effect(PolicyPart effect) =>
        _effect = effect is TextPart { Known: { Length: > 1 } name } ? TextPart.Of(effect.Syntax, name[0] + name.Substring(1).ToLowerInvariant()) : effect;

    /// <summary>Adds to <c>Action</c>, <c>Resource</c> and the like; a list that is not known is one value that is not known.</summary>
    public void Add(string element, PolicyPart values)
    {
        var list = ListOf(element);
        if (values is ListPart { Items: var items })
            list.AddRange(items);
        else if (values is not ScalarPart)
            list.Add(values);
    }

    /// <summary>Empties one of the lists, before it is set to another.</summary>
    public void Clear(string element) => ListOf(element).Clear();

    /// <summary>There is a principal: the policy is a resource's or a role's trust policy.</summary>
    public void AddPrincipal() => _hasPrincipal = true;

    /// <summary>The conditions so far no longer count.</summary>
    public void ClearConditions()
    {
        _conditions.Clear();
        _unknownCondition = null;
    }

    /// <summary>Adds conditions as JSON has them: operator, key, values.</summary>
    /// <param name="conditions">An object of objects.</param>
    /// <param name="joins">Whether values of a key that is there already are added to it, or take its place.</param>
    public void Conditions(PolicyPart conditions, bool joins)
    {
        if (conditions is ScalarPart { Json: "null" })
            return;
        if (conditions is not ObjectPart operators)
        {
            _unknownCondition = TextPart.Unknown(conditions.Syntax);
            return;
        }

        foreach (var comparison in operators.Members)
        {
            if (comparison.Value is ObjectPart keys)
            {
                foreach (var key in keys.Members)
                    Condition(comparison.Name, key, joins);
            }
            else
            {
                _unknownCondition = TextPart.Unknown(comparison.Value.Syntax);
            }
        }
    }

    /// <summary>The statement.</summary>
    public ObjectPart Build()
    {
        var members = ImmutableArray.CreateBuilder<PolicyMember>();
        members.Add(new("Effect", _effect, _effect.Syntax));
        if (_hasPrincipal)
            members.Add(new("Principal", new ObjectPart(syntax, ImmutableArray.Create(new PolicyMember("AWS", TextPart.Unknown(syntax), syntax))), syntax));
        foreach (var (element, values) in _lists)
        {
            if (values.Count > 0)
                members.Add(new(element, new ListPart(syntax, values.ToImmutableArray()), syntax));
        }

        if (_unknownCondition is { } unknown)
            members.Add(new("Condition", unknown, syntax));
        else if (_conditions.Count > 0)
            members.Add(new("Condition", ConditionPart(), syntax));
        return new(syntax, members.ToImmutable());
    }

    /// <summary>A document of the version that the builder classes write.</summary>
    public static ObjectPart Document(SyntaxNode syntax, IEnumerable<PolicyPart> statements, PolicyPart? version = null) =>
        new(syntax, ImmutableArray.Create(
            new PolicyMember("Version", version ?? TextPart.Of(syntax, PolicyDocument.VersionWithVariables), syntax),
            new PolicyMember("Statement", new ListPart(syntax, statements.ToImmutableArray()), syntax)));

    private ObjectPart ConditionPart()
    {
        var operators = ImmutableArray.CreateBuilder<PolicyMember>();
        foreach (var comparison in _conditions.GroupBy(static condition => condition.Operator, StringComparer.Ordinal))
        {
            var keys = comparison.Select(static condition => new PolicyMember(condition.Key, new ListPart(condition.Syntax, condition.Values.ToImmutableArray()), condition.Syntax));
            operators.Add(new(comparison.Key, new ObjectPart(syntax, keys.ToImmutableArray()), comparison.First().Syntax));
        }

        return new(syntax, operators.ToImmutable());
    }

    private void Condition(string comparison, PolicyMember key, bool joins)
    {
        var index = _conditions.FindIndex(known => known.Operator == comparison && known.Key == key.Name);
        if (index < 0)
        {
            _conditions.Add((comparison, key.Name, [], key.Syntax));
            index = _conditions.Count - 1;
        }

        var values = _conditions[index].Values;
        if (!joins)
            values.Clear();
        if (key.Value is ListPart { Items: var items })
            values.AddRange(items);
        else
            values.Add(key.Value);
    }

    private List<PolicyPart> ListOf(string element)
    {
        foreach (var (name, values) in _lists)
        {
            if (name == element)
                return values;
        }

        List<PolicyPart> list = [];
        _lists.Add((element, list));
        return list;
    }
}
