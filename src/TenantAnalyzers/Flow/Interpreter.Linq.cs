using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TenantAnalyzers.Flow;

/// <summary>Lists of requests and keys that LINQ makes: one element stands for all.</summary>
internal sealed partial class Interpreter
{
    private FlowValue? CallLinq(IInvocationOperation call, ImmutableArray<AccessArgument>.Builder arguments)
    {
        var method = call.TargetMethod;
        if (method.ContainingType is not { Name: "Enumerable", ContainingNamespace: { Name: "Linq", ContainingNamespace.Name: "System" } } || arguments.Count == 0)
            return null;
        var source = arguments[0].Slot.Value;
        switch (method.Name)
        {
            case "Select" when arguments.Count == 2 && call.Arguments[1].Value is IDelegateCreationOperation { Target: IFlowAnonymousFunctionOperation function }:
                return _functionResults.TryGetValue(function.Syntax, out var element) && element is not UnknownValue
                    ? Allocate(HeapObject.Create(call.Type, call.Syntax).Append(new(element, function.Syntax)))
                    : NotFollowed;
            // The same elements, fewer of them, or in another order.
            case "ToList" or "ToArray" or "AsEnumerable" or "Where" or "Distinct" or "Take" or "Skip" or "OrderBy" or "OrderByDescending" or "Reverse" or "ToHashSet"
                when _state.Object(source) is not null:
                return source;
            case "Concat" or "Union" when arguments.Count == 2 && _state.Object(source) is { } first && _state.Object(arguments[1].Slot.Value) is { } second:
                return Allocate(first with { Creation = call.Syntax, Entries = first.Entries.AddRange(second.Entries), Open = first.Open ?? second.Open });
            case "Append" or "Prepend" when arguments.Count == 2 && _state.Object(source) is { } list:
                return Allocate((list with { Creation = call.Syntax }).Append(arguments[1].Slot));
            default:
                return null;
        }
    }
}
