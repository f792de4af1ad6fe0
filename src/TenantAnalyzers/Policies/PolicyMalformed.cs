using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Policies;

/// <summary>TNT3007: a text that is meant as a policy, and that IAM refuses or takes for something else.</summary>
internal static class PolicyMalformed
{
    /// <summary>What begins a placeholder of a text that is filled in before it is a policy: <c>%TABLE%</c>, <c>{0}</c>, <c>__TABLE__</c>.</summary>
    private static readonly string[] Placeholders = ["%", "{", "<", "[[", "__", "#", "@", "$("];

    public static DiagnosticDescriptor Rule => Rules.PolicyMalformed;

    /// <summary>What is wrong, and what it opens if that is known.</summary>
    public static object[] Message(PolicyError error, Witness? witness) =>
        [witness is null ? error.Message : $"{error.Message}{(error.Message.EndsWith("?", StringComparison.Ordinal) ? " As it stands, " : "; ")}{witness}"];

    /// <summary>Whether the error is a misspelling of the key that binds the leading keys.</summary>
    public static bool IsLeadingKeysMisspelt(PolicyError error) =>
        error is { Kind: PolicyErrorKind.Misleading, Mend.NewText: "\"dynamodb:LeadingKeys\"" or "\"dynamodb:FirstPartitionKeyValues\"" };

    /// <summary>Of policies for other services nothing is asked here.</summary>
    public static bool IsConcerned(string text) => text.IndexOf("dynamodb", StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>The errors of a text in code that are certainly some. Of invalid JSON the first: what follows it may follow from it.</summary>
    public static ImmutableArray<PolicyError> InCode(string text, ImmutableArray<PolicyError> errors)
    {
        if (errors.IsEmpty || !IsConcerned(text))
            return ImmutableArray<PolicyError>.Empty;
        if (errors[0].Kind != PolicyErrorKind.NotJson)
            return Certain(text, errors);
        // Unfinished JSON is put together elsewhere, or being typed; and with holes nobody knows what it becomes.
        var mayBecomeJson = text.IndexOf(PolicyValue.Hole) >= 0
            || errors.Any(error => error.Kind == PolicyErrorKind.NotJson && string.IsNullOrWhiteSpace(text.Substring(error.Span.End)));
        return mayBecomeJson ? ImmutableArray<PolicyError>.Empty : InInvalidJson(text, errors);
    }

    /// <summary>The first error of a text that is no JSON, unless a placeholder may make it JSON.</summary>
    public static ImmutableArray<PolicyError> InInvalidJson(string text, ImmutableArray<PolicyError> errors)
    {
        var first = errors[0].Span;
        return HasPlaceholder(text.Substring(first.Start, first.Length)) ? ImmutableArray<PolicyError>.Empty : ImmutableArray.Create(errors[0]);
    }

    /// <summary>The errors of a policy in valid JSON that are certainly some, whatever is filled in.</summary>
    public static ImmutableArray<PolicyError> Certain(string text, ImmutableArray<PolicyError> errors) =>
        ImmutableArray.CreateRange(errors.Where(error => !IsFilledIn(text.Substring(error.Span.Start, error.Span.Length))));

    private static bool IsFilledIn(string concerned) =>
        concerned.IndexOf(PolicyValue.Hole) >= 0
        // In what is itself JSON the braces say nothing.
        || (concerned is not ['{' or '[', ..] && HasPlaceholder(concerned));

    private static bool HasPlaceholder(string text)
    {
        text = text.Replace("${aws:", "");
        foreach (var placeholder in Placeholders)
        {
            if (text.IndexOf(placeholder, StringComparison.Ordinal) >= 0)
                return true;
        }

        return false;
    }
}
