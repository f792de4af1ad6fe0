using CsCheck;

namespace TenantAnalyzers.Iam.Tests.Isolation;

/// <summary>What is proved isolated is attacked with random requests: the evaluator must refuse each that reaches another tenant's data.</summary>
public sealed class AttackTests
{
    private const string Table = "arn:aws:dynamodb:us-east-1:123456789012:table/App";
    private const int Policies = 5_000;
    private const int RequestsPerPolicy = 400;

    private static readonly string[] Tenants = ["acme", "acme2", "ACME", "a", "acme-2", "acme_2", "1", "10", "eu-acme"];

    private static readonly Gen<string> Operator = Gen.OneOf(
        "ForAllValues:StringEquals", "ForAllValues:StringEquals", "ForAllValues:StringLike", "ForAnyValue:StringEquals", "ForAnyValue:StringLike", "StringEquals",
        "StringLikeIfExists", "ForAllValues:StringEqualsIfExists", "ForAllValues:StringNotEquals", "ForAllValues:StringEqualsIgnoreCase", "ForAnyValue:StringNotEquals");

    private static readonly Gen<string> Value = Gen.OneOf(
        "¤", "¤", "TENANT#¤", "TENANT#¤", "¤#*", "TENANT#¤#*", "¤*", "*", "TENANT#*", "¤_*", "¤-?", "*#¤", "acme", "TENANT#acme", "¤#¤", "TENANT#${*}", "${aws:PrincipalTag/TenantId, 'acme'}");

    private static readonly Gen<string> Comparison = Gen.Select(Operator, Value.Array[1, 2], Gen.OneOf("dynamodb:LeadingKeys", "dynamodb:LeadingKeys", "dynamodb:FirstPartitionKeyValues", "dynamodb:LeadingKey"),
        static (@operator, values, key) => $"\"{@operator}\":{{\"{key}\":[{string.Join(",", values.Select(static value => $"\"{value}\""))}]}}");

    private static readonly Gen<string?> Presence = Gen.OneOf<string?>(
        null, """ "Null":{"dynamodb:LeadingKeys":"false"}""", """ "Null":{"dynamodb:LeadingKeys":"false"}""", """ "Null":{"dynamodb:LeadingKeys":"true"}""",
        """ "Null":{"dynamodb:LeadingKeys":["true","false"]}""", """ "ForAllValues:Null":{"dynamodb:LeadingKeys":"false"}""", """ "Null":{"aws:PrincipalTag/TenantId":"false"}""");

    private static readonly Gen<string> Statement = Gen.Select(
        Gen.OneOf("Allow", "Allow", "Allow", "Deny"),
        Gen.OneOf("dynamodb:Query", "dynamodb:GetItem", "dynamodb:*", "dynamodb:Batch*", "dynamodb:*Item", "dynamodb:PartiQL*", "dynamodb:Scan", "dynamodb:Get*", "*").Array[1, 2],
        Gen.OneOf(Table, Table, Table + "*", "*", Table + "/index/*"),
        Comparison,
        Presence,
        Gen.Int[0, 9],
        static (effect, actions, resource, comparison, presence, form) =>
        {
            string[] parts = [.. new[] { form == 0 ? null : comparison, presence }.OfType<string>()];
            string condition = parts.Length == 0 ? "" : $",\"Condition\":{{{string.Join(",", parts)}}}";
            return $$"""{"Effect":"{{effect}}","Action":[{{string.Join(",", actions.Select(static action => $"\"{action}\""))}}],"Resource":"{{resource}}"{{condition}}}""";
        });

    private static readonly Gen<string> Policy = Gen.Select(Gen.OneOf<string?>("2012-10-17", "2012-10-17", "2012-10-17", null), Statement.Array[1, 3],
        static (version, statements) => Judge.Policy(version, statements).Replace("¤", "${aws:PrincipalTag/TenantId}"));

    /// <summary>What the attacks choose from, the same each time: the policies are what differs.</summary>
    private static readonly (string? Tenant, AuthorizationRequest Request)[] Requests = [.. Attacks(new Random(20261125)).Take(20_000)];

    /// <summary>The format of keys; how one is taken apart.</summary>
    public static TheoryData<string, string, string> Formats => new()
    {
        { "{tenant}", "", "" },
        { "TENANT#{tenant}", "TENANT#", "" },
        { "{tenant}#*", "", "#" },
        { "TENANT#{tenant}#*", "TENANT#", "#" },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public void Prove_Isolated_NoRequestReachesAnotherTenant(string format, string prefix, string delimiter)
    {
        var model = new TenancyModel { KeyFormat = format, IsTenantIndex = static (_, _) => true };
        int attacked = 0;
        int isolated = 0;
        Gen.Select(Policy, Gen.Int[0, Requests.Length - RequestsPerPolicy]).Sample(
            (text, start) =>
            {
                // Beside a pattern with a prefix, a bare name is that of a partition which all share.
                if (format == "{tenant}" && text.Contains("\"acme\""))
                    return;
                PolicyDocument policy = PolicyReader.Read(text).Policy!;
                IsolationReport report = IsolationProver.Prove(policy, model);
                if (report.Verdict is not (IsolationVerdict.Isolated or IsolationVerdict.NotConcerned))
                    return;
                Interlocked.Increment(ref isolated);
                var evaluator = new PolicyEvaluator(PolicySet.Of(policy));
                foreach ((string? tenant, AuthorizationRequest request) in Requests.AsSpan(start, RequestsPerPolicy))
                {
                    Interlocked.Increment(ref attacked);
                    bool foreign = request.Context.TryGetValues("dynamodb:LeadingKeys", out ImmutableArray<string> keys)
                        ? keys.Any(key => IsForeign(key, tenant, prefix, delimiter))
                        : DynamoDbActions.Find(request.Action)!.IsItemAction;
                    if (foreign)
                        Assert.False(evaluator.Evaluate(request).IsAllowed, $"{tenant ?? "(none)"} {request.Action} {request.Resource} [{string.Join(", ", keys.IsDefault ? [] : keys)}]\n{text}");
                }
            },
            iter: Policies);

        Assert.True(attacked >= 100_000, $"{attacked} requests on {isolated} policies");
    }

    /// <summary>The other half: what is said to leak does, by the request that is shown.</summary>
    [Theory]
    [MemberData(nameof(Formats))]
    public void Prove_Leaks_TheWitnessReachesAnotherTenant(string format, string prefix, string delimiter)
    {
        var model = new TenancyModel { KeyFormat = format, IsTenantIndex = static (_, _) => true };
        int witnesses = 0;
        Policy.Sample(
            text =>
            {
                PolicyDocument policy = PolicyReader.Read(text).Policy!;
                foreach (IsolationFinding finding in IsolationProver.Prove(policy, model).Findings)
                {
                    if (finding.Witness is not { } witness)
                        continue;
                    Interlocked.Increment(ref witnesses);
                    Assert.True(new PolicyEvaluator(PolicySet.Of(policy)).Evaluate(witness.ToRequest()).IsAllowed, text);
                    // Where the format is not set, it is read off the policy.
                    if (!witness.LeadingKeys.IsEmpty && format != "{tenant}")
                        Assert.True(witness.LeadingKeys.Any(key => IsForeign(key, witness.IsTagged ? witness.TagValue : null, prefix, delimiter)), $"{witness}\n{text}");
                }
            },
            iter: 1_000);

        Assert.True(witnesses > 300, $"{witnesses}");
    }

    private static IEnumerable<(string? Tenant, AuthorizationRequest Request)> Attacks(Random random)
    {
        string?[] tenants = [null, "", .. Tenants];
        string[] forms = ["{0}", "TENANT#{0}", "{0}#1", "TENANT#{0}#1", "{0}_1", "x#{0}", "TENANT#"];
        string[] resources = [Table, Table, Table + "2", Table + "/index/gsi", Table + "/stream/2026-01-01T00:00:00.000"];
        while (true)
        {
            string? tenant = tenants[random.Next(tenants.Length)];
            var keys = new string[random.Next(4)];
            for (int i = 0; i < keys.Length; i++)
                keys[i] = string.Format(null, forms[random.Next(forms.Length)], Tenants[random.Next(Tenants.Length)]);
            DynamoDbAction action = random.Next(4) == 0 ? DynamoDbActions.All[random.Next(DynamoDbActions.All.Length)] : DynamoDbActions.ItemActions[random.Next(DynamoDbActions.ItemActions.Length)];
            if (ToRequest(tenant, action, resources[random.Next(resources.Length)], keys) is { } request)
                yield return (tenant, request);
        }
    }

    /// <summary>A request as the service makes it: the keys that its operation has, on a resource that it goes to.</summary>
    private static AuthorizationRequest? ToRequest(string? tenant, DynamoDbAction action, string resource, string[] keys)
    {
        DynamoDbResources kind = resource.Contains("/stream/") ? DynamoDbResources.None : resource.Contains("/index/") ? DynamoDbResources.Index : DynamoDbResources.Table;
        if (action.IsItemAction ? (action.Resources & kind) == 0 : resource.Contains("/stream/") != (action.Reach == DynamoDbReach.Stream))
            return null;
        bool many = action.Name.StartsWith("dynamodb:Batch", StringComparison.Ordinal) || action.Name == "dynamodb:PartiQLSelect";
        RequestContext context = RequestContext.Empty;
        if (tenant is not null)
            context = context.With("aws:PrincipalTag/TenantId", tenant);
        if (action.CarriesLeadingKeys)
        {
            if (keys.Length == 0 && action.Name != "dynamodb:PartiQLSelect")
                return null;
            if (keys.Length > 0)
                context = context.With("dynamodb:LeadingKeys", many ? keys : keys[..1]);
        }

        if (action.Name == "dynamodb:PartiQLSelect")
            context = context.With("dynamodb:FullTableScan", keys.Length == 0 ? "true" : "false");
        return new AuthorizationRequest(action.Name, resource, context);
    }

    /// <summary>Whether a key is another tenant's, by the format.</summary>
    private static bool IsForeign(string key, string? tenant, string prefix, string delimiter)
    {
        if (!key.StartsWith(prefix, StringComparison.Ordinal))
            return false;
        string rest = key[prefix.Length..];
        int end = delimiter.Length == 0 ? rest.Length : rest.IndexOf(delimiter, StringComparison.Ordinal);
        if (end <= 0 || !rest[..end].All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
            return false;
        return rest[..end] != tenant;
    }
}
