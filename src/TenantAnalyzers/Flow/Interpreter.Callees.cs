using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TenantAnalyzers.DynamoDb;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.Flow;

/// <summary>
/// Code of the same compilation that makes or completes a key, a request, a value or a text, or that reaches DynamoDB with
/// what it is given.
/// </summary>
internal sealed partial class Interpreter
{
    // One callee decides one access in six; what lies deeper is rarely worth its price.
    private const int DeepestCall = 3;

    private readonly Stack<IMethodSymbol> _calls = new();
    private readonly Dictionary<(int Context, SyntaxNode Call), int> _contexts = [];
    private readonly HashSet<IMethodSymbol> _calledFunctions = new(SymbolEqualityComparer.Default);
    private ImmutableArray<CallFrame> _frames = ImmutableArray<CallFrame>.Empty;
    private ImmutableDictionary<ITypeParameterSymbol, ITypeSymbol> _typeArguments =
        ImmutableDictionary.Create<ITypeParameterSymbol, ITypeSymbol>(SymbolEqualityComparer.Default);
    private List<(FlowValue Value, FlowState State)>? _returns;
    private ControlFlowGraph? _returnsFrom;
    private int _context;

    /// <summary>What a call gives back when its body can be followed; null when it cannot.</summary>
    private FlowValue? Follow(IMethodSymbol method, FlowValue? receiver, ImmutableArray<AccessArgument>.Builder arguments, SyntaxNode call)
    {
        if (method.MethodKind == MethodKind.LocalFunction)
            return FollowLocal(method, arguments, call);
        if (_calls.Count >= DeepestCall)
            return null;
        var body = _other.BodyOf(method, _cancellation);
        var reaches = _other.ReachesDynamoDb(body, _cancellation);
        if (!reaches && (!IsWorthFollowing(method, receiver, arguments) || SaysEnough(method)))
            return null;
        var definition = (body.ReducedFrom ?? body).OriginalDefinition;
        if (IsRunning(definition) || _other.For(body, _cancellation) is not { } graph)
            return null;

        var start = _state with { Captures = _state.Captures.Clear(), Variables = MembersOf(receiver) };
        foreach (var parameter in definition.Parameters)
            start = start.Set(parameter, Named(parameter, Given(parameter, definition, method, receiver, arguments)));

        var (outerThis, outerTypes, outerFrames) = (_this, _typeArguments, _frames);
        _this = definition.IsStatic ? null : receiver;
        _typeArguments = Bind(body, definition);
        _frames = _frames.Add(new(call, definition));
        var returns = Walk(graph, start, definition, call);
        (_this, _typeArguments, _frames) = (outerThis, outerTypes, outerFrames);
        var value = Join(returns, definition, out var after);
        if (after is not null)
            _state = _state with { Heap = after.Heap };
        ForgetMembers();
        return value;
    }

    // A local function sees the variables around it, and what it changes of them stays changed.
    private FlowValue? FollowLocal(IMethodSymbol function, ImmutableArray<AccessArgument>.Builder arguments, SyntaxNode call)
    {
        var definition = function.OriginalDefinition;
        if (_calls.Count >= DeepestCall || IsRunning(definition) || GraphOf(definition) is not { } graph)
            return null;
        _calledFunctions.Add(definition);
        var start = _state with { Captures = _state.Captures.Clear() };
        foreach (var parameter in definition.Parameters)
            start = start.Set(parameter, Named(parameter, Given(parameter, definition, function, receiver: null, arguments)));
        var outerTypes = _typeArguments;
        _typeArguments = Bind(function, definition);
        var returns = Walk(graph, start, definition, call);
        _typeArguments = outerTypes;
        var value = Join(returns, definition, out var after);
        if (after is not null)
            _state = after with { Captures = _state.Captures, Facts = _state.Facts, Path = _state.Path };
        return value;
    }

    private ControlFlowGraph? GraphOf(IMethodSymbol function)
    {
        for (var graph = _graph; graph is not null; graph = graph.Parent)
        {
            if (graph.LocalFunctions.Contains(function, SymbolEqualityComparer.Default))
                return graph.GetLocalFunctionControlFlowGraph(function, _cancellation);
        }

        return null;
    }

    /// <summary>
    /// Runs the constructor of a new object on it. What it does to the object is seen; false when it cannot be followed.
    /// </summary>
    private bool FollowConstructor(IObjectCreationOperation creation, FlowValue created, ImmutableArray<AccessArgument>.Builder arguments)
    {
        if (creation.Constructor?.OriginalDefinition is not { } constructor || _calls.Count >= DeepestCall || IsRunning(constructor)
            || _other.For(constructor, _cancellation) is not { } graph)
        {
            return false;
        }

        var start = _state with { Captures = _state.Captures.Clear(), Variables = FlowState.Empty.Variables };
        foreach (var parameter in constructor.Parameters)
            start = start.Set(parameter, Named(parameter, Given(parameter, constructor, constructor, receiver: null, arguments)));
        var (outerThis, outerFrames) = (_this, _frames);
        _this = created;
        _frames = _frames.Add(new(creation.Syntax, constructor));
        var returns = Walk(graph, start, constructor, creation.Syntax);
        (_this, _frames) = (outerThis, outerFrames);
        Join(returns, constructor, out var after);
        if (after is null)
            return false;
        _state = _state with { Heap = after.Heap };
        return true;
    }

    private List<(FlowValue Value, FlowState State)> Walk(ControlFlowGraph graph, FlowState start, IMethodSymbol method, SyntaxNode call)
    {
        var (outerState, outerReturns, outerFrom, outerContext) = (_state, _returns, _returnsFrom, _context);
        if (!_contexts.TryGetValue((_context, call), out var context))
            _contexts.Add((_context, call), context = _contexts.Count + 1);
        var returns = new List<(FlowValue, FlowState)>();
        (_returns, _returnsFrom, _context) = (returns, graph, context);
        _calls.Push(method);
        Run(graph, start);
        _calls.Pop();
        (_state, _returns, _returnsFrom, _context) = (outerState, outerReturns, outerFrom, outerContext);
        return returns;
    }

    // The caller goes on with one state: what the callee's paths left different is not known.
    private static FlowValue Join(List<(FlowValue Value, FlowState State)> returns, IMethodSymbol method, out FlowState? after)
    {
        after = null;
        if (returns.Count == 0)
            return NotFollowed;
        var (value, joined) = returns[0];
        if (returns.Count > 1)
        {
            var reason = $"`{method.Name}` gives different results on different paths";
            for (var i = 1; i < returns.Count; i++)
            {
                // Objects of different paths are no longer told apart by number: compare before they are joined.
                if (!returns[i].Value.Equals(value))
                    value = new UnknownValue(reason);
                joined = joined.Join(returns[i].State, reason);
            }
        }

        after = joined;
        return value;
    }

    // A body with a value returns it on the branch; one without simply ends.
    private void Return(ControlFlowGraph graph, FlowValue? value)
    {
        if (_returns is not null && graph == _returnsFrom)
            _returns.Add((value ?? NotFollowed, _state));
    }

    private bool IsRunning(IMethodSymbol definition)
    {
        foreach (var running in _calls)
        {
            if (SymbolEqualityComparer.Default.Equals(running, definition))
                return true;
        }

        return false;
    }

    // `this.Make()` sees the members that this body assigned; a method of another object does not.
    private ImmutableDictionary<ISymbol, FlowValue> MembersOf(FlowValue? receiver)
    {
        var members = FlowState.Empty.Variables;
        if (receiver is not SymbolValue { Symbol: INamedTypeSymbol })
            return members;
        foreach (var variable in _state.Variables)
        {
            if (variable.Key is IFieldSymbol or IPropertySymbol)
                members = members.SetItem(variable.Key, variable.Value);
        }

        return members;
    }

    private ImmutableDictionary<ITypeParameterSymbol, ITypeSymbol> Bind(IMethodSymbol method, IMethodSymbol definition)
    {
        var bound = _typeArguments;
        for (var i = 0; i < definition.TypeParameters.Length && i < method.TypeArguments.Length; i++)
            bound = bound.SetItem(definition.TypeParameters[i], Resolve(method.TypeArguments[i]));
        for (var (type, of) = (method.ContainingType, definition.ContainingType); type is not null && of is not null; (type, of) = (type.ContainingType, of.ContainingType))
        {
            for (var i = 0; i < of.TypeParameters.Length; i++)
                bound = bound.SetItem(of.TypeParameters[i], Resolve(type.TypeArguments[i]));
        }

        return bound;
    }

    private FlowValue Given(
        IParameterSymbol parameter, IMethodSymbol definition, IMethodSymbol called, FlowValue? receiver, ImmutableArray<AccessArgument>.Builder arguments)
    {
        if (parameter.RefKind is RefKind.Ref or RefKind.Out)
            return NotFollowed;
        // An interface may name its parameters otherwise than the method that implements it; arguments bear the names of the method called.
        var name = called.Parameters.Length == definition.Parameters.Length ? called.Parameters[parameter.Ordinal].Name : parameter.Name;
        foreach (var argument in arguments)
        {
            if (argument.Parameter == name)
                return Copied(argument.Slot.Value, argument.Slot.Source);
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

    // Where the name already says that the tenant comes back, the body could only say less; what a request, a document or a
    // key holds (`KeyForTenant(…)`) only the body says, unless an attribute does.
    private bool SaysEnough(IMethodSymbol method) =>
        _identity.Denotes(method.AssociatedSymbol ?? method)
        && (!HoldsAttributes(method.ReturnType) || TenantAttributes.MarksTenant(method.AssociatedSymbol ?? method));

    private static bool HoldsAttributes(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var result] } => HoldsAttributes(result),
        _ => IsCollection(type) || (SdkTypes.KeepsWhatItIsGiven(type) && !SdkTypes.IsEntry(type) && !SdkTypes.Is(type, SdkTypes.Model, "AttributeValue")),
    };

    private static bool IsOfInterest(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_String } or { IsTupleType: true } => true,
        INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var result] } => IsOfInterest(result),
        _ => SdkTypes.KeepsWhatItIsGiven(type) || IsCollection(type),
    };
}
