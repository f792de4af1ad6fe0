using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TenantAnalyzers.DynamoDb;

namespace TenantAnalyzers.DataAccess;

/// <summary>The verdict on one call over all the paths that reach it.</summary>
/// <param name="EntryPoint">The catalog's row.</param>
/// <param name="Paths">How it is keyed on each path; empty when no path was walked to it.</param>
internal sealed record Access(EntryPoint EntryPoint, ImmutableArray<AccessPath> Paths)
{
    /// <summary>The first path on which the access is proved unscoped; null when there is none.</summary>
    public AccessPath? Unscoped
    {
        get
        {
            foreach (var path in Paths)
            {
                if (path.Binding.IsUnscoped)
                    return path;
            }

            return null;
        }
    }

    /// <summary>
    /// In words, the condition that leads to the unscoped path and to no other; empty when every path is unscoped.
    /// </summary>
    public string DescribeCondition(AccessPath unscoped)
    {
        var others = Paths.Where(static path => !path.Binding.IsUnscoped).ToList();
        if (others.Count == 0)
            return "";
        foreach (var turn in unscoped.Turns)
        {
            if (others.TrueForAll(other => other.Turns.Any(theirs => theirs.Condition == turn.Condition && theirs.Outcome != turn.Outcome)))
                return $" when `{Shorten(turn.Condition)}` is {Outcome(turn)}";
        }

        return " on some path";
    }

    private static string Outcome(Flow.Decision turn) => (turn.IsNullTest, turn.Outcome) switch
    {
        (true, true) => "null",
        (true, false) => "not null",
        (false, true) => "true",
        (false, false) => "false",
    };

    private static string Shorten(SyntaxNode condition)
    {
        const int Longest = 60;
        var text = string.Join(" ", condition.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= Longest ? text : text.Substring(0, Longest - 1) + "…";
    }
}
