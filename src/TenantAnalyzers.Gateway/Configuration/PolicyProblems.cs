using System.Collections.Immutable;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Gateway.Configuration;

/// <summary>Why IAM would refuse a policy where it is to be attached.</summary>
internal static class PolicyProblems
{
    /// <summary>The problems of a policy that was read as a part of a text.</summary>
    public static IEnumerable<(SourceSpan Span, string Message)> Find(PolicyReading reading, string text, PolicyUse use)
    {
        foreach (PolicyError error in reading.Errors)
        {
            if (error.Kind != PolicyErrorKind.Misleading)
                yield return (error.Span, error.Message);
        }

        if (reading.Policy is not { } policy)
            yield break;
        var characters = ImmutableArray.CreateBuilder<PolicyError>();
        PolicyCharacters.Check(text.Substring(policy.Node.Span.Start, policy.Node.Span.Length), characters);
        foreach (PolicyError error in characters)
            yield return (error.Span with { Start = error.Span.Start + policy.Node.Span.Start }, error.Message);

        foreach (PolicyStatement statement in policy.Statements)
        {
            // Only the brace: the statement may be long.
            var place = new SourceSpan(statement.Span.Start, 1);
            if (use == PolicyUse.Identity && statement.Principal is { } principal)
                yield return (principal.Span, "a policy of an identity has no `Principal`");
            if (use != PolicyUse.Identity && statement.Principal is null)
                yield return (place, "the statement has no `Principal`");
            bool hasResource = statement.Node.Find("Resource") is not null || statement.Node.Find("NotResource") is not null;
            if (use == PolicyUse.Trust && hasResource)
                yield return (place, "a trust policy has no `Resource`: it is about the role itself");
            if (use == PolicyUse.Resource && !hasResource)
                yield return (place, "the statement has no `Resource`");
        }
    }
}
