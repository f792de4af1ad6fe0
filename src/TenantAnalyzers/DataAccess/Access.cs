using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TenantAnalyzers.DynamoDb;
using TenantAnalyzers.Flow;
using TenantAnalyzers.Iam.Expressions.PartiQl;

namespace TenantAnalyzers.DataAccess;

/// <summary>The verdict on one access over all the paths that reach it.</summary>
/// <param name="EntryPoint">The catalog's row.</param>
/// <param name="Call">The syntax of the SDK call itself.</param>
/// <param name="Frames">The calls that were followed to get to it, outermost first; empty where it stands in the body itself.</param>
/// <param name="Paths">How it is keyed on each path; empty when no path was walked to it.</param>
internal sealed record Access(EntryPoint EntryPoint, SyntaxNode Call, ImmutableArray<CallFrame> Frames, ImmutableArray<AccessPath> Paths)
{
    /// <summary>The first path on which the access is proved unscoped; null when there is none.</summary>
    public AccessPath? Unscoped
    {
        get
        {
            foreach (var path in Paths)
            {
                if (path.Binding.Kind == BindingKind.Other && !IsOnlyAnEmptyLoop(path))
                    return path;
            }

            // The service refuses a call without a key: worth a report only when no path makes one. A key made in a loop has
            // a path on which the loop is never entered.
            var unbound = Paths.Where(static path => path.Binding.Kind == BindingKind.Unbound).ToList();
            return unbound.Count > 0 && (ReachesAllWithoutKey(unbound[0].Binding) || unbound.Count == Paths.Length) ? unbound[0] : null;
        }
    }

    /// <summary>The first path on which it cannot be told; null when there is none.</summary>
    public AccessPath? Undecided
    {
        get
        {
            foreach (var path in Paths)
            {
                if (path.Binding is { Kind: BindingKind.Unknown, IsExempt: false })
                    return path;
            }

            return null;
        }
    }

    /// <summary>
    /// In words, the condition that leads to the path and to none of another verdict; empty when every path has the same.
    /// </summary>
    public string DescribeCondition(AccessPath unscoped)
    {
        var others = Paths.Where(path => path.Binding.Kind != unscoped.Binding.Kind && !(path.Binding.IsUnscoped && unscoped.Binding.IsUnscoped)).ToList();
        if (others.Count == 0)
            return "";
        foreach (var turn in unscoped.Turns)
        {
            if (First(unscoped, turn.Condition) == turn.Outcome && others.TrueForAll(other => First(other, turn.Condition) == !turn.Outcome))
                return " when " + turn.InWords(Shorten);
        }

        return " on some path";
    }

    /// <summary>In words, the method behind the reported call that reaches DynamoDB; empty where the access stands at the call.</summary>
    public string DescribeWay() => Frames.IsEmpty ? "" : $" (in `{Frames[Frames.Length - 1].Callee.Name}`)";

    // A loop that copies an item attribute by attribute: that it is never entered is no proof of what it would copy.
    private bool IsOnlyAnEmptyLoop(AccessPath path)
    {
        foreach (var turn in path.Turns)
        {
            if (turn.IsOfLoop && First(path, turn.Condition) == false
                && Paths.Any(other => other.Binding.Kind == BindingKind.Unknown && First(other, turn.Condition) == true)
                && !Paths.Any(other => other.Binding.Kind != BindingKind.Unknown && First(other, turn.Condition) == true))
            {
                return true;
            }
        }

        return false;
    }

    private bool ReachesAllWithoutKey(KeyBinding binding) =>
        EntryPoint.Kind is AccessKind.Scan or AccessKind.Export || EntryPoint.Operation == "SearchVectors"
        || (EntryPoint.Kind == AccessKind.Statement && binding.Verb == nameof(PartiQlVerb.Select));

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
