using Microsoft.CodeAnalysis.Operations;

namespace TenantAnalyzers.Flow;

/// <summary>Which way a test goes, and what is remembered of it.</summary>
internal sealed partial class Interpreter
{
    private const string NullTest = "null";
    private const string EqualTest = "==";
    private const string EmptyTest = "empty";
    private const string GreaterTest = ">";
    private const string NotLessTest = ">=";

    private static FlowValue Not(FlowValue test) => test switch
    {
        ConstantValue { Constant: bool known } => new ConstantValue(!known),
        TestValue { Test: TestValue.Not } not => not.Left,
        UnknownValue => test,
        _ => new TestValue(TestValue.Not, test, null),
    };

    private static FlowValue IsNull(FlowValue value) => value.Unwrapped switch
    {
        NullValue => new ConstantValue(true),
        TextValue or ObjectValue or ConstantValue => new ConstantValue(false),
        SymbolValue symbol => new TestValue(NullTest, symbol, null),
        _ => NotFollowed,
    };

    private static FlowValue IsEmpty(FlowValue value) => value.Unwrapped switch
    {
        NullValue => new ConstantValue(true),
        TextValue { IsConstant: true } text => new ConstantValue(string.IsNullOrWhiteSpace(text.Text)),
        SymbolValue symbol => new TestValue(EmptyTest, symbol, null),
        _ => NotFollowed,
    };

    private static FlowValue AreEqual(FlowValue left, FlowValue right)
    {
        var (a, b) = (left.Unwrapped, right.Unwrapped);
        if (b is NullValue)
            return IsNull(a);
        if (a is NullValue)
            return IsNull(b);
        return (a, b) switch
        {
            (TextValue { IsConstant: true }, TextValue { IsConstant: true }) or (ConstantValue, ConstantValue) => new ConstantValue(a.Equals(b)),
            (SymbolValue, SymbolValue or TextValue { IsConstant: true } or ConstantValue) => new TestValue(EqualTest, a, b),
            (TextValue { IsConstant: true } or ConstantValue, SymbolValue) => new TestValue(EqualTest, b, a),
            _ => NotFollowed,
        };
    }

    private static FlowValue Compare(BinaryOperatorKind kind, FlowValue left, FlowValue right)
    {
        var (a, b) = (left.Unwrapped, right.Unwrapped);
        // `a <= b` is the opposite of `a > b`, and `a < b` of `a >= b`: two tests stand for all four.
        var isGreater = kind is BinaryOperatorKind.GreaterThan or BinaryOperatorKind.LessThanOrEqual;
        var isOpposite = kind is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual;
        FlowValue test = (a, b) switch
        {
            (ConstantValue { Constant: int x }, ConstantValue { Constant: int y }) => new ConstantValue(isGreater ? x > y : x >= y),
            (SymbolValue or ConstantValue, SymbolValue or ConstantValue) => new TestValue(isGreater ? GreaterTest : NotLessTest, a, b),
            _ => NotFollowed,
        };
        return isOpposite ? Not(test) : test;
    }

    private FlowValue Match(IIsPatternOperation operation)
    {
        var value = Evaluate(operation.Value);
        return Match(operation.Pattern, value, depth: 0);
    }

    private FlowValue Match(IPatternOperation pattern, FlowValue value, int depth)
    {
        switch (pattern)
        {
            case IConstantPatternOperation constant:
                return AreEqual(value, Evaluate(constant.Value));
            case INegatedPatternOperation negated when depth < LongestOrigin:
                return Not(Match(negated.Pattern, value, depth + 1));
            case IDiscardPatternOperation:
                return new ConstantValue(true);
            case IDeclarationPatternOperation declaration:
                if (declaration.DeclaredSymbol is { } declared)
                    StoreVariable(declared, value);
                return declaration.MatchesNull ? new ConstantValue(true) : NotFollowed;
            case IRecursivePatternOperation recursive:
                if (recursive.DeclaredSymbol is { } named)
                    StoreVariable(named, value);
                return recursive is { PropertySubpatterns.IsEmpty: true, DeconstructionSubpatterns.IsEmpty: true }
                    ? Not(IsNull(value))
                    : NotFollowed;
            default:
                return NotFollowed;
        }
    }

    /// <summary>The outcome of a test on this path; null when both are possible.</summary>
    private static bool? Outcome(FlowValue test, FlowState state)
    {
        if (test.Unwrapped is TestValue { Test: TestValue.Not } not)
            return !Outcome(not.Left, state);
        if (test.Unwrapped is ConstantValue { Constant: bool known })
            return known;
        return test is not UnknownValue && state.Facts.TryGetValue(test, out var outcome) ? outcome : null;
    }
}
