using System.Collections.Immutable;

namespace TenantAnalyzers.Iam.Expressions;

/// <summary>What an operand of an expression is.</summary>
internal enum OperandKind
{
    /// <summary>An attribute name, or an alias (<c>#name</c>) for one.</summary>
    Attribute,

    /// <summary>A value placeholder (<c>:name</c>).</summary>
    Value,

    /// <summary>Text that is not known.</summary>
    Opaque,
}

/// <summary>An operand of a key condition.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text; for <see cref="OperandKind.Opaque"/> the partly known text.</param>
/// <param name="Start">Where it starts in the expression.</param>
internal readonly record struct Operand(OperandKind Kind, string Text, int Start);

/// <summary>One condition of a key condition expression.</summary>
/// <param name="Attribute">The key attribute.</param>
/// <param name="IsEquality">It is <c>=</c>; only such a condition can name the partition.</param>
/// <param name="Value">The (first) value compared with.</param>
/// <param name="Start">Where the condition starts in the expression.</param>
/// <param name="End">Where it ends.</param>
internal readonly record struct KeyCondition(Operand Attribute, bool IsEquality, Operand Value, int Start, int End);

/// <summary>A key condition expression as read.</summary>
/// <param name="Conditions">Its conditions, joined by <c>AND</c>.</param>
/// <param name="IsValid">False when the text is not of the documented grammar: then nothing is known of it.</param>
internal readonly record struct KeyConditionReading(ImmutableArray<KeyCondition> Conditions, bool IsValid);
