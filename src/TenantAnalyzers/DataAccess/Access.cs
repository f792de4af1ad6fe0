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
                if (path.Binding.Kind == BindingKind.Other)
                    return path;
            }

            // The service refuses a read without a key: worth a report only when no path makes one. A key made in a loop has
            // a path on which the loop is never entered.
            var unbound = Paths.Where(static path => path.Binding.Kind == BindingKind.Unbound).ToList();
            return unbound.Count > 0 && (EntryPoint.Kind == AccessKind.Scan || unbound.Count == Paths.Length) ? unbound[0] : null;
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
            if (First(unscoped, turn.Condition) == turn.Outcome && others.TrueForAll(other => First(other, turn.Condition) == !turn.Outcome))
                return " when " + turn.InWords(Shorten);
        }

        return " on some path";
    }

    // A loop turns both ways sooner or later: whether it is entered at all is what tells paths apart.
    private static bool? First(AccessPath path, SyntaxNode condition)
    {
        foreach (var turn in path.Turns)
        {
            if (turn.Condition == condition)
                return turn.Outcome;
        }

        return null;
    }

    private static string Shorten(SyntaxNode condition)
    {
        const int Longest = 60;
        var text = string.Join(" ", condition.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= Longest ? text : text.Substring(0, Longest - 1) + "…";
    }
}
