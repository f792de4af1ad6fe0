using System.Collections.Immutable;

namespace TenantAnalyzers.Iam;

/// <summary>The condition keys that we know, to tell which one a misspelt key stands for.</summary>
/// <remarks>
/// Source: IAM user guide, "AWS global condition context keys"; service authorization reference, "Condition keys for Amazon DynamoDB".
/// A key that is not here is none the worse for it: AWS adds keys, and other services have their own.
/// </remarks>
internal static class ConditionKeyNames
{
    private const string Service = "dynamodb:";
    private const string Global = "aws:";

    /// <summary>What the name of a tag follows.</summary>
    private static readonly string[] TagPrefixes = ["aws:PrincipalTag/", "aws:RequestTag/", "aws:ResourceTag/"];

    private static readonly ImmutableHashSet<string> All = ImmutableHashSet.CreateRange(StringComparer.OrdinalIgnoreCase, Rows());

    private static readonly string[] InOrder = Rows().ToArray();

    /// <summary>The key that a misspelt one stands for; null when it is no misspelling of one we know.</summary>
    public static string? Meant(string key)
    {
        if (All.Contains(key))
            return null;
        int slash = key.IndexOf('/');
        if (slash >= 0)
            return MeantTag(key.Substring(0, slash + 1), key.Substring(slash + 1));
        if (key.IndexOf(':') >= 0)
            return NearName.Find(key, InOrder);
        // Without a service: `LeadingKeys`. Of such short names only the exact one.
        return Exact(Service + key.Trim()) ?? Exact(Global + key.Trim());
    }

    private static string? MeantTag(string prefix, string tag)
    {
        if (tag.Length == 0 || Array.Exists(TagPrefixes, known => string.Equals(known, prefix, StringComparison.OrdinalIgnoreCase)))
            return null;
        // "dynamodb:ResourceTag" is not a key (DynamoDB, "Using attribute-based access control").
        if (string.Equals(prefix, "dynamodb:ResourceTag/", StringComparison.OrdinalIgnoreCase))
            return TagPrefixes[2] + tag;
        string? meant = prefix.IndexOf(':') < 0
            ? Array.Find(TagPrefixes, known => string.Equals(known, Global + prefix.TrimStart(), StringComparison.OrdinalIgnoreCase))
            : NearName.Find(prefix, TagPrefixes);
        return meant is null ? null : meant + tag;
    }

    private static string? Exact(string name) => Array.Find(InOrder, known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Rows()
    {
        const string ServiceNames = """
            LeadingKeys FirstPartitionKeyValues SecondPartitionKeyValues ThirdPartitionKeyValues FourthPartitionKeyValues
            Attributes EnclosingOperation FullTableScan ReturnConsumedCapacity ReturnValues Select FisActionId FisTargetArns
            """;
        const string GlobalNames = """
            PrincipalArn PrincipalAccount PrincipalOrgPaths PrincipalOrgID PrincipalIsAWSService PrincipalServiceName PrincipalServiceNamesList
            PrincipalType userid username
            AssumedRoot FederatedProvider TokenIssueTime MultiFactorAuthAge MultiFactorAuthPresent ChatbotSourceArn Ec2InstanceSourceVpc
            Ec2InstanceSourcePrivateIPv4 SourceIdentity SignInSessionArn
            SourceIp SourceVpc SourceVpcArn SourceVpce VpceAccount VpceOrgID VpceOrgPaths VpcSourceIp
            ResourceAccount ResourceOrgID ResourceOrgPaths
            CalledVia CalledViaFirst CalledViaLast ViaAWSService CurrentTime EpochTime referer RequestedRegion TagKeys SecureTransport
            SourceAccount SourceArn SourceOrgID SourceOrgPaths UserAgent IsMcpServiceAction ViaAWSMCPService CalledViaAWSMCP BearerTokenType
            """;
        return Split(ServiceNames).Select(static name => Service + name).Concat(Split(GlobalNames).Select(static name => Global + name));

        static string[] Split(string names) => names.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
    }
}
