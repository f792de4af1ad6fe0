namespace TenantAnalyzers.Iam.Tests.Evaluation;

/// <summary>IAM user guide, "IAM policy elements: Variables and tags".</summary>
public sealed class VariableTests
{
    private const string Tag = "${aws:PrincipalTag/TenantId}";

    [Theory]
    [InlineData("StringEquals", Tag, "acme", "acme", true)]
    [InlineData("StringEquals", "${AWS:principaltag/tenantid}", "acme", "acme", true)] // "Variable names are not case sensitive"
    [InlineData("StringEquals", "x-" + Tag + "-y", "acme", "x-acme-y", true)]
    [InlineData("StringEquals", Tag + Tag, "ab", "abab", true)]
    [InlineData("StringEquals", Tag, "acme", Tag, false)]
    [InlineData("StringEqualsIgnoreCase", Tag, "acme", "ACME", true)]
    [InlineData("StringLike", Tag + "#*", "acme", "acme#1", true)]
    [InlineData("StringLike", "*#" + Tag, "ab", "x#a#ab", true)]
    [InlineData("StringLike", Tag, "a*", "abc", false)] // substituted text is data
    [InlineData("StringLike", Tag, "a*", "a*", true)]
    [InlineData("StringLike", "?" + Tag + "?", "b", "abc", true)]
    [InlineData("StringLike", Tag + "*", "", "anything", true)] // an empty tag
    [InlineData("StringEquals", Tag, null, "", false)] // "the condition does not match"
    [InlineData("StringEquals", "${aws:PrincipalTag/TenantId, 'none'}", null, "none", true)]
    [InlineData("StringEquals", "${aws:PrincipalTag/TenantId,'none'}", null, "none", true)]
    [InlineData("StringEquals", "${aws:PrincipalTag/TenantId, 'none'}", "acme", "none", false)]
    [InlineData("StringEquals", "${aws:PrincipalTag/TenantId, 'none'}", "acme", "acme", true)]
    [InlineData("StringLike", "${aws:PrincipalTag/TenantId, 'n*'}", null, "none", false)] // the default is data, too
    [InlineData("StringLike", "${aws:PrincipalTag/TenantId, 'n*'}", null, "n*", true)]
    [InlineData("StringEquals", "${aws:PrincipalTag/TenantId, none}", null, "none", false)] // "you must surround the default value with single quotes"
    [InlineData("StringEquals", "${aws:PrincipalTag/TenantId, '}'}!", null, "}!", true)]
    [InlineData("StringEquals", "${*}${?}${$}", null, "*?$", true)] // "${*} – use where you need an asterisk character"
    [InlineData("StringLike", "${*}", null, "x", false)]
    [InlineData("StringLike", "${?}*", null, "?x", true)]
    [InlineData("StringEquals", "${aws:PrincipalTag/TenantId", "acme", "${aws:PrincipalTag/TenantId", true)] // not closed: text
    [InlineData("StringEquals", "$" + Tag + "$", "acme", "$acme$", true)]
    [InlineData("StringNotEquals", Tag, "acme", "globex", true)]
    [InlineData("StringNotEquals", Tag, "acme", "acme", false)]
    [InlineData("StringNotEquals", Tag, null, "acme", true)] // "inverted condition operators … match"
    [InlineData("StringNotLike", Tag + "*", null, "acme", true)]
    [InlineData("ArnLike", "arn:aws:iam::1:role/" + Tag + "/*", "acme", "arn:aws:iam::1:role/acme/x", true)]
    [InlineData("ArnLike", "arn:aws:iam::" + Tag + ":role/" + Tag, "1", "arn:aws:iam::1:role/1", true)]
    [InlineData("ArnLike", "arn:aws:iam::" + Tag + ":role/x", "1:role/x", "arn:aws:iam::1:role/x:role/x", false)] // data holds no separator
    [InlineData("ArnNotEquals", "arn:aws:iam::1:role/" + Tag, null, "arn:aws:iam::1:role/acme", true)]
    public void Holds_VariableInValue_IsReplaced(string @operator, string policyValue, string? tag, string requestValue, bool expected)
    {
        RequestContext context = Ask.Context(("aws:Key", [requestValue]));
        if (tag is not null)
            context = context.With("aws:PrincipalTag/TenantId", tag);

        Assert.Equal(expected, Ask.Holds($$$"""{"{{{@operator}}}":{"aws:Key":"{{{policyValue}}}"}}""", context));
    }

    [Fact]
    public void Holds_OneValueUnresolved_TheOthersStillCount() =>
        Assert.True(Ask.Holds($$$"""{"StringEquals":{"aws:Key":["{{{Tag}}}","b"]}}""", Ask.Context(("aws:Key", ["b"]))));

    [Theory]
    [InlineData("2008-10-17")]
    [InlineData("")]
    public void Holds_OldVersion_VariableIsText(string version)
    {
        const string Condition = $$$"""{"StringEquals":{"aws:Key":"{{{Tag}}}"}}""";
        RequestContext acme = Ask.Context(("aws:PrincipalTag/TenantId", ["acme"]));

        Assert.False(Ask.Holds(Condition, acme.With("aws:Key", "acme"), version: version));
        Assert.True(Ask.Holds(Condition, acme.With("aws:Key", Tag), version: version));
    }

    [Fact]
    public void Holds_NoVersion_VariableIsText()
    {
        var evaluator = new PolicyEvaluator(PolicySet.Of(Ask.Policy($$$"""{"Statement":{"Effect":"Allow","Action":"*","Resource":"arn:aws:dynamodb:us-east-1:123456789012:table/{{{Tag}}}"}}""")));

        Assert.False(evaluator.Evaluate(Ask.Request(keys: ("aws:PrincipalTag/TenantId", ["App"]))).IsAllowed);
        Assert.True(evaluator.Evaluate(Ask.Request(resource: "arn:aws:dynamodb:us-east-1:123456789012:table/" + Tag)).IsAllowed);
    }

    /// <summary>"A multivalued context key cannot be used as a variable", nor a value of Numeric, Date, Bool, Binary and IP operators.</summary>
    [Theory]
    [InlineData("StringEquals", "${dynamodb:LeadingKeys}")]
    [InlineData("StringEquals", "${aws:Two}")]
    [InlineData("StringEquals", "${aws:None}")]
    [InlineData("NumericEquals", "${aws:Key}")]
    [InlineData("Bool", "${aws:Key}")]
    public void Holds_NoVariable_DoesNotMatch(string @operator, string policyValue)
    {
        RequestContext context = Ask.Context(("aws:Key", ["1"]), ("dynamodb:LeadingKeys", ["1"]), ("aws:Two", ["1", "1"]), ("aws:None", []));

        Assert.False(Ask.Holds($$$"""{"{{{@operator}}}":{"aws:Key":"{{{policyValue}}}"}}""", context));
    }

    /// <summary>Whether an empty tag has a value is not documented: see <see cref="OpenQuestions"/>.</summary>
    [Fact]
    public void Holds_EmptyTagInDeny_IsNoValue()
    {
        RequestContext context = Ask.Context(("aws:Key", ["x"]), ("aws:PrincipalTag/TenantId", [""]));

        Assert.False(Ask.Holds($$$"""{"StringLike":{"aws:Key":"{{{Tag}}}*"}}""", context, deny: true));
        Assert.True(Ask.Holds($$$"""{"StringNotLike":{"aws:Key":"{{{Tag}}}*"}}""", context, deny: true));
        Assert.True(Ask.Holds("""{"StringEquals":{"aws:Key":"${aws:PrincipalTag/TenantId, 'x'}"}}""", context, deny: true));
        Assert.False(Ask.Holds("""{"StringEquals":{"aws:Key":"${aws:PrincipalTag/TenantId, 'x'}"}}""", context));
    }

    [Theory]
    [InlineData("Resource", "App", true)]
    [InlineData("Resource", "A*", false)]
    [InlineData("Resource", null, false)] // "the resource does not match"
    [InlineData("NotResource", "App", false)]
    [InlineData("NotResource", "Other", true)]
    [InlineData("NotResource", null, true)] // the exclusion is gone
    public void Evaluate_VariableInResource_IsReplaced(string element, string? tag, bool expected)
    {
        string elements = $$""" "Action":"*","{{element}}":"arn:aws:dynamodb:*:*:table/{{Tag}}" """;
        (string, string[])[] keys = tag is null ? [] : [("aws:PrincipalTag/TenantId", [tag])];
        PolicySet allow = PolicySet.Of(Ask.Statement("\"Effect\":\"Allow\"," + elements));
        var deny = new PolicySet { Identity = Ask.Layer("\"Effect\":\"Deny\"," + elements, """ "Effect":"Allow","Action":"*","Resource":"*" """) };

        Assert.Equal(expected, Ask.Decide(allow, Ask.Request(keys: keys)).IsAllowed);
        Assert.Equal(!expected, Ask.Decide(deny, Ask.Request(keys: keys)).IsAllowed);
    }
}
