using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace TenantAnalyzers.CodeFixes.Editing;

/// <summary>
/// What one fix does to one document, as changes of the text it was planned on. Changes of text leave every comment, line
/// end and indentation that they do not name; and plans of several diagnostics can be joined.
/// </summary>
/// <param name="Changes">The changes, in no order; never empty.</param>
/// <param name="Note">What the title adds for a person, e.g. that a parameter is added; or empty.</param>
internal sealed record FixPlan(ImmutableArray<TextChange> Changes, string Note)
{
    /// <summary>
    /// The changes of several plans as one list in source order. A change that two plans share is made once (two queries that
    /// need the same new parameter); a plan that contradicts an earlier one is left for the next run.
    /// </summary>
    public static ImmutableArray<TextChange> Join(IEnumerable<FixPlan> plans)
    {
        var accepted = new SortedDictionary<TextSpan, string>();
        foreach (var plan in plans)
        {
            if (plan.Changes.Any(change => Contradicts(accepted, change)))
                continue;
            foreach (var change in plan.Changes)
                accepted[change.Span] = change.NewText ?? "";
        }

        return accepted.Select(static change => new TextChange(change.Key, change.Value)).ToImmutableArray();
    }

    private static bool Contradicts(SortedDictionary<TextSpan, string> accepted, TextChange change)
    {
        if (accepted.TryGetValue(change.Span, out var same))
            return !string.Equals(same, change.NewText, StringComparison.Ordinal);
        foreach (var other in accepted.Keys)
        {
            if (other.Start >= change.Span.End)
                break;
            if (other.End > change.Span.Start)
                return true;
        }

        return false;
    }
}
