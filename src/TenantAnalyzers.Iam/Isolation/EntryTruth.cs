using System.Collections.Immutable;

namespace TenantAnalyzers.Iam;

/// <summary>Whether one comparison holds for a context: the evaluator is asked about a statement that consists of nothing else.</summary>
internal sealed class EntryTruth
{
    private const string Everything = "*";

    private readonly PolicyEvaluator _evaluator;
    private readonly bool _isDeny;

    public EntryTruth(PolicyDocument document, PolicyStatement statement, ConditionEntry entry, Func<int, string?> holeText)
    {
        (Entry, _isDeny) = (entry, statement.Effect != PolicyEffect.Allow);
        var statements = ImmutableArray.CreateBuilder<PolicyStatement>();
        statements.Add(Of(statement, _isDeny ? PolicyEffect.Deny : PolicyEffect.Allow, ImmutableArray.Create(entry)));
        if (_isDeny)
            statements.Add(Of(statement, PolicyEffect.Allow, ImmutableArray<ConditionEntry>.Empty));
        _evaluator = new PolicyEvaluator(PolicySet.Of(document.With(statements.ToImmutable())), holeText);
    }

    public ConditionEntry Entry { get; }

    public bool Holds(RequestContext context) =>
        _evaluator.Evaluate(new AuthorizationRequest("dynamodb:GetItem", Everything, context)).IsAllowed != _isDeny;

    private static PolicyStatement Of(PolicyStatement statement, PolicyEffect effect, ImmutableArray<ConditionEntry> conditions)
    {
        ImmutableArray<PolicyValue> everything = ImmutableArray.Create(new PolicyValue(Everything, statement.Node));
        return new PolicyStatement(statement.Node, 0) { Effect = effect, Actions = everything, Resources = everything, Conditions = conditions };
    }
}
