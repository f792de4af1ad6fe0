using System.Collections.Immutable;

namespace TenantAnalyzers.Iam.Expressions.PartiQl;

/// <summary>How a comparison compares; the attribute is on the left.</summary>
internal enum PartiQlComparison
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>Says of an attribute that is compared for equality whether that is what one looks for; null when it cannot be told.</summary>
internal delegate bool? PartiQlPredicate(PartiQlText name, PartiQlOperand operand);

/// <summary>A condition of a <c>WHERE</c> clause. The tree is never deeper than the reader's bound.</summary>
/// <param name="Start">Where it starts in the statement, with its parentheses.</param>
/// <param name="End">Where it ends.</param>
internal abstract record PartiQlCondition(int Start, int End)
{
    /// <summary>Whether the predicate holds for every item that the condition lets through; null when it cannot be told.</summary>
    public abstract bool? ReachesOnly(PartiQlPredicate predicate);

    protected static bool? Ask(PartiQlOperand attribute, PartiQlOperand operand, PartiQlPredicate predicate) => attribute switch
    {
        { Text.HasHole: true } => null,
        { IsNested: true } => false,
        _ => predicate(attribute.Text, operand),
    };

    /// <summary>All of the parts.</summary>
    internal sealed record And(ImmutableArray<PartiQlCondition> Parts, int Start, int End) : PartiQlCondition(Start, End)
    {
        public override bool? ReachesOnly(PartiQlPredicate predicate)
        {
            bool? result = false;
            foreach (var part in Parts)
            {
                // An unknown part may bring an OR, which binds less than the AND beside it.
                if (part is Open { IsEnclosed: false })
                    return null;
                var one = part.ReachesOnly(predicate);
                result = result == true || one == true ? true : result is null || one is null ? null : false;
            }

            return result;
        }
    }

    /// <summary>Any of the parts.</summary>
    internal sealed record Or(ImmutableArray<PartiQlCondition> Parts, int Start, int End) : PartiQlCondition(Start, End)
    {
        public override bool? ReachesOnly(PartiQlPredicate predicate)
        {
            bool? result = true;
            foreach (var part in Parts)
            {
                var one = part.ReachesOnly(predicate);
                if (one == false)
                    return false;
                result = one is null ? null : result;
            }

            return result;
        }
    }

    /// <summary>Not the part. Selects no partition whatever stands in it.</summary>
    internal sealed record Not(PartiQlCondition Part, int Start, int End) : PartiQlCondition(Start, End)
    {
        public override bool? ReachesOnly(PartiQlPredicate predicate) => Part.ReachesOnly(predicate) is null ? null : false;
    }

    /// <summary>An attribute compared with an operand, also when the statement has them the other way round.</summary>
    internal sealed record Comparison(PartiQlOperand Attribute, PartiQlComparison Operator, PartiQlOperand Operand, int Start, int End) : PartiQlCondition(Start, End)
    {
        public override bool? ReachesOnly(PartiQlPredicate predicate) =>
            Operator == PartiQlComparison.Equal ? Ask(Attribute, Operand, predicate) : false;
    }

    /// <summary>An attribute that is one of the operands; a hole among them may stand for several.</summary>
    internal sealed record In(PartiQlOperand Attribute, ImmutableArray<PartiQlOperand> Operands, int Start, int End) : PartiQlCondition(Start, End)
    {
        public override bool? ReachesOnly(PartiQlPredicate predicate)
        {
            bool? result = true;
            foreach (var operand in Operands)
            {
                var one = Ask(Attribute, operand, predicate);
                if (one == false)
                    return false;
                result = one is null ? null : result;
            }

            return result;
        }
    }

    /// <summary>A condition that selects no partition: a range, a function, a type test, <c>NOT IN</c>.</summary>
    internal sealed record Other(int Start, int End) : PartiQlCondition(Start, End)
    {
        public override bool? ReachesOnly(PartiQlPredicate predicate) => false;
    }

    /// <summary>
    /// An unknown part in place of a condition, or where more of the condition may stand. Enclosed in parentheses of its own it cannot
    /// change how its neighbours belong together.
    /// </summary>
    internal sealed record Open(bool IsEnclosed, int Start, int End) : PartiQlCondition(Start, End)
    {
        public override bool? ReachesOnly(PartiQlPredicate predicate) => null;
    }
}
