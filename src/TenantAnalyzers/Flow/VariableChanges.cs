using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace TenantAnalyzers.Flow;

/// <summary>
/// Where a body changes its variables or what they refer to. Asked only for variables that a nested function shares with
/// the code around it, because the time of such a change is not known; found on the first question.
/// </summary>
internal sealed class VariableChanges(IOperation body, CancellationToken cancellation)
{
    // A paging loop sets these on the same request over and over; they never decide which items are read.
    private static readonly ImmutableHashSet<string> Harmless = ImmutableHashSet.Create(
        StringComparer.Ordinal, "ExclusiveStartKey", "Limit", "ConsistentRead", "ReturnConsumedCapacity", "ScanIndexForward", "ProjectionExpression", "Select");

    private Dictionary<ISymbol, List<int>>? _positions;

    /// <summary>The variable, or an object reached through it, is changed somewhere in the span.</summary>
    public bool IsChangedIn(ISymbol variable, TextSpan span) => IsChanged(variable, span.Start, span.End);

    /// <summary>The variable, or an object reached through it, is changed somewhere after the position.</summary>
    public bool IsChangedAfter(ISymbol variable, int position) => IsChanged(variable, position, int.MaxValue);

    private bool IsChanged(ISymbol variable, int from, int to)
    {
        if (!(_positions ??= Find()).TryGetValue(variable, out var positions))
            return false;
        foreach (var position in positions)
        {
            if (position >= from && position < to)
                return true;
        }

        return false;
    }

    private Dictionary<ISymbol, List<int>> Find()
    {
        var found = new Dictionary<ISymbol, List<int>>(SymbolEqualityComparer.Default);
        foreach (var operation in body.DescendantsAndSelf())
        {
            cancellation.ThrowIfCancellationRequested();
            ISymbol? variable = operation switch
            {
                ILocalReferenceOperation { IsDeclaration: false } local => local.Local,
                IParameterReferenceOperation parameter => parameter.Parameter,
                _ => null,
            };
            if (variable is null || !IsChange(operation))
                continue;
            if (!found.TryGetValue(variable, out var positions))
                found.Add(variable, positions = []);
            positions.Add(operation.Syntax.SpanStart);
        }

        return found;
    }

    private static bool IsChange(IOperation reference)
    {
        var current = reference;
        while (current.Parent is IConversionOperation or IParenthesizedOperation)
            current = current.Parent;
        return current.Parent switch
        {
            IAssignmentOperation assignment when assignment.Target == current => true,
            IIncrementOrDecrementOperation => true,
            IArgumentOperation { Parameter.RefKind: not RefKind.None } => true,
            IInvocationOperation call => call.Instance == current && !IsQuestion(call.TargetMethod.Name),
            IPropertyReferenceOperation property when property.Instance == current => IsPropertyChange(property),
            _ => false,
        };
    }

    private static bool IsPropertyChange(IPropertyReferenceOperation property) => property.Parent switch
    {
        IAssignmentOperation assignment when assignment.Target == property => !Harmless.Contains(property.Property.Name),
        IInvocationOperation call => call.Instance == property && !IsQuestion(call.TargetMethod.Name),
        IPropertyReferenceOperation { Parent: IAssignmentOperation } => true,
        _ => false,
    };

    private static bool IsQuestion(string method) =>
        method is "ContainsKey" or "TryGetValue" or "Contains" or "ToString" or "Equals" or "GetHashCode" or "GetType";
}
