using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace TenantAnalyzers.Policies;

/// <content>Lists: arrays, collection expressions, <c>List</c> and its like, <c>JsonArray</c>, and copies of them.</content>
internal sealed partial class ValueReader
{
    private PolicyPart ReadArray(IArrayCreationOperation array)
    {
        if (array.Initializer is { } initializer)
            return List(array.Syntax, initializer.ElementValues);
        return array.DimensionSizes is [{ ConstantValue: { HasValue: true, Value: 0 } }] ? List(array.Syntax, ImmutableArray<IOperation>.Empty) : TextPart.Unknown(array.Syntax);
    }

    private PolicyPart List(SyntaxNode syntax, ImmutableArray<IOperation> elements)
    {
        var items = ImmutableArray.CreateBuilder<PolicyPart>(elements.Length);
        foreach (var element in elements)
            items.Add(Read(element));
        return new ListPart(syntax, items.MoveToImmutable());
    }

    // Roslyn 4.8 has no operation of its own for a collection expression, but its elements hang below it.
    private PolicyPart ReadCollection(IOperation operation, CollectionExpressionSyntax collection)
    {
        var items = ImmutableArray.CreateBuilder<PolicyPart>();
        foreach (var element in collection.Elements)
        {
            var (expression, isSpread) = element switch
            {
                ExpressionElementSyntax { Expression: var written } => (written, false),
                SpreadElementSyntax { Expression: var spread } => (spread, true),
                _ => (null, false),
            };
            if (expression is null || OperationAt(operation, expression) is not { } found)
                return TextPart.Unknown(operation.Syntax);
            if (!isSpread)
                items.Add(Read(found));
            else if (Read(found) is ListPart list)
                items.AddRange(list.Items);
            else
                return TextPart.Unknown(operation.Syntax);
        }

        return new ListPart(operation.Syntax, items.ToImmutable());
    }

    private static IOperation? OperationAt(IOperation whole, ExpressionSyntax expression)
    {
        while (expression is ParenthesizedExpressionSyntax parenthesized)
            expression = parenthesized.Expression;
        foreach (var inner in whole.Descendants())
        {
            if (inner.Syntax == expression)
                return inner;
        }

        return null;
    }

    private PolicyPart ReadCall(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        var from = call.Instance ?? (call.Arguments is [{ Value: var first }, ..] ? first : null);
        switch (method.Name)
        {
            // A copy of a list, or a value that a library makes a node of.
            case "ToArray" or "ToList" or "ToHashSet" or "ToImmutableArray" or "ToImmutableList" or "AsReadOnly" when from is not null && call.Arguments.Length <= 1 && IsFramework(method):
                return Read(from) is ListPart copy ? copy with { Syntax = call.Syntax } : TextPart.Unknown(call.Syntax);
            case "Empty" when call.Arguments.IsEmpty && IsFramework(method):
                return new ListPart(call.Syntax, ImmutableArray<PolicyPart>.Empty);
            case "SerializeToNode" or "SerializeToElement" or "SerializeToDocument" or "FromObject" or "Create" when from is not null && PolicyTypes.IsJson(method.ContainingType):
                return Read(from);
            case "FromJson" when from is not null && PolicyTypes.IsCdkIam(method.ContainingType, "PolicyStatement"):
                return HistoryOf(call) is { IsComplete: true, Changes.Count: 0 } ? Read(from) : TextPart.Unknown(call.Syntax);
            default:
                if (PolicyTypes.IsAccessControl(method.ContainingType, "ConditionFactory"))
                    return (PolicyPart?)ReadMadeCondition(call) ?? TextPart.Unknown(call.Syntax);
                // `new Statement(…).WithResources(…)`: the creation's history has the calls.
                return call.Instance is not null && CreationOf(call) is { } creation ? Read(creation) : TextPart.Unknown(call.Syntax);
        }
    }

    private static bool IsFramework(IMethodSymbol method) =>
        method.ContainingNamespace is { Name: "System" or "Linq" or "Generic" or "Immutable" } space
        && (space.Name == "System" ? space.ContainingNamespace.IsGlobalNamespace : space.ToDisplayString().StartsWith("System.", StringComparison.Ordinal));
}
