using System.Collections.Immutable;

namespace TenantAnalyzers.Policies;

/// <summary>Actions for a message: <c>dynamodb:*</c> opens a dozen, and the first few say enough.</summary>
internal static class ActionsInWords
{
    private const int Shown = 3;

    public static string Of(ImmutableArray<string> actions)
    {
        var shown = string.Join(", ", actions.Take(Shown).Select(static action => $"`{action}`"));
        return actions.Length > Shown ? $"{shown} and {actions.Length - Shown} more" : shown;
    }
}
