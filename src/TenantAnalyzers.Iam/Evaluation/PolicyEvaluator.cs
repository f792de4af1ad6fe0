using System.Collections.Immutable;

namespace TenantAnalyzers.Iam;

/// <summary>Decides requests as IAM does. Made once for a set of policies, asked many times, from any thread.</summary>
/// <remarks>
/// Source: IAM user guide, "Policy evaluation logic", "Condition operators", "Variables and tags".
/// Doubt means deny: where a document has no one meaning, or a hole is not known, an Allow does not match and a Deny does.
/// </remarks>
public sealed class PolicyEvaluator
{
    private readonly ImmutableArray<CompiledStatement> _all;
    private readonly CompiledStatement[] _denies;
    private readonly CompiledStatement[]?[] _allows; // By layer; null when the layer is not there.

    /// <summary>Prepares the policies.</summary>
    /// <param name="policies">The policies.</param>
    /// <param name="holeText">
    /// The text that fills the hole (<see cref="PolicyValue.Hole"/>) at an offset of a document's text; null where it is not known, or for no hole.
    /// It is read as part of the policy: a <c>*</c> in it is a wildcard.
    /// </param>
    public PolicyEvaluator(PolicySet policies, Func<int, string?>? holeText = null)
    {
        ImmutableArray<PolicyDocument>[] layers =
            [policies.Identity, policies.Session, policies.Boundary, policies.Resource, policies.ServiceControl, policies.ResourceControl];
        var all = ImmutableArray.CreateBuilder<CompiledStatement>();
        _allows = new CompiledStatement[layers.Length][];
        for (int layer = 0; layer < layers.Length; layer++)
        {
            if (layers[layer].IsDefaultOrEmpty)
                continue;
            int start = all.Count;
            foreach (PolicyDocument document in layers[layer])
            {
                var texts = new PolicyTexts(document, holeText);
                foreach (PolicyStatement statement in document.Statements)
                    all.Add(new CompiledStatement((PolicyLayer)layer, document, statement, texts));
            }

            _allows[layer] = all.Skip(start).Where(static statement => statement.IsAllow).ToArray();
        }

        _all = all.ToImmutable();
        _denies = _all.Where(static statement => !statement.IsAllow).ToArray();
    }

    /// <summary>IAM's answer.</summary>
    public Decision Evaluate(AuthorizationRequest request)
    {
        var arn = new ArnText(request.Resource);
        foreach (CompiledStatement statement in _denies)
        {
            if (statement.Applies(statement.Matches(request, arn, out _)))
                return new Decision(DecisionKind.ExplicitDeny, statement.Layer, statement.Statement, statement.Policy);
        }

        if (!Passes(PolicyLayer.ServiceControl, request, arn))
            return Nothing(PolicyLayer.ServiceControl);
        if (!Passes(PolicyLayer.ResourceControl, request, arn))
            return Nothing(PolicyLayer.ResourceControl);

        CompiledStatement? allow = FindAllow(PolicyLayer.Resource, request, arn, out PrincipalMatch principal);
        if (IsOfAnotherAccount(request.PrincipalArn, arn))
        {
            // Both accounts must allow.
            if (allow is null && _allows[(int)PolicyLayer.Resource] is not null)
                return Nothing(PolicyLayer.Resource);
            allow = null;
        }

        if (allow is not null && principal == PrincipalMatch.Direct)
            return Allowed(allow);
        allow ??= FindAllow(PolicyLayer.Identity, request, arn, out _);
        if (allow is null)
            return Nothing(PolicyLayer.Identity);
        if (!Passes(PolicyLayer.Boundary, request, arn))
            return Nothing(PolicyLayer.Boundary);
        return Passes(PolicyLayer.Session, request, arn) ? Allowed(allow) : Nothing(PolicyLayer.Session);
    }

    /// <summary>What each statement has to say, in the order of layers, documents and statements.</summary>
    public ImmutableArray<StatementOutcome> Explain(AuthorizationRequest request)
    {
        var arn = new ArnText(request.Resource);
        var outcomes = ImmutableArray.CreateBuilder<StatementOutcome>(_all.Length);
        foreach (CompiledStatement statement in _all)
        {
            bool applies = statement.Applies(statement.Matches(request, arn, out _));
            outcomes.Add(new StatementOutcome(statement.Layer, statement.Policy, statement.Statement, applies, StatementReason.For(statement, request)));
        }

        return outcomes.MoveToImmutable();
    }

    private static Decision Allowed(CompiledStatement statement) => new(DecisionKind.Allow, statement.Layer, statement.Statement, statement.Policy);

    private static Decision Nothing(PolicyLayer layer) => new(DecisionKind.ImplicitDeny, layer, null, null);

    /// <summary>Whether a layer that only limits is not there, or allows.</summary>
    private bool Passes(PolicyLayer layer, AuthorizationRequest request, ArnText arn) =>
        _allows[(int)layer] is null || FindAllow(layer, request, arn, out _) is not null;

    /// <summary>The statement that allows; of a resource policy's, rather one that names the session, as nothing limits it.</summary>
    private CompiledStatement? FindAllow(PolicyLayer layer, AuthorizationRequest request, ArnText arn, out PrincipalMatch principal)
    {
        CompiledStatement? found = null;
        principal = PrincipalMatch.None;
        foreach (CompiledStatement statement in _allows[(int)layer] ?? [])
        {
            if (!statement.Applies(statement.Matches(request, arn, out PrincipalMatch match)) || match <= principal)
                continue;
            (found, principal) = (statement, match);
            if (layer != PolicyLayer.Resource || match == PrincipalMatch.Direct)
                break;
        }

        return found;
    }

    private static bool IsOfAnotherAccount(string? caller, ArnText resource)
    {
        if (caller is null || !resource.IsArn)
            return false;
        var principal = new ArnText(caller);
        (int start, int length) = resource.Account;
        return length > 0 && principal.IsArn
            && (principal.Account.Length != length || string.CompareOrdinal(caller, principal.Account.Start, resource.Text, start, length) != 0);
    }
}
