using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TenantAnalyzers.DynamoDb;

namespace TenantAnalyzers.Flow;

/// <summary>Methods of the same compilation that make or complete a key, a request, a value or a text.</summary>
internal sealed partial class Interpreter
{
    // One callee decides one access in six; what lies deeper is rarely worth its price.
    private const int DeepestCall = 3;

    private readonly Stack<IMethodSymbol> _calls = new();
    private readonly Dictionary<(int Context, SyntaxNode Call), int> _contexts = [];
    private List<(FlowValue Value, FlowState State)>? _returns;
    private int _context;

    /// <summary>What a call gives back when its body can be followed; null when it cannot.</summary>
    private FlowValue? Follow(IMethodSymbol method, FlowValue? receiver, ImmutableArray<AccessArgument>.Builder arguments, SyntaxNode call)
    {
        // Where the name already says that the tenant comes back, the body could only say less.
        if (_calls.Count >= DeepestCall || !IsWorthFollowing(method, receiver, arguments) || _identity.Denotes(method.AssociatedSymbol ?? method))
            return null;
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        foreach (var running in _calls)
        {
            if (SymbolEqualityComparer.Default.Equals(running, definition))
                return null;
        }

        if (_other.For(method, _cancellation) is not { } graph)
            return null;

        var start = _state with { Captures = _state.Captures.Clear(), Variables = FlowState.Empty.Variables };
        foreach (var parameter in definition.Parameters)
        {
            var value = parameter.RefKind is RefKind.None or RefKind.In ? Given(parameter, definition, receiver, arguments) : NotFollowed;
            start = start.Set(parameter, Named(parameter, value));
        }

        return Join(Walk(graph, start, definition, call), definition);
    }

    private List<(FlowValue Value, FlowState State)> Walk(ControlFlowGraph graph, FlowState start, IMethodSymbol method, SyntaxNode call)
    {
        var (outerState, outerReturns, outerContext) = (_state, _returns, _context);
        if (!_contexts.TryGetValue((_context, call), out var context))
            _contexts.Add((_context, call), context = _contexts.Count + 1);
        var returns = new List<(FlowValue, FlowState)>();
        (_returns, _context) = (returns, context);
        _calls.Push(method);
        Run(graph, start);
        _calls.Pop();
        (_state, _returns, _context) = (outerState, outerReturns, outerContext);
        return returns;
    }

    // The caller goes on with one state: what the callee's paths left different is not known.
    private FlowValue Join(List<(FlowValue Value, FlowState State)> returns, IMethodSymbol method)
    {
        if (returns.Count == 0)
            return NotFollowed;
        var (value, after) = returns[0];
        var reason = $"`{method.Name}` gives different results on different paths";
        for (var i = 1; i < returns.Count; i++)
        {
            // Objects of different paths are no longer told apart by number: compare before they are joined.
            if (!returns[i].Value.Equals(value))
                value = new UnknownValue(reason);
            after = after.Join(returns[i].State, reason);
        }

        _state = _state with { Heap = after.Heap };
        ForgetMembers();
        return value;
    }

    // A body with a value returns it on the branch; one without simply ends.
    private void Return(ControlFlowGraph graph, FlowValue? value)
    {
        if (_returns is not null && graph.Parent is null)
            _returns.Add((value ?? NotFollowed, _state));
    }

    private static FlowValue Given(
        IParameterSymbol parameter, IMethodSymbol definition, FlowValue? receiver, ImmutableArray<AccessArgument>.Builder arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument.Parameter == parameter.Name)
                return argument.Slot.Value;
        }

        // `value.Method()` of an extension method gives the receiver as its first argument.
        return definition.IsExtensionMethod && parameter.Ordinal == 0 && receiver is not null ? receiver : NotFollowed;
    }

    private bool IsWorthFollowing(IMethodSymbol method, FlowValue? receiver, ImmutableArray<AccessArgument>.Builder arguments)
    {
        if (IsOfInterest(method.ReturnType) || _state.Object(receiver) is not null)
            return true;
        foreach (var argument in arguments)
        {
            if (_state.Object(argument.Slot.Value) is not null)
                return true;
        }

        return false;
    }

    private static bool IsOfInterest(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_String } or { IsTupleType: true } => true,
        INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var result] } => IsOfInterest(result),
        _ => Sdk.IsModelType(type) || IsCollection(type),
    };
}
