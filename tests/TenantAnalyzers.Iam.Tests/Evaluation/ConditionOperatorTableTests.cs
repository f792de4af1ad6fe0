namespace TenantAnalyzers.Iam.Tests.Evaluation;

/// <summary>
/// Every operator in every form. IAM user guide, "Condition operators": "If the key that you specify in a policy condition is not present in
/// the request context, the values do not match and the condition is false. If the policy condition requires that the key is not matched,
/// such as StringNotLike or ArnNotLike, and the right key is not present, the condition is true."
/// </summary>
public sealed class ConditionOperatorTableTests
{
    /// <summary>Operator, policy value, a request value that is the one, one that is not.</summary>
    private static readonly (string Operator, string Value, string Same, string Other)[] Operators =
    [
        ("StringEquals", "acme", "acme", "Acme"), // "Exact matching, case sensitive"
        ("StringNotEquals", "acme", "acme", "Acme"),
        ("StringEquals", "a*", "a*", "ab"), // wildcards are characters
        ("StringEqualsIgnoreCase", "acme", "ACME", "acmee"), // "Exact matching, ignoring case"
        ("StringNotEqualsIgnoreCase", "acme", "ACME", "acmee"),
        ("StringLike", "ac?e*", "acme-1", "Acme"), // "Case-sensitive matching", with * and ?
        ("StringNotLike", "ac?e*", "acme-1", "Acme"),
        ("NumericEquals", "10", "10.0", "10.5"),
        ("NumericNotEquals", "10", "10.0", "10.5"),
        ("NumericLessThan", "10", "9", "10"),
        ("NumericLessThanEquals", "10", "10", "11"),
        ("NumericGreaterThan", "10", "11", "10"),
        ("NumericGreaterThanEquals", "10", "10", "9"),
        ("DateEquals", "2020-01-01T00:00:00Z", "1577836800", "1577836801"), // "ISO 8601 … or in epoch (UNIX) time"
        ("DateNotEquals", "2020-01-01T00:00:00Z", "2020-01-01T01:00:00+01:00", "2020-01-01T01:00:00Z"),
        ("DateLessThan", "2020-01-01T00:00:00Z", "2019-12-31T23:59:59.9Z", "2020-01-01T00:00Z"),
        ("DateLessThanEquals", "2020-01-01", "2020-01-01T00:00:00Z", "2020-01-01T00:00:01Z"),
        ("DateGreaterThan", "1577836800", "2020-01-01T00:00:01Z", "2020-01"),
        ("DateGreaterThanEquals", "2020-01-01T00:00:00Z", "2020-01-01T00:00:00", "2019-12-31"),
        ("Bool", "true", "TRUE", "false"),
        ("Bool", "false", "false", "true"),
        ("BinaryEquals", "QmluYXJ5", "QmluYXJ5", "QmluYXJ6"),
        ("IpAddress", "203.0.113.0/24", "203.0.113.255", "203.0.114.0"),
        ("IpAddress", "203.0.113.7", "203.0.113.7", "203.0.113.6"), // no prefix: "/32"
        ("IpAddress", "10.128.0.0/9", "10.255.0.1", "10.127.0.1"),
        ("IpAddress", "2001:DB8:1234:5678::/64", "2001:db8:1234:5678:1::1", "2001:db8:1234:5679::1"),
        ("IpAddress", "0.0.0.0/0", "198.51.100.1", "2001:db8::1"),
        ("NotIpAddress", "203.0.113.0/24", "203.0.113.255", "203.0.114.0"),
        ("ArnEquals", "arn:aws:sns:*:1:t*", "arn:aws:sns:eu-west-1:1:topic:x", "arn:aws:sns:eu-west-1:12:topic"), // "ArnEquals and ArnLike behave identically"
        ("ArnLike", "arn:aws:sns:?:1:t*", "arn:aws:sns:x:1:t", "arn:aws:sns:xx:1:t"), // "Each of the six colon-delimited components … checked separately"
        ("ArnLike", "arn:*:t", "", "arn:aws:sns:x:1:t"), // fewer parts: means nothing
        ("ArnNotEquals", "arn:aws:sns:*:1:t*", "arn:aws:sns:eu-west-1:1:topic:x", "arn:aws:sns:eu-west-1:12:topic"),
        ("ArnNotLike", "arn:aws:s?s:*:1:t*", "arn:aws:sqs:eu-west-1:1:topic:x", "arn:aws:sns:eu-west-1:1"),
    ];

    /// <summary>The forms, and whether they hold for: no key, the value, another value. Positive operators first, then negated ones.</summary>
    private static readonly (string Form, string Positive, string Negated)[] Forms =
    [
        ("{0}", "no yes no", "yes no yes"),
        // "If the policy key is present in the context of the request, process the key as specified in the policy. If the key is not present, evaluate the condition element as true."
        ("{0}IfExists", "yes yes no", "yes no yes"),
        // "ForAllValues … also returns true if there are no context keys in the request"
        ("ForAllValues:{0}", "yes yes no", "yes no yes"),
        ("ForAllValues:{0}IfExists", "yes yes no", "yes no yes"),
        // "ForAnyValue … returns false if there are no matching context keys or if the key does not exist"
        ("ForAnyValue:{0}", "no yes no", "no no yes"),
    ];

    public static TheoryData<string, string, string?, bool> Rows()
    {
        var rows = new TheoryData<string, string, string?, bool>();
        foreach ((string name, string value, string same, string other) in Operators.Where(static row => row.Same.Length > 0))
        {
            foreach ((string form, string positive, string negated) in Forms)
            {
                string[] expected = (name.Contains("Not") ? negated : positive).Split(' ');
                for (int i = 0; i < 3; i++)
                    rows.Add(form.Replace("{0}", name), value, new[] { null, same, other }[i], expected[i] == "yes");
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Holds_OperatorAndValue_IsAsDocumented(string @operator, string policyValue, string? requestValue, bool expected)
    {
        string condition = $$$"""{"{{{@operator}}}":{"aws:Key":"{{{policyValue}}}"}}""";
        RequestContext context = requestValue is null ? RequestContext.Empty : Ask.Context(("AWS:key", [requestValue]));

        Assert.Equal(expected, Ask.Holds(condition, context));
        Assert.Equal(expected, Ask.Holds(condition, context, deny: true));
        Assert.Equal(expected, Ask.Holds(condition.ToLowerInvariant().Replace(policyValue.ToLowerInvariant(), policyValue), context));
    }

    [Theory]
    [InlineData("Null", "true", null, true)] // "Either true (the key doesn't exist — it is null)"
    [InlineData("Null", "true", "x", false)]
    [InlineData("Null", "false", null, false)] // "or false (the key exists and its value is not null)"
    [InlineData("Null", "false", "x", true)]
    [InlineData("Null", "FALSE", "x", true)]
    [InlineData("Null", "true,false", null, true)]
    [InlineData("Null", "true,false", "x", true)]
    [InlineData("ForAllValues:Null", "true", "x", true)] // Access Analyzer: "always evaluates to true"
    [InlineData("ForAllValues:Null", "false", null, true)]
    [InlineData("ForAnyValue:Null", "true", null, false)] // "always evaluates to false"
    [InlineData("ForAnyValue:Null", "false", "x", false)]
    public void Holds_Null_AsksForThePresence(string @operator, string policyValues, string? requestValue, bool expected)
    {
        string condition = $$$"""{"{{{@operator}}}":{"aws:Key":["{{{policyValues.Replace(",", "\",\"")}}}"]}}""";
        RequestContext context = requestValue is null ? RequestContext.Empty : Ask.Context(("aws:Key", [requestValue]));

        Assert.Equal(expected, Ask.Holds(condition, context));
        Assert.Equal(expected, Ask.Holds(condition, context, deny: true));
    }

    /// <summary>"Single-valued vs. multivalued context keys": the request's values, compared with `a` and `b`.</summary>
    [Theory]
    [InlineData("ForAllValues:StringEquals", "", true)] // "if the context key resolves to an empty dataset"
    [InlineData("ForAllValues:StringEquals", "a", true)]
    [InlineData("ForAllValues:StringEquals", "a,b", true)]
    [InlineData("ForAllValues:StringEquals", "a,c", false)]
    [InlineData("ForAllValues:StringNotEquals", "c,d", true)]
    [InlineData("ForAllValues:StringNotEquals", "a,c", false)]
    [InlineData("ForAllValues:StringNotEquals", "", true)]
    [InlineData("ForAnyValue:StringEquals", "", false)]
    [InlineData("ForAnyValue:StringEquals", "c,b", true)]
    [InlineData("ForAnyValue:StringEquals", "c,d", false)]
    [InlineData("ForAnyValue:StringNotEquals", "a,c", true)]
    [InlineData("ForAnyValue:StringNotEquals", "a,b", false)]
    [InlineData("ForAnyValue:StringNotEquals", "", false)]
    // Without the qualifier on the service's lists: Access Analyzer, "Missing qualifier"; reported as never matching.
    [InlineData("StringEquals", "a", false)]
    [InlineData("StringEqualsIfExists", "a", false)]
    [InlineData("StringNotEquals", "c", false)]
    [InlineData("StringNotEqualsIfExists", "c,d", false)]
    [InlineData("StringNotEquals", "", false)]
    public void Holds_LeadingKeys_ComparesTheList(string @operator, string requestValues, bool expected)
    {
        string[] values = requestValues.Length == 0 ? [] : requestValues.Split(',');
        foreach ((string policyKey, string requestKey) in new[] { ("LeadingKeys", "LeadingKeys"), ("leadingkeys", "FirstPartitionKeyValues"), ("FirstPartitionKeyValues", "LeadingKeys"), ("Attributes", "attributes"), ("SecondPartitionKeyValues", "SecondPartitionKeyValues"), ("ThirdPartitionKeyValues", "ThirdPartitionKeyValues"), ("FourthPartitionKeyValues", "FourthPartitionKeyValues") })
        {
            string condition = $$$"""{"{{{@operator}}}":{"dynamodb:{{{policyKey}}}":["a","b"]}}""";
            Assert.Equal(expected, Ask.Holds(condition, Ask.Context(("dynamodb:" + requestKey, values))));
            Assert.Equal(expected, Ask.Holds(condition, Ask.Context(("dynamodb:" + requestKey, values)), deny: true));
        }
    }

    /// <summary>A global key with several values under a plain operator: see <see cref="OpenQuestions"/>.</summary>
    [Theory]
    [InlineData("StringEquals", true)]
    [InlineData("StringNotEquals", false)]
    public void Holds_SeveralValuesUnderAPlainOperator_OneThatIsEqualCounts(string @operator, bool expected) =>
        Assert.Equal(expected, Ask.Holds($$$"""{"{{{@operator}}}":{"aws:TagKeys":"a"}}""", Ask.Context(("aws:TagKeys", ["a", "c"]))));

    [Theory]
    [InlineData("StringEquals", false)]
    [InlineData("StringNotEquals", true)]
    [InlineData("StringEqualsIfExists", true)]
    [InlineData("ForAllValues:StringEquals", true)]
    public void Holds_LeadingKeysAbsent_IsAsForAnyKey(string @operator, bool expected) =>
        Assert.Equal(expected, Ask.Holds($$$"""{"{{{@operator}}}":{"dynamodb:LeadingKeys":"a"}}""", Ask.Context(("dynamodb:SecondPartitionKeyValues", ["a"]))));

    [Fact]
    public void Holds_NoPolicyValue_NothingIsEqual()
    {
        RequestContext present = Ask.Context(("dynamodb:LeadingKeys", ["a"]));
        // Access Analyzer, "Empty array condition".
        Assert.False(Ask.Holds("""{"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":[]}}""", present));
        Assert.True(Ask.Holds("""{"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":[]}}""", RequestContext.Empty));
        Assert.True(Ask.Holds("""{"ForAllValues:StringNotEquals":{"dynamodb:LeadingKeys":[]}}""", present));
        Assert.True(Ask.Holds("{}", present));
        Assert.True(Ask.Holds("""{"StringEquals":{}}""", present));
    }

    /// <summary>"Condition operators": operators and keys AND, values OR, of negated operators NOR.</summary>
    [Theory]
    [InlineData("""{"StringEquals":{"aws:A":["x","a"]}}""", true)]
    [InlineData("""{"StringNotEquals":{"aws:A":["x","a"]}}""", false)]
    [InlineData("""{"StringNotEquals":{"aws:A":["x","y"]}}""", true)]
    [InlineData("""{"StringEquals":{"aws:A":"a","aws:B":"b"}}""", true)]
    [InlineData("""{"StringEquals":{"aws:A":"a","aws:B":"x"}}""", false)]
    [InlineData("""{"StringEquals":{"aws:A":"a"},"StringLike":{"aws:B":"?"}}""", true)]
    [InlineData("""{"StringEquals":{"aws:A":"a"},"StringLike":{"aws:B":"??"}}""", false)]
    [InlineData("""{"Bool":{"aws:T":true},"NumericLessThan":{"aws:N":6}}""", true)]
    public void Holds_SeveralParts_AllOfThemAndOneOfTheValues(string condition, bool expected)
    {
        RequestContext context = Ask.Context(("aws:A", ["a"]), ("aws:B", ["b"]), ("aws:T", ["true"]), ("aws:N", ["5"]));

        Assert.Equal(expected, Ask.Holds(condition, context));
        Assert.Equal(expected, Ask.Holds(condition, context, deny: true));
    }

    /// <summary>What nobody knows gives an Allow nothing and a Deny everything.</summary>
    [Theory]
    [InlineData("""{"StringEqual":{"aws:Key":"x"}}""", "x")] // IAM refuses the operator
    [InlineData("""{"NullIfExists":{"aws:Key":"true"}}""", "x")]
    [InlineData("""{"NumericEquals":{"aws:Key":"many"}}""", "1")]
    [InlineData("""{"NumericNotEquals":{"aws:Key":"1"}}""", "many")]
    [InlineData("""{"DateLessThan":{"aws:Key":"tomorrow"}}""", "1")]
    [InlineData("""{"Bool":{"aws:Key":"yes"}}""", "true")]
    [InlineData("""{"BinaryEquals":{"aws:Key":"?"}}""", "QQ==")]
    [InlineData("""{"IpAddress":{"aws:Key":"10.0.0.0/33"}}""", "10.0.0.1")]
    [InlineData("""{"IpAddress":{"aws:Key":"10.0.0/8"}}""", "10.0.0.1")]
    [InlineData("""{"IpAddress":{"aws:Key":"10.0.0.256"}}""", "10.0.0.1")]
    [InlineData("""{"IpAddress":{"aws:Key":"[::1]"}}""", "::1")]
    [InlineData("""{"NotIpAddress":{"aws:Key":"10.0.0.1"}}""", "10.1")]
    [InlineData("""{"ArnLike":{"aws:Key":"arn:*:t"}}""", "arn:aws:sns:x:1:t")]
    [InlineData("""{"ArnNotLike":{"aws:Key":"arn:*:t"}}""", "arn:aws:sns:x:1:t")]
    public void Holds_Unknown_IsNotAllowedAndIsDenied(string condition, string requestValue)
    {
        RequestContext context = Ask.Context(("aws:Key", [requestValue]));

        Assert.False(Ask.Holds(condition, context));
        Assert.True(Ask.Holds(condition, context, deny: true));
    }

    [Fact]
    public void Holds_UnknownBesideAFailure_IsTheFailure() =>
        Assert.False(Ask.Holds("""{"StringEqual":{"aws:Key":"x"},"StringEquals":{"aws:Key":"y"}}""", Ask.Context(("aws:Key", ["x"])), deny: true));

    /// <summary>The guide is silent: see <see cref="OpenQuestions"/>.</summary>
    [Fact]
    public void Holds_AnyValueIfExistsAndEmptyList_AreTakenAsWrittenDown()
    {
        const string Condition = """{"ForAnyValue:StringEqualsIfExists":{"dynamodb:LeadingKeys":"a"}}""";
        RequestContext empty = Ask.Context(("dynamodb:LeadingKeys", []));

        Assert.Equal((true, false), (Ask.Holds(Condition, RequestContext.Empty), Ask.Holds(Condition, RequestContext.Empty, deny: true)));
        Assert.Equal((false, false), (Ask.Holds(Condition, empty), Ask.Holds(Condition, empty, deny: true)));
        foreach (string value in new[] { "true", "false" })
        {
            string isNull = $$$"""{"Null":{"dynamodb:LeadingKeys":"{{{value}}}"}}""";
            Assert.Equal((false, true), (Ask.Holds(isNull, empty), Ask.Holds(isNull, empty, deny: true)));
        }
    }

    [Fact]
    public void Holds_ArnPatternOfOneStar_IsEveryArn() =>
        Assert.True(Ask.Holds("""{"ArnLike":{"aws:SourceArn":"*"}}""", Ask.Context(("aws:SourceArn", [Ask.Table]))));
}
