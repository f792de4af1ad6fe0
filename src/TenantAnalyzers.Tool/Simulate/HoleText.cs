using System.Collections.Immutable;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Tool.Simulate;

/// <summary>
/// What stands in a policy where only the deployment knows: the values that a review's witnesses have there, so that what it says can be
/// asked here. What else is not known stays so, and then an Allow does not match.
/// </summary>
internal static class HoleText
{
    // The parts of an ARN, as witnesses have them.
    private static readonly string[] Parts = ["arn", "aws", "dynamodb", "us-east-1", "123456789012", "TableName"];

    /// <summary>The function for a set of policies; null when they have no holes.</summary>
    public static Func<int, string?>? For(ImmutableArray<LoadedPolicy> policies)
    {
        var texts = new Dictionary<int, string?>();
        foreach (var policy in policies)
        {
            foreach (var resource in policy.Document.Statements.SelectMany(static statement => statement.Resources))
            {
                for (var i = resource.IndexOfHole(0); i >= 0; i = resource.IndexOfHole(i + 1))
                    Add(resource.SpanOf(i, 1).Start, Fill(resource.Text, i));
            }
        }
        return texts.Count == 0 ? null : offset => texts.GetValueOrDefault(offset);

        // Two policies with holes at one offset that stand for different things: neither is known.
        void Add(int offset, string? text) => texts[offset] = texts.TryGetValue(offset, out var other) && other != text ? null : text;
    }

    private static string? Fill(string resource, int index)
    {
        var part = Math.Min(resource.AsSpan(0, index).Count(':'), Parts.Length - 1);
        var isWholePart = (index == 0 || resource[index - 1] == ':') && (index + 1 == resource.Length || resource[index + 1] == ':');
        return part == Parts.Length - 1 ? isWholePart ? "table/" + Parts[part] : Parts[part] : isWholePart && part > 0 ? Parts[part] : null;
    }
}
