namespace TenantAnalyzers.Iam.Expressions.PartiQl;

/// <summary>A name or a value as written in a statement.</summary>
/// <param name="Text">Its text without quotes; each part that is not known is one <see cref="ExpressionLexer.Hole"/>.</param>
/// <param name="FirstHole">Which hole of the statement the first hole of the text is, counted from 0; the others follow it.</param>
/// <param name="Start">Where it starts in the statement, with its quotes.</param>
/// <param name="End">Where it ends.</param>
internal readonly record struct PartiQlText(string Text, int FirstHole, int Start, int End)
{
    public bool HasHole => Text.IndexOf(ExpressionLexer.Hole) >= 0;
}

/// <summary>What an operand of a statement is.</summary>
internal enum PartiQlOperandKind
{
    /// <summary>An expression of several parts: arithmetic, a function, a list, a map, a set.</summary>
    Expression,

    /// <summary><c>?</c>.</summary>
    Parameter,

    /// <summary><c>'text'</c>, a number, <c>TRUE</c>, <c>FALSE</c> or <c>NULL</c>.</summary>
    Literal,

    /// <summary>An unknown part that stands alone and outside of quotes.</summary>
    Hole,

    /// <summary>The name of an attribute.</summary>
    Attribute,
}

/// <summary>An operand of a statement.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text: of a literal the value, of an attribute the name.</param>
/// <param name="Parameter">Of a <c>?</c>: which one, counted from 0 over the whole statement.</param>
/// <param name="IsNested">Of an attribute: the name is the first of a document path such as <c>a.b[0]</c>, so it can be no key.</param>
internal readonly record struct PartiQlOperand(PartiQlOperandKind Kind, PartiQlText Text, int Parameter = -1, bool IsNested = false);
