namespace TenantAnalyzers.Iam;

/// <summary>A statement made ready to be asked. What is not known makes the answer <see cref="Holds.Unclear"/>.</summary>
internal sealed class CompiledStatement
{
    private readonly GlobPattern?[] _actions;
    private readonly ResourcePattern?[]? _resources; // Null: the statement is about the thing it is attached to, as a trust policy is.
    private readonly GlobPattern?[]? _resourceBounds;
    private readonly GlobPattern?[] _actionBounds;
    private readonly bool _hasPrincipal;

    public CompiledStatement(PolicyLayer layer, PolicyDocument policy, PolicyStatement statement, PolicyTexts texts)
    {
        (Layer, Policy, Statement) = (layer, policy, statement);
        IsAllow = statement.Effect == PolicyEffect.Allow;
        _actions = statement.Actions.Select(value => texts.Fill(value) is { } text ? GlobPattern.Parse(text) : null).ToArray();
        _actionBounds = statement.Actions.Select(Bound).ToArray();
        if (statement.Node.Find("Resource") is not null || statement.Node.Find("NotResource") is not null)
        {
            _resources = statement.Resources.Select(value => texts.Resource(texts.Fill(value))).ToArray();
            _resourceBounds = statement.Resources.Select(Bound).ToArray();
        }

        Conditions = statement.Conditions.Select(entry => new CompiledCondition(entry, texts, !IsAllow)).ToArray();
        _hasPrincipal = layer is PolicyLayer.Resource or PolicyLayer.ResourceControl;
        if (_hasPrincipal && statement.Principal is { } principal)
            Principal = new CompiledPrincipal(principal, statement.PrincipalNegated, texts);
    }

    public PolicyLayer Layer { get; }

    public PolicyDocument Policy { get; }

    public PolicyStatement Statement { get; }

    public bool IsAllow { get; }

    public CompiledCondition[] Conditions { get; }

    public CompiledPrincipal? Principal { get; }

    /// <summary>Why nothing can be said about the statement at all.</summary>
    public string? Ambiguity => Policy.Ambiguity ?? Statement.Ambiguity;

    /// <summary>Whether the statement has its effect: doubt takes the effect from an Allow and gives it to a Deny.</summary>
    public bool Applies(Holds matches) => IsAllow ? matches == Holds.Yes : matches != Holds.No;

    /// <summary>Whether all of it matches. The cheapest questions come first; the order does not change the answer.</summary>
    public Holds Matches(AuthorizationRequest request, ArnText arn, out PrincipalMatch principal)
    {
        principal = PrincipalMatch.Limited;
        if (Ambiguity is not null)
            return Holds.Unclear;
        Holds all = MatchesAction(request.Action);
        if (all == Holds.No)
            return all;
        all = Min(all, MatchesResource(arn, request.Context));
        if (all == Holds.No)
            return all;
        if (_hasPrincipal)
        {
            principal = MatchPrincipal(request.PrincipalArn);
            all = Min(all, Of(principal));
        }

        foreach (CompiledCondition condition in Conditions)
        {
            if (all == Holds.No)
                return all;
            all = Min(all, condition.Check(request.Context));
        }

        return all;
    }

    /// <summary>A resource policy must name a principal; a resource control policy is about all.</summary>
    public PrincipalMatch MatchPrincipal(string? caller)
    {
        if (Principal is not null)
            return Principal.Match(caller);
        return Layer == PolicyLayer.Resource ? PrincipalMatch.Unclear : PrincipalMatch.Limited;
    }

    public Holds MatchesAction(string action)
    {
        Holds any = Holds.No;
        for (int i = 0; i < _actions.Length; i++)
        {
            GlobPattern? pattern = _actions[i];
            if (pattern is null)
                any = _actionBounds[i]?.IsMatch(action, ignoreCase: true) == false ? any : Holds.Unclear;
            else if (pattern.IsMatch(action, ignoreCase: true))
                return Not(Holds.Yes, Statement.ActionsNegated);
        }

        return Not(any, Statement.ActionsNegated);
    }

    public Holds MatchesResource(ArnText arn, RequestContext context)
    {
        if (_resources is null)
            return Holds.Yes;
        Holds any = Holds.No;
        for (int i = 0; i < _resources.Length; i++)
        {
            ResourcePattern? pattern = _resources[i];
            if (pattern is null)
                any = _resourceBounds![i]?.IsMatch(arn.Text) == false ? any : OpenQuestions.PatternThatIsNoArn;
            else if (pattern.IsMatch(arn, context, !IsAllow))
                return Not(Holds.Yes, Statement.ResourcesNegated);
        }

        return Not(any, Statement.ResourcesNegated);
    }

    /// <summary>The first variable of a resource that has no value in the request.</summary>
    public PolicyVariable? UnresolvedInResources(RequestContext context) =>
        _resources?.Select(pattern => pattern?.Unresolved(context, !IsAllow)).FirstOrDefault(static variable => variable is not null);

    // A hole stands for any text, but the text around it is known: what does not match with anything in its place, does not match.
    private static GlobPattern? Bound(PolicyValue value) =>
        value.HasHole && value.Text.IndexOf("${", StringComparison.Ordinal) < 0 ? GlobPattern.Parse(ResourceHoles.Replace(value, "*")) : null;

    private static Holds Of(PrincipalMatch match) => match switch
    {
        PrincipalMatch.None => Holds.No,
        PrincipalMatch.Unclear => Holds.Unclear,
        _ => Holds.Yes,
    };

    private static Holds Min(Holds one, Holds other) => one < other ? one : other;

    private static Holds Not(Holds holds, bool negated) => negated ? Holds.Yes - (int)holds : holds;
}
