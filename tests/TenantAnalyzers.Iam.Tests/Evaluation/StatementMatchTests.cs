namespace TenantAnalyzers.Iam.Tests.Evaluation;

/// <summary>Actions, resources, and what has no one meaning.</summary>
public sealed class StatementMatchTests
{
    private const string Prefix = "arn:aws:dynamodb:us-east-1:123456789012:";

    /// <summary>IAM user guide, "Action": names are not case-sensitive, `*` and `?` stand anywhere.</summary>
    [Theory]
    [InlineData("dynamodb:GetItem", true)]
    [InlineData("DYNAMODB:getitem", true)]
    [InlineData("dynamodb:Get*", true)]
    [InlineData("dynamodb:?etItem", true)]
    [InlineData("*:GetItem", true)]
    [InlineData("*", true)]
    [InlineData("dynamodb:Get", false)]
    [InlineData("dynamodb:?GetItem", false)]
    [InlineData("dynamodb:GetItem?", false)]
    [InlineData("s3:*", false)]
    public void Evaluate_Action_MatchesAsPattern(string pattern, bool expected)
    {
        Assert.Equal(expected, Allows($$""" "Action":["dynamodb:PutItem","{{pattern}}"],"Resource":"*" """));
        Assert.Equal(!expected, Allows($$""" "NotAction":["dynamodb:PutItem","{{pattern}}"],"Resource":"*" """));
    }

    /// <summary>IAM user guide, "Resource": `*` and `?` match within one colon-separated part, and `*` crosses `/`.</summary>
    [Theory]
    [InlineData("*", Prefix + "table/App", true)]
    [InlineData("**", "*", true)]
    [InlineData("*", "*", true)]
    [InlineData("arn:aws:dynamodb:*:*:*", "*", false)] // an action without a resource type
    [InlineData(Prefix + "table/App", Prefix + "table/App", true)]
    [InlineData(Prefix + "table/App", Prefix + "table/app", false)]
    [InlineData(Prefix + "table/App", Prefix + "table/App/index/i", false)]
    [InlineData(Prefix + "table/*", Prefix + "table/App/index/i", true)]
    [InlineData(Prefix + "table/App*", Prefix + "table/App/stream/2026-01-01T00:00:00.000", true)]
    [InlineData(Prefix + "table/*/stream/*", Prefix + "table/App/stream/2026-01-01T00:00:00.000", true)]
    [InlineData("arn:aws:dynamodb:*:table/App", "arn:aws:dynamodb:us-east-1:123456789012:table/App", false)]
    [InlineData("arn:aws:dynamodb:us-east-?:*:table/App", Prefix + "table/App", true)]
    [InlineData("arn:aws:dynamodb:us-*:123456789012:table/App", Prefix + "table/App", true)]
    [InlineData("arn:aws:dynamodb:eu-*:123456789012:table/App", Prefix + "table/App", false)]
    [InlineData("arn:aws-cn:dynamodb:us-east-1:123456789012:table/App", Prefix + "table/App", false)]
    [InlineData("arn:aws:dynamodb:us-east-1:1:table/App", Prefix + "table/App", false)]
    [InlineData("arn:aws:s3:us-east-1:123456789012:table/App", Prefix + "table/App", false)]
    [InlineData("arn:*:*:*:*:*", Prefix + "table/App", true)]
    [InlineData("arn:aws:s3:::b/*", "arn:aws:s3:::b/", true)]
    [InlineData(Prefix + "table/App", "table/App", false)]
    [InlineData(Prefix + "*", "arn:aws:dynamodb:us-east-1:123456789012", false)]
    public void Evaluate_Resource_MatchesPartByPart(string pattern, string resource, bool expected)
    {
        Assert.Equal(expected, Allows($$""" "Action":"*","Resource":["arn:aws:s3:::x","{{pattern}}"] """, resource));
        if (pattern != "arn:aws:dynamodb:*:table/App")
            Assert.Equal(!expected, Allows($$""" "Action":"*","NotResource":["arn:aws:s3:::x","{{pattern}}"] """, resource));
    }

    [Theory]
    [InlineData("table/App")]
    [InlineData("arn:aws:dynamodb:us-east-1:table/App")]
    [InlineData("ARN:aws:dynamodb:us-east-1:123456789012:table/App")]
    [InlineData("arn:aws:dynamodb:${aws:RequestedRegion}:123456789012:table/App")]
    public void Evaluate_ResourceThatIsNoArn_IsNotAllowedAndIsDenied(string pattern)
    {
        Assert.False(Allows($$""" "Action":"*","Resource":"{{pattern}}" """));
        Assert.False(Allows($$""" "Action":"*","NotResource":"{{pattern}}" """));
        Assert.True(Denies($$""" "Action":"*","Resource":"{{pattern}}" """));
        Assert.False(Denies($$""" "Action":"s3:*","Resource":"{{pattern}}" """));
    }

    [Theory]
    [InlineData(""" "Effect":"Allow","Action":"*","Resource":"*","Action":"*" """)]
    [InlineData(""" "Effect":"Deny","Action":"s3:*","Resource":"*","Action":"s3:*" """)]
    [InlineData(""" "Effect":"allow","Action":"*","Resource":"*" """)]
    [InlineData(""" "Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:Key":"no"}} """)]
    public void Evaluate_StatementWithoutOneMeaning_DoubtDenies(string statement)
    {
        bool isAllow = statement.Contains("\"Allow\"");
        var policies = PolicySet.Of(Ask.Policy($$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"},{{{statement}}}]}"""));

        Decision decision = Ask.Decide(policies, Ask.Request());

        Assert.Equal(isAllow ? DecisionKind.ImplicitDeny : DecisionKind.ExplicitDeny, decision.Kind);
        Assert.Equal(isAllow ? null : 1, decision.Statement?.Index);
    }

    [Fact]
    public void Evaluate_DocumentWithoutOneMeaning_AllowsNothingAndDeniesAll()
    {
        PolicyDocument allow = Ask.Policy("""{"Version":"2012-10-17","Version":"2008-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""");
        PolicyDocument deny = Ask.Policy("""{"Id":"","Id":"","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*"}}""");

        Assert.Equal(DecisionKind.ImplicitDeny, Ask.Decide(PolicySet.Of(allow), Ask.Request()).Kind);
        Assert.Equal(DecisionKind.ExplicitDeny, Ask.Decide(PolicySet.Of(deny), Ask.Request()).Kind);
    }

    /// <summary>A hole is filled as part of the policy, or is not known and then decides nothing for us.</summary>
    [Theory]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"dynamodb:~","Resource":"*"}}""", "Get*", true)]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"dynamodb:~","Resource":"*"}}""", "Put*", false)]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"dynamodb:~","Resource":"*"}}""", null, false)]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":["~","dynamodb:*"],"Resource":"*"}}""", null, true)] // not needed
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"arn:aws:dynamodb:~:table/App"}}""", "us-east-1:*", true)]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"arn:aws:dynamodb:*:*:table/~"}}""", null, false)]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","NotResource":"arn:aws:dynamodb:*:*:table/~"}}""", null, false)]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:~":"x"}}}}""", "Key", true)]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:~":"x"}}}}""", null, false)]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"String~":{"aws:Key":"?"}}}}""", "Like", true)]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"String~":{"aws:Key":"?"}}}}""", null, false)]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:Key":"~"}}}}""", "x", true)]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:Key":"~"}}}}""", null, false)]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"ForAllValues:StringEquals":{"aws:Other":"~"}}}}""", null, true)]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Null":{"aws:Key":"~"}}}}""", "false", true)]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Null":{"aws:Key":"~"}}}}""", null, false)]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Null":{"aws:Key":["~","false"]}}}}""", null, true)]
    [InlineData("""{"Version":"~","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:Key":"${aws:Key}"}}}}""", "2012-10-17", true)]
    [InlineData("""{"Version":"~","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:Key":"${aws:Key}"}}}}""", "2008-10-17", false)]
    [InlineData("""{"Version":"~","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:Key":"${aws:Key}"}}}}""", null, false)]
    [InlineData("""{"Version":"~","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:Key":"x"}}}}""", null, true)]
    [InlineData("""{"Version":"~","Statement":{"Effect":"Allow","Action":"*","Resource":"arn:aws:dynamodb:*:*:table/${aws:Key, 'App'}"}}""", null, false)]
    public void Evaluate_Hole_IsFilledOrNotKnown(string policy, string? filling, bool expected)
    {
        string text = policy.Replace('~', PolicyValue.Hole);
        int at = text.IndexOf(PolicyValue.Hole);
        string? Fill(int offset) => offset == at ? filling : throw new ArgumentOutOfRangeException(nameof(offset));
        AuthorizationRequest request = Ask.Request(keys: ("aws:Key", ["x"]));

        Assert.Equal(expected, new PolicyEvaluator(PolicySet.Of(Ask.Policy(text)), Fill).Evaluate(request).IsAllowed);
        // A Deny takes what is not known as matching.
        PolicySet deny = PolicySet.Of(Ask.Policy(text.Replace("\"Allow\"", "\"Deny\" ")));
        DecisionKind kind = new PolicyEvaluator(deny, Fill).Evaluate(request).Kind;
        Assert.Equal(expected || filling is null ? DecisionKind.ExplicitDeny : DecisionKind.ImplicitDeny, kind);
    }

    [Fact]
    public void Evaluate_EscapedHoleCharacter_IsText() =>
        Assert.True(Ask.Holds("{\"StringEquals\":{\"aws:Key\":\"\\uFFFC\"}}", Ask.Context(("aws:Key", ["\uFFFC"]))));

    [Fact]
    public void Evaluate_TrustPolicy_IsAboutTheRoleItself()
    {
        var policies = new PolicySet { Resource = Ask.Layer(""" "Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"sts:AssumeRole" """) };

        Assert.True(Ask.Decide(policies, Ask.Request("sts:AssumeRole", "arn:aws:iam::123456789012:role/R")).IsAllowed);
    }

    [Fact]
    public void Evaluate_LongPatternAndText_EndsWithoutStackOrExplosion()
    {
        string pattern = string.Concat(Enumerable.Repeat("*a", 900));
        var evaluator = new PolicyEvaluator(PolicySet.Of(Ask.Statement($$""" "Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::{{pattern}}" """)));

        Assert.False(evaluator.Evaluate(Ask.Request(resource: "arn:aws:s3:::" + new string('a', 1_900) + "b")).IsAllowed);
        Assert.True(evaluator.Evaluate(Ask.Request(resource: "arn:aws:s3:::" + new string('a', 1_900))).IsAllowed);
    }

    private static bool Allows(string elements, string resource = Ask.Table) =>
        Ask.Decide(PolicySet.Of(Ask.Statement("\"Effect\":\"Allow\"," + elements)), Ask.Request(resource: resource)).IsAllowed;

    private static bool Denies(string elements) =>
        Ask.Decide(PolicySet.Of(Ask.Statement("\"Effect\":\"Deny\"," + elements)), Ask.Request()).Kind == DecisionKind.ExplicitDeny;
}
