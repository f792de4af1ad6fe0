using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using TenantAnalyzers.Gateway.Configuration;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Gateway.Sts;

/// <summary>The parameters of <c>AssumeRole</c>, each by itself within its limits.</summary>
/// <param name="Facts">The parameters.</param>
/// <param name="Account">The account of the role.</param>
/// <param name="RoleName">The name of the role.</param>
/// <param name="Policy">The session policy; null for none.</param>
/// <remarks>Source: STS API reference, "AssumeRole".</remarks>
internal sealed partial record AssumeRoleRequest(AssumeRoleFacts Facts, string Account, string RoleName, PolicyDocument? Policy)
{
    private const int MinDuration = 900;
    private const int MaxDuration = 43200;
    private const int DefaultDuration = 3600;
    private const int MaxPolicyLength = 2048;
    private const int MaxPolicyArns = 10;
    private const int MaxArnLength = 2048;

    /// <summary>Reads the parameters; null with the error when one is wrong.</summary>
    public static AssumeRoleRequest? Read(StsForm form, out StsError? error)
    {
        AssumeRoleFacts facts = ReadFacts(form);
        bool hasMfa = form.Take("SerialNumber") is not null | form.Take("TokenCode") is not null;
        Match role = facts.RoleArn.Length > MaxArnLength ? Match.Empty : RoleArnRule().Match(facts.RoleArn);
        PolicyDocument? policy = null;
        error = CheckTexts(facts) ?? CheckTags(facts) ?? CheckPolicies(facts, out policy);
        if (error is null && !role.Success)
            error = StsError.Validation($"{(facts.RoleArn.Length > 256 ? "The role ARN" : facts.RoleArn)} is invalid");
        if (error is null && hasMfa)
            error = StsError.AccessDenied("MultiFactorAuthentication failed with invalid MFA one time pass code. ");
        // What is meant to limit a session and is not understood must not be passed over.
        if (error is null && form.Unknown is not null)
            error = StsError.Validation("There is a parameter that is not supported.");
        return error is null ? new AssumeRoleRequest(facts, role.Groups[1].Value, role.Groups[2].Value, policy) : null;
    }

    private static AssumeRoleFacts ReadFacts(StsForm form)
    {
        int duration = DefaultDuration;
        if (form.Take("DurationSeconds") is { } seconds && !int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out duration))
            duration = -1;
        return new AssumeRoleFacts
        {
            RoleArn = form.Take("RoleArn") ?? "",
            SessionName = form.Take("RoleSessionName") ?? "",
            DurationSeconds = duration,
            Policy = form.Take("Policy"),
            ExternalId = form.Take("ExternalId"),
            SourceIdentity = form.Take("SourceIdentity"),
            PolicyArns = [.. form.TakeList("PolicyArns").Select(static item => item.GetValueOrDefault("arn", ""))],
            Tags = [.. form.TakeList("Tags").Select(static item => KeyValuePair.Create(item.GetValueOrDefault("Key", ""), item.GetValueOrDefault("Value", "")))],
            TransitiveTagKeys = [.. form.TakeList("TransitiveTagKeys").Select(static item => item.GetValueOrDefault("", ""))],
        };
    }

    private static StsError? CheckTexts(AssumeRoleFacts facts)
    {
        if (facts.RoleArn.Length == 0)
            return StsError.Constraint("roleArn", "Member must not be null");
        if (facts.SessionName.Length == 0)
            return StsError.Constraint("roleSessionName", "Member must not be null");
        if (!NameRule().IsMatch(facts.SessionName))
            return StsError.Constraint("roleSessionName", "Member must have 2 to 64 characters and satisfy regular expression pattern: [\\w+=,.@-]*");
        if (facts.DurationSeconds is < MinDuration or > MaxDuration)
            return StsError.Constraint("durationSeconds", $"Member must have value from {MinDuration} to {MaxDuration}");
        if (facts.ExternalId is { } external && !ExternalIdRule().IsMatch(external))
            return StsError.Constraint("externalId", "Member must have 2 to 1224 characters and satisfy regular expression pattern: [\\w+=,.@:\\/-]*");
        if (facts.SourceIdentity is { } source && !NameRule().IsMatch(source))
            return StsError.Constraint("sourceIdentity", "Member must have 2 to 64 characters and satisfy regular expression pattern: [\\w+=,.@-]*");
        return null;
    }

    private static StsError? CheckTags(AssumeRoleFacts facts)
    {
        if (facts.Tags.Length > Tags.MaxCount)
            return StsError.Constraint("tags", $"Member must have length less than or equal to {Tags.MaxCount}");
        if (facts.TransitiveTagKeys.Length > Tags.MaxCount)
            return StsError.Constraint("transitiveTagKeys", $"Member must have length less than or equal to {Tags.MaxCount}");
        var keys = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < facts.Tags.Length; i++)
        {
            if (Tags.WrongKey(facts.Tags[i].Key) is { } wrongKey)
                return StsError.Constraint($"tags.{i + 1}.member.key", wrongKey);
            if (Tags.WrongValue(facts.Tags[i].Value) is { } wrongValue)
                return StsError.Constraint($"tags.{i + 1}.member.value", wrongValue);
            if (!keys.Add(facts.Tags[i].Key))
                return StsError.InvalidParameter("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
        }

        return facts.TransitiveTagKeys.All(keys.Contains) ? null
            : StsError.InvalidParameter("The specified transitive tag key must be included in the requested tags.");
    }

    private static StsError? CheckPolicies(AssumeRoleFacts facts, out PolicyDocument? policy)
    {
        policy = null;
        if (facts.PolicyArns.Length > MaxPolicyArns)
            return StsError.Constraint("policyArns", $"Member must have length less than or equal to {MaxPolicyArns}");
        if ((facts.Policy?.Length ?? 0) + facts.PolicyArns.Sum(static arn => arn.Length) > MaxPolicyLength)
            return StsError.Constraint("policy", $"Member must have length less than or equal to {MaxPolicyLength}");
        if (facts.Policy is not { } text)
            return null;
        PolicyReading reading = PolicyReader.Read(text);
        policy = reading.Policy;
        if (policy is null)
            return StsError.MalformedPolicy("The policy is not in the valid JSON format, or has no statement.");
        string? problem = PolicyProblems.Find(reading, text, PolicyUse.Identity).FirstOrDefault().Message;
        return problem is null ? null : StsError.MalformedPolicy("The policy is malformed: " + problem);
    }

    [GeneratedRegex(@"\A[\w+=,.@-]{2,64}\z", RegexOptions.CultureInvariant | RegexOptions.ECMAScript)]
    private static partial Regex NameRule();

    [GeneratedRegex(@"\A[\w+=,.@:/-]{2,1224}\z", RegexOptions.CultureInvariant | RegexOptions.ECMAScript)]
    private static partial Regex ExternalIdRule();

    // With a path, too; the configuration has none, so such a role is just not there.
    [GeneratedRegex(@"\Aarn:aws:iam::([0-9]{12}):role/([\w+=,.@/-]{1,576})\z", RegexOptions.CultureInvariant | RegexOptions.ECMAScript)]
    private static partial Regex RoleArnRule();
}
