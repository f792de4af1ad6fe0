using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TenantAnalyzers.Flow;

/// <summary>A branch that a path took.</summary>
/// <param name="Test">What was tested.</param>
/// <param name="Outcome">What the test said.</param>
internal readonly record struct Decision(IOperation Test, bool Outcome)
{
    /// <summary>The source of the test.</summary>
    public SyntaxNode Condition => Test.Syntax;

    /// <summary>The test asks whether a <c>foreach</c> has another element.</summary>
    public bool IsOfLoop => Test is IInvocationOperation { IsImplicit: true } or IAwaitOperation { IsImplicit: true };

    /// <summary>The turn as a person would say it: <c>`flag` is false</c>, <c>`maybe` is null</c>, <c>`items` is empty</c>.</summary>
    public string InWords(Func<SyntaxNode, string> show)
    {
        var not = Outcome ? "" : "not ";
        return Test switch
        {
            IIsNullOperation => $"`{show(Condition)}` is {not}null",
            // An arm of a `switch`: its own text is only the pattern.
            IIsPatternOperation { Syntax: not IsPatternExpressionSyntax } match => $"`{show(match.Value.Syntax)}` is {not}`{show(match.Pattern.Syntax)}`",
            IInvocationOperation { IsImplicit: true } => $"`{show(Condition)}` is {(Outcome ? "not " : "")}empty",
            _ => $"`{show(Condition)}` is {(Outcome ? "true" : "false")}",
        };
    }
}
