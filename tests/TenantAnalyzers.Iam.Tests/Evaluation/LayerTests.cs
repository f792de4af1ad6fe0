namespace TenantAnalyzers.Iam.Tests.Evaluation;

/// <summary>IAM user guide, "Policy evaluation logic", and DynamoDB's "Using resource-based policies".</summary>
public sealed class LayerTests
{
    private const string Allow = """ "Effect":"Allow","Action":"dynamodb:*","Resource":"*" """;
    private const string Deny = """ "Effect":"Deny","Action":"dynamodb:GetItem","Resource":"*" """;
    private const string Other = """ "Effect":"Allow","Action":"s3:*","Resource":"*" """;

    [Fact]
    public void Evaluate_NothingAllows_IsImplicitlyDenied()
    {
        Assert.Equal(new Decision(DecisionKind.ImplicitDeny, PolicyLayer.Identity, null, null), Ask.Decide(new PolicySet(), Ask.Request()));
        Assert.Equal(new Decision(DecisionKind.ImplicitDeny, PolicyLayer.Identity, null, null), Ask.Decide(PolicySet.Of(Ask.Statement(Other)), Ask.Request()));
    }

    [Fact]
    public void Evaluate_Allowed_NamesTheStatement()
    {
        PolicyDocument policy = Ask.Policy($$"""{"Version":"2012-10-17","Statement":[{{{Other}}},{{{Allow}}}]}""");

        Assert.Equal(new Decision(DecisionKind.Allow, PolicyLayer.Identity, policy.Statements[1], policy), Ask.Decide(PolicySet.Of(policy), Ask.Request()));
    }

    /// <summary>"An explicit deny in any of these policies overrides the allow."</summary>
    [Theory]
    [InlineData(PolicyLayer.Identity)]
    [InlineData(PolicyLayer.Session)]
    [InlineData(PolicyLayer.Boundary)]
    [InlineData(PolicyLayer.Resource)]
    [InlineData(PolicyLayer.ServiceControl)]
    [InlineData(PolicyLayer.ResourceControl)]
    public void Evaluate_DenyInAnyLayer_Denies(PolicyLayer layer)
    {
        string principal = layer is PolicyLayer.Resource or PolicyLayer.ResourceControl ? "\"Principal\":\"*\"," : "";
        var all = new PolicySet { Identity = Ask.Layer(Allow), Resource = Ask.Layer("\"Principal\":{\"AWS\":\"" + Ask.Session + "\"}," + Allow) };
        PolicySet policies = With(all, layer, [.. Ask.Layer(principal + Allow), .. Ask.Layer(principal + Deny)]);

        Decision decision = Ask.Decide(policies, Ask.Request());

        Assert.Equal((DecisionKind.ExplicitDeny, layer, PolicyEffect.Deny), (decision.Kind, decision.Layer, decision.Statement!.Effect));
        Assert.True(Ask.Decide(policies, Ask.Request("dynamodb:PutItem")).IsAllowed);
    }

    /// <summary>The intersection of identity policy with session policy, boundary and the organisation's; an empty layer is not there.</summary>
    [Theory]
    [InlineData(PolicyLayer.Session)]
    [InlineData(PolicyLayer.Boundary)]
    [InlineData(PolicyLayer.ServiceControl)]
    [InlineData(PolicyLayer.ResourceControl)]
    public void Evaluate_LimitingLayer_MustAllowToo(PolicyLayer layer)
    {
        PolicySet identity = PolicySet.Of(Ask.Statement(Allow));

        Assert.Equal(new Decision(DecisionKind.ImplicitDeny, layer, null, null), Ask.Decide(With(identity, layer, Ask.Layer(Other)), Ask.Request()));
        Assert.Equal(PolicyLayer.Identity, Ask.Decide(With(identity, layer, Ask.Layer(Other, Allow)), Ask.Request()).Layer);
        Assert.True(Ask.Decide(With(identity, layer, Ask.Layer(Allow)), Ask.Request()).IsAllowed);
        Assert.False(Ask.Decide(With(new PolicySet(), layer, Ask.Layer(Allow)), Ask.Request()).IsAllowed);
        Assert.True(Ask.Decide(With(identity, layer, default), Ask.Request()).IsAllowed);
    }

    /// <summary>The resource policy's principal, and whether a session policy and a boundary that allow nothing still limit it.</summary>
    [Theory]
    [InlineData("\"*\"", Ask.Session, true, true)]
    [InlineData("""{"AWS":"*"}""", Ask.Session, true, true)]
    [InlineData("""{"AWS":"123456789012"}""", Ask.Session, true, true)]
    [InlineData("""{"AWS":["1","arn:aws:iam::123456789012:root"]}""", Ask.Session, true, true)]
    [InlineData("""{"AWS":"arn:aws:iam::123456789012:role/Tenant"}""", Ask.Session, true, true)]
    [InlineData("""{"AWS":"arn:aws:iam::123456789012:role/team/a/Tenant"}""", Ask.Session, true, true)]
    [InlineData("""{"AWS":"arn:aws:sts::123456789012:assumed-role/Tenant/s1"}""", Ask.Session, true, false)]
    [InlineData("""{"AWS":["*","arn:aws:sts::123456789012:assumed-role/Tenant/s1"]}""", Ask.Session, true, false)]
    [InlineData("""{"AWS":"arn:aws:iam::123456789012:user/u"}""", "arn:aws:iam::123456789012:user/u", true, false)]
    [InlineData("""{"AWS":"arn:aws:iam::123456789012:role/Tenant"}""", "arn:aws:iam::123456789012:role/Tenant", true, true)]
    [InlineData("\"*\"", null, true, true)]
    [InlineData("""{"AWS":"123456789012"}""", null, false, true)]
    [InlineData("""{"AWS":"210987654321"}""", Ask.Session, false, true)]
    [InlineData("""{"AWS":"arn:aws:iam::210987654321:root"}""", Ask.Session, false, true)]
    [InlineData("""{"AWS":"arn:aws:iam::123456789012:rooter"}""", Ask.Session, false, true)]
    [InlineData("""{"AWS":"arn:aws:iam::123456789012:role/Tenan"}""", Ask.Session, false, true)]
    [InlineData("""{"AWS":"arn:aws:iam::123456789012:role/Other"}""", Ask.Session, false, true)]
    [InlineData("""{"AWS":"arn:aws:iam::210987654321:role/Tenant"}""", Ask.Session, false, true)]
    [InlineData("""{"AWS":"arn:aws:sts::123456789012:role/Tenant"}""", Ask.Session, false, true)]
    [InlineData("""{"AWS":"arn:aws:iam::123456789012:user/Tenant"}""", Ask.Session, false, true)]
    [InlineData("""{"AWS":"arn:aws:sts::123456789012:assumed-role/Tenant/s2"}""", Ask.Session, false, true)]
    [InlineData("""{"AWS":"arn:aws:iam::123456789012:role/*"}""", Ask.Session, false, true)]
    [InlineData("""{"Service":"dynamodb.amazonaws.com"}""", Ask.Session, false, true)]
    [InlineData("""{"Service":"*","Federated":"*","CanonicalUser":"*"}""", Ask.Session, false, true)]
    [InlineData("\"123456789012\"", Ask.Session, false, true)]
    [InlineData("""{"Aws":"*"}""", Ask.Session, false, true)]
    [InlineData("""{"AWS":1}""", Ask.Session, false, true)]
    [InlineData("[]", Ask.Session, false, true)]
    public void Evaluate_ResourcePolicy_AllowsWhomItNames(string principal, string? caller, bool allows, bool limited)
    {
        PolicySet alone = new() { Resource = Ask.Layer($$""" "Principal":{{principal}},{{Allow}} """) };
        AuthorizationRequest request = Ask.Request(caller: caller);

        Assert.Equal(allows, Ask.Decide(alone, request).IsAllowed);
        if (!allows)
            return;
        Assert.Equal(PolicyLayer.Resource, Ask.Decide(alone, request).Layer);
        Assert.Equal(limited ? PolicyLayer.Session : PolicyLayer.Resource, Ask.Decide(alone with { Session = Ask.Layer(Other) }, request).Layer);
        Assert.Equal(!limited, Ask.Decide(alone with { Session = Ask.Layer(Other) }, request).IsAllowed);
        Assert.Equal(!limited, Ask.Decide(alone with { Boundary = Ask.Layer(Other) }, request).IsAllowed);
        Assert.False(Ask.Decide(alone with { ServiceControl = Ask.Layer(Other) }, request).IsAllowed);
        Assert.True(Ask.Decide(alone with { Session = Ask.Layer(Allow), Boundary = Ask.Layer(Allow) }, request).IsAllowed);
    }

    [Theory]
    [InlineData("""{"AWS":"arn:aws:iam::123456789012:role/Tenant"}""", false)]
    [InlineData("""{"AWS":"arn:aws:iam::123456789012:role/Other"}""", true)]
    [InlineData("""{"Service":"dynamodb.amazonaws.com"}""", true)]
    [InlineData("\"*\"", false)]
    public void Evaluate_NotPrincipal_IsEverybodyElse(string principal, bool matches)
    {
        PolicySet allow = new() { Resource = Ask.Layer($$""" "NotPrincipal":{{principal}},{{Allow}} """) };
        PolicySet deny = PolicySet.Of(Ask.Statement(Allow)) with { Resource = Ask.Layer($$""" "NotPrincipal":{{principal}},{{Deny}} """) };

        Assert.Equal(matches, Ask.Decide(allow, Ask.Request()).IsAllowed);
        Assert.Equal(!matches, Ask.Decide(deny, Ask.Request()).IsAllowed);
    }

    /// <summary>A principal that is not known denies, and does not allow.</summary>
    [Theory]
    [InlineData("\"Principal\":{\"AWS\":\"\uFFFC\"},")]
    [InlineData("\"Principal\":{\"\uFFFC\":\"*\"},")]
    [InlineData("\"Principal\":\"\uFFFC\",")]
    [InlineData("\"NotPrincipal\":{\"AWS\":\"\uFFFC\"},")]
    [InlineData("")]
    public void Evaluate_PrincipalNotKnown_DoubtDenies(string principal)
    {
        Assert.False(Ask.Decide(new PolicySet { Resource = Ask.Layer(principal + Allow) }, Ask.Request()).IsAllowed);
        Assert.Equal(DecisionKind.ExplicitDeny, Ask.Decide(new PolicySet { Resource = Ask.Layer(principal + Deny) }, Ask.Request()).Kind);
        Assert.True(new PolicyEvaluator(new PolicySet { Resource = Ask.Layer("\"Principal\":\"\uFFFC\"," + Allow) }, static _ => "*").Evaluate(Ask.Request()).IsAllowed);
    }

    [Fact]
    public void Evaluate_PrincipalOfAnIdentityPolicy_IsNotLookedAt() =>
        Assert.True(Ask.Decide(PolicySet.Of(Ask.Statement("\"Principal\":{\"AWS\":\"1\"}," + Allow)), Ask.Request()).IsAllowed);

    /// <summary>"For cross-account requests … both sides must allow."</summary>
    [Fact]
    public void Evaluate_OtherAccount_BothMustAllow()
    {
        AuthorizationRequest request = Ask.Request(caller: "arn:aws:sts::210987654321:assumed-role/R/s");
        PolicySet both = PolicySet.Of(Ask.Statement(Allow)) with { Resource = Ask.Layer("\"Principal\":\"*\"," + Allow) };

        Assert.True(Ask.Decide(both, request).IsAllowed);
        Assert.Equal(PolicyLayer.Identity, Ask.Decide(both with { Identity = [] }, request).Layer);
        Assert.False(Ask.Decide(both with { Identity = [] }, request).IsAllowed);
        Assert.Equal(new Decision(DecisionKind.ImplicitDeny, PolicyLayer.Resource, null, null), Ask.Decide(both with { Resource = Ask.Layer("\"Principal\":\"*\"," + Other) }, request));
    }

    private static PolicySet With(PolicySet set, PolicyLayer layer, ImmutableArray<PolicyDocument> documents) => layer switch
    {
        PolicyLayer.Identity => set with { Identity = documents },
        PolicyLayer.Session => set with { Session = documents },
        PolicyLayer.Boundary => set with { Boundary = documents },
        PolicyLayer.Resource => set with { Resource = documents },
        PolicyLayer.ServiceControl => set with { ServiceControl = documents },
        _ => set with { ResourceControl = documents },
    };
}
