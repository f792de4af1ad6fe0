using System.Collections.Immutable;

namespace TenantAnalyzers.Iam.Expressions.PartiQl;

/// <summary>What a statement does.</summary>
internal enum PartiQlVerb
{
    Select,
    Insert,
    Update,
    Delete,

    /// <summary><c>EXISTS(SELECT …)</c>, the condition check of a transaction.</summary>
    Exists,
}

/// <summary>An attribute of an inserted item; a name with a hole may stand for several.</summary>
internal readonly record struct PartiQlField(PartiQlText Name, PartiQlOperand Value);

/// <summary>A PartiQL statement as read.</summary>
internal sealed record PartiQlStatement
{
    /// <summary>Text that is not of the grammar: nothing is known of it.</summary>
    public static readonly PartiQlStatement Invalid = new();

    /// <summary>False when the text is not of the grammar.</summary>
    public bool IsValid { get; init; }

    public PartiQlVerb Verb { get; init; }

    /// <summary>The table, by name or ARN.</summary>
    public PartiQlText Table { get; init; } = new("", 0, 0, 0);

    /// <summary>The index, whose partition key is then what counts.</summary>
    public PartiQlText? Index { get; init; }

    /// <summary>The condition; null when there is none, <see cref="PartiQlCondition.Open"/> when there may be one.</summary>
    public PartiQlCondition? Where { get; init; }

    /// <summary>The attributes of the inserted item.</summary>
    public ImmutableArray<PartiQlField> Inserted { get; init; } = ImmutableArray<PartiQlField>.Empty;

    /// <summary>
    /// Where a fix puts its text: the start of the condition, or the place for ` WHERE …` when there is none, or of an insert the place
    /// before the first attribute.
    /// </summary>
    public int InsertAt { get; init; }

    /// <summary>How many <c>?</c> stand before <see cref="InsertAt"/>: the place of a new one in the list of parameters.</summary>
    public int ParametersBefore { get; init; }

    /// <summary>How many <c>?</c> there are.</summary>
    public int ParameterCount { get; init; }

    /// <summary>The attributes that are named anywhere but in an inserted item, of a document path the first; some more than once.</summary>
    public ImmutableArray<PartiQlText> Named { get; init; } = ImmutableArray<PartiQlText>.Empty;

    /// <summary>Whether a SELECT chooses attributes instead of <c>*</c>.</summary>
    public bool IsProjected { get; init; }

    /// <summary>What <c>RETURNING</c> gives back, as the API calls it: <c>ALL_OLD</c>, <c>UPDATED_NEW</c> …; null without one.</summary>
    public string? Returning { get; init; }

    /// <summary>Whether there is a comment. Readers differ in where comments end.</summary>
    public bool HasComment { get; init; }

    /// <summary>
    /// Whether the predicate holds for every item that the statement can reach; null when it cannot be told. Only <c>=</c> and
    /// <c>IN</c> count, one of those joined by <c>AND</c>, each of those joined by <c>OR</c>; of an insert its attributes.
    /// </summary>
    public bool? ReachesOnly(PartiQlPredicate predicate)
    {
        if (!IsValid)
            return null;
        if (Verb != PartiQlVerb.Insert)
            return Where is null ? false : Where.ReachesOnly(predicate);

        bool? result = false;
        foreach (var field in Inserted)
        {
            var one = field.Name.HasHole ? null : predicate(field.Name, field.Value);
            if (one == true)
                return true;
            result = one is null ? null : result;
        }

        return result;
    }
}
