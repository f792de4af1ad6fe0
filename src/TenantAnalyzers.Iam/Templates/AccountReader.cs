using System.Collections.Immutable;
using TenantAnalyzers.Iam.Json;

namespace TenantAnalyzers.Iam;

/// <summary>Reads what <c>aws iam get-account-authorization-details</c> prints.</summary>
/// <remarks>
/// Source: IAM API reference, <c>GetAccountAuthorizationDetails</c>. The documents are URL-encoded strings in the API and objects in the
/// command's output. What <c>get-role-policy</c>, <c>get-policy-version</c> and <c>get-role</c> print is read as any other JSON.
/// </remarks>
internal sealed class AccountReader(SiteCollector sites, CancellationToken cancellationToken)
{
    private static readonly string[] Lists = ["UserDetailList", "GroupDetailList", "RoleDetailList", "Policies"];

    private readonly PolicyOwners _owners = new();

    /// <summary>Whether an object is such an output.</summary>
    public static bool IsAccount(JsonObject root) => Lists.Take(3).Any(name => root.Find(name)?.Value is JsonArray);

    /// <summary>Reads the output.</summary>
    public PolicyFile Read(JsonObject root)
    {
        foreach (JsonObject policy in Objects(root, "Policies"))
            ReadManaged(policy);
        foreach (JsonObject group in Objects(root, "GroupDetailList"))
            ReadPrincipal(group, "GroupName", "GroupPolicyList");
        foreach (JsonObject role in Objects(root, "RoleDetailList"))
            ReadPrincipal(role, "RoleName", "RolePolicyList");
        foreach (JsonObject user in Objects(root, "UserDetailList"))
            ReadPrincipal(user, "UserName", "UserPolicyList");

        _owners.Join();
        return sites.ToFile(PolicyFileKind.AccountDetails, ImmutableArray<TableFact>.Empty, "the account has no policy");
    }

    private void ReadManaged(JsonObject policy)
    {
        string arn = Text(policy, "Arn") ?? Text(policy, "PolicyName") ?? "";
        foreach (JsonObject version in Objects(policy, "PolicyVersionList"))
        {
            if (version.Find("IsDefaultVersion")?.Value is not { Kind: JsonNodeKind.True } || version.Find("Document")?.Value is not { } document)
                continue;
            _owners.Declare(arn, sites.Add(document, PolicyLayer.Identity, PolicySiteKind.Policy, Text(policy, "PolicyName") ?? arn));
        }
    }

    private void ReadPrincipal(JsonObject principal, string nameProperty, string policiesProperty)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string name = Text(principal, nameProperty) ?? "";
        string owner = nameProperty + "/" + name;
        if (principal.Find("AssumeRolePolicyDocument")?.Value is { } trust)
            _owners.AddTrust(owner, sites.Add(trust, PolicyLayer.Resource, PolicySiteKind.Trust, name));
        foreach (JsonObject policy in Objects(principal, policiesProperty))
        {
            if (policy.Find("PolicyDocument")?.Value is { } document)
                _owners.Add(owner, sites.Add(document, PolicyLayer.Identity, PolicySiteKind.Policy, $"{name}/{Text(policy, "PolicyName")}"));
        }

        foreach (JsonObject attached in Objects(principal, "AttachedManagedPolicies"))
            Attach(owner, name, attached);
        if (principal.Find("PermissionsBoundary")?.Value is JsonObject boundary && Text(boundary, "PermissionsBoundaryArn") is { } boundaryArn)
            _owners.Bound(owner, boundaryArn);
        foreach (JsonNode group in (principal.Find("GroupList")?.Value as JsonArray)?.Items ?? ImmutableArray<JsonNode>.Empty)
        {
            if (group is JsonString groupName)
                _owners.Include(owner, "GroupName/" + groupName.Value);
        }
    }

    private void Attach(string owner, string name, JsonObject attached)
    {
        if (Text(attached, "PolicyArn") is not { } arn)
            return;
        _owners.Attach(owner, arn);
        if (!_owners.IsDeclared(arn))
            sites.Skip($"the managed policy `{arn}` of `{name}` is not in the file", attached.Span);
    }

    private static string? Text(JsonObject node, string property) => (node.Find(property)?.Value as JsonString)?.Value;

    private static IEnumerable<JsonObject> Objects(JsonObject node, string property) =>
        ((node.Find(property)?.Value as JsonArray)?.Items ?? ImmutableArray<JsonNode>.Empty).OfType<JsonObject>();
}
