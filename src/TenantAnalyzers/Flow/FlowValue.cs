using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TenantAnalyzers.Iam.Expressions;

namespace TenantAnalyzers.Flow;

/// <summary>What is known of a value on one path. Immutable and equal by content, so that equal paths can be joined.</summary>
internal abstract record FlowValue
{
    /// <summary>The value as seen through tenant-named variables. Not public: a record prints its public properties, and this one is itself.</summary>
    internal virtual FlowValue Unwrapped => this;
}

/// <summary>Nothing is known, for a reason that a person can act on.</summary>
internal sealed record UnknownValue(string Reason) : FlowValue;

/// <summary>A null reference.</summary>
internal sealed record NullValue : FlowValue
{
    public static readonly NullValue Instance = new();
}

/// <summary>A compile-time constant that is no string.</summary>
internal sealed record ConstantValue(object Constant) : FlowValue;

/// <summary>A value read from a symbol: a parameter, a field, a property of something, the result of a call.</summary>
/// <param name="Symbol">What it was read from.</param>
/// <param name="From">The object it was read from, or for a variable the value that was put into it; null when there is none.</param>
/// <param name="Argument">A constant string that chooses what is read: a claim type, a dictionary key.</param>
internal sealed record SymbolValue(ISymbol Symbol, FlowValue? From = null, string? Argument = null) : FlowValue
{
    internal override FlowValue Unwrapped => Symbol is ILocalSymbol or IParameterSymbol && From is { } inner ? inner.Unwrapped : this;

    public bool Equals(SymbolValue? other) =>
        other is not null && SymbolEqualityComparer.Default.Equals(Symbol, other.Symbol) && Equals(From, other.From) && Argument == other.Argument;

    public override int GetHashCode() => SymbolEqualityComparer.Default.GetHashCode(Symbol);
}

/// <summary>An object that this body created; its contents stand in the state's heap.</summary>
internal sealed record ObjectValue(int Id) : FlowValue;

/// <summary>
/// An entry of a collection that is about to be assigned: its collection and key are worked out before the assigned value.
/// </summary>
internal sealed record PlaceValue(ObjectValue Owner, FlowValue Key, FlowValue Current) : FlowValue
{
    internal override FlowValue Unwrapped => Current.Unwrapped;
}

/// <summary>The outcome of a test whose operands are known only as symbols; equal tests have equal outcomes on one path.</summary>
internal sealed record TestValue(string Test, FlowValue Left, FlowValue? Right) : FlowValue
{
    /// <summary>The test whose outcome is the other one of the test in <see cref="Left"/>.</summary>
    public const string Not = "not";
}

/// <summary>A string: known text with unknown parts in it.</summary>
internal sealed record TextValue : FlowValue
{
    // Longer texts are nobody's key or expression; the bound keeps `+=` in a loop from growing for ever.
    private const int MostHoles = 64;
    private const int MostLength = 32 * 1024;

    private TextValue(string text, ImmutableArray<FlowValue> holes) => (Text, Holes) = (text, holes);

    /// <summary>The text, with one <see cref="ExpressionLexer.Hole"/> for each unknown part.</summary>
    public string Text { get; }

    /// <summary>The unknown parts, in order.</summary>
    public ImmutableArray<FlowValue> Holes { get; }

    public bool IsConstant => Holes.IsEmpty;

    public static TextValue Constant(string text) => new(text, ImmutableArray<FlowValue>.Empty);

    /// <summary>The text of one value: itself when it is text, else a hole.</summary>
    public static TextValue Of(FlowValue value) => value.Unwrapped switch
    {
        // A tenant-named variable that holds a constant stays a hole: it is the variable that counts.
        TextValue text when value is TextValue => text,
        ConstantValue { Constant: int or long or char or bool } constant => Constant(Convert.ToString(constant.Constant, System.Globalization.CultureInfo.InvariantCulture)),
        NullValue => Constant(""),
        _ => new(ExpressionLexer.Hole.ToString(), ImmutableArray.Create(value)),
    };

    /// <summary>The texts one after the other.</summary>
    public static FlowValue Concat(IReadOnlyList<TextValue> parts)
    {
        var length = 0;
        var holes = 0;
        foreach (var part in parts)
        {
            length += part.Text.Length;
            holes += part.Holes.Length;
        }

        if (length > MostLength || holes > MostHoles)
            return new UnknownValue("the text is too long to follow");

        var text = new System.Text.StringBuilder(length);
        var all = ImmutableArray.CreateBuilder<FlowValue>(holes);
        foreach (var part in parts)
        {
            text.Append(part.Text);
            all.AddRange(part.Holes);
        }

        return new TextValue(text.ToString(), all.MoveToImmutable());
    }

    public bool Equals(TextValue? other)
    {
        if (other is null || Text != other.Text || Holes.Length != other.Holes.Length)
            return false;
        for (var i = 0; i < Holes.Length; i++)
        {
            if (!Holes[i].Equals(other.Holes[i]))
                return false;
        }

        return true;
    }

    public override int GetHashCode() => Text.GetHashCode();
}
