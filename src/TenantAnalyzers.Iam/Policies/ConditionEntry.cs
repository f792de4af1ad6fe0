using System.Collections.Immutable;
using TenantAnalyzers.Iam.Json;

namespace TenantAnalyzers.Iam;

/// <summary>One comparison of a <c>Condition</c>: operator, key, values. All entries of a statement must hold.</summary>
/// <param name="Operator">The operator as written, with its set prefix and <c>IfExists</c>.</param>
/// <param name="Key">The condition key as written; its name is case-insensitive.</param>
/// <param name="Values">The values; a lone value is a list of one.</param>
/// <param name="ValueNode">The JSON value that <paramref name="Values"/> were read from: with the brackets of a list.</param>
public sealed record ConditionEntry(PolicyValue Operator, PolicyValue Key, ImmutableArray<PolicyValue> Values, JsonNode ValueNode)
{
    /// <summary>The operator taken apart; null for one that IAM does not know, or that is not known here.</summary>
    internal ConditionOperator? Known { get; } =
        !Operator.HasHole && ConditionOperator.TryParse(Operator.Text, out ConditionOperator known) ? known : null;
}
