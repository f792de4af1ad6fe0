namespace TenantAnalyzers.Iam.Tests.Evaluation;

/// <summary>Short ways to put a question to the evaluator.</summary>
internal static class Ask
{
    public const string Account = "123456789012";
    public const string Table = "arn:aws:dynamodb:us-east-1:123456789012:table/App";
    public const string Session = "arn:aws:sts::123456789012:assumed-role/Tenant/s1";

    public static PolicyDocument Policy(string text) => PolicyReader.Read(text, TestContext.Current.CancellationToken).Policy!;

    public static PolicyDocument Statement(string elements, string version = "2012-10-17") =>
        Policy($$"""{"Version":"{{version}}","Statement":[{{{elements}}}]}""");

    public static ImmutableArray<PolicyDocument> Layer(params string[] statements) => [.. statements.Select(static elements => Statement(elements))];

    public static AuthorizationRequest Request(string action = "dynamodb:GetItem", string resource = Table, string? caller = Session, params (string Key, string[] Values)[] keys) =>
        new(action, resource, Context(keys), caller);

    public static RequestContext Context(params (string Key, string[] Values)[] keys) =>
        keys.Aggregate(RequestContext.Empty, static (context, key) => context.With(key.Key, key.Values));

    public static Decision Decide(PolicySet policies, AuthorizationRequest request) => new PolicyEvaluator(policies).Evaluate(request);

    /// <summary>Whether a condition holds in an Allow; a Deny with the same condition must say the same where it has to.</summary>
    public static bool Holds(string condition, RequestContext context, bool deny = false, string version = "2012-10-17")
    {
        const string Any = """ "Effect":"Allow","Action":"*","Resource":"*" """;
        var request = new AuthorizationRequest("dynamodb:GetItem", Table, context);
        var conditional = Statement($$""" "Effect":"{{(deny ? "Deny" : "Allow")}}","Action":"*","Resource":"*","Condition":{{condition}} """, version);
        var policies = deny ? new PolicySet { Identity = [conditional, Statement(Any)] } : PolicySet.Of(conditional);
        return Decide(policies, request).IsAllowed != deny;
    }
}
