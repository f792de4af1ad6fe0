using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TenantAnalyzers.DynamoDb;

namespace TenantAnalyzers.Flow;

/// <summary>What a call gives back and what it may change.</summary>
internal sealed partial class Interpreter
{
    // What the compiler calls the method behind `with`.
    private const string CloneMethod = "<Clone>$";

    private FlowValue Call(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        var receiver = call.Instance is null ? null : Receiver(call.Instance);
        var arguments = Given(call.Arguments);
        if (_sdk.TryFind(method, out var entryPoint))
        {
            if (!Sdk.IsSdkAssembly(method.ContainingAssembly))
            {
                for (var i = 0; i < arguments.Count; i++)
                    arguments[i] = arguments[i] with { Parameter = call.Arguments[i].Parameter is { } parameter ? Sdk.ParameterName(method, parameter) : "" };
            }

            Observe(call, method, entryPoint, receiver, arguments.ToImmutable());
            return new SymbolValue(method, Origin(receiver));
        }

        if (method.Name == CloneMethod)
            return CreateCopy(receiver ?? NotFollowed, call.Type, call.Syntax);
        var result = CallSdk(call, receiver, arguments)
            ?? Text(call, receiver, arguments)
            ?? CallOnCollection(call, receiver, arguments)
            ?? CallLinq(call, arguments)
            ?? Follow(method, receiver, arguments, call.Syntax)
            ?? CallUnfollowed(call, receiver, arguments);
        StoreOutputs(call, method);
        Learn(method, arguments);
        return result;
    }

    private ImmutableArray<AccessArgument>.Builder Given(ImmutableArray<IArgumentOperation> operations)
    {
        var arguments = ImmutableArray.CreateBuilder<AccessArgument>(operations.Length);
        foreach (var argument in operations)
        {
            var value = argument.Parameter?.RefKind is RefKind.Out ? NotFollowed
                : argument is { IsImplicit: true, Parameter: { IsParams: true, Type: not IArrayTypeSymbol }, Value.IsImplicit: true } ? CreateParams(argument.Value)
                : Evaluate(argument.Value);
            arguments.Add(new(argument.Parameter?.Name ?? "", new(value, argument.Value.Syntax)));
        }

        return arguments;
    }

    // What holds once a guard has returned.
    private void Learn(IMethodSymbol method, ImmutableArray<AccessArgument>.Builder arguments)
    {
        _neverReturns |= _other.NeverReturns(method);
        if (method is not { IsStatic: true, ContainingType: { Name: "ArgumentNullException" or "ArgumentException", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } }
            || !method.Name.StartsWith("ThrowIfNull", StringComparison.Ordinal) || arguments.Count == 0)
        {
            return;
        }

        var guarded = arguments[0].Slot.Value;
        _state = _state.Assume(IsNull(guarded), outcome: false);
        if (method.Name != "ThrowIfNull")
            _state = _state.Assume(IsEmpty(guarded), outcome: false);
    }

    private FlowValue CallUnfollowed(IInvocationOperation call, FlowValue? receiver, ImmutableArray<AccessArgument>.Builder arguments)
    {
        var method = call.TargetMethod;
        if (!LeavesArgumentsAlone(method))
        {
            foreach (var argument in arguments)
                _state = _state.Escape(argument.Slot.Value, $"it was passed to `{method.Name}`");
            _state = _state.Escape(receiver, $"`{method.Name}` was called on it");
            ForgetMembers();
            if (method.MethodKind == MethodKind.LocalFunction)
                ForgetChangedIn(method);
        }

        return new SymbolValue(method, TenantAmong(arguments) ?? Origin(receiver), OnlyText(arguments));
    }

    // `tables.For(tenantId)`: what the call was given says whose the result may be.
    private FlowValue? TenantAmong(ImmutableArray<AccessArgument>.Builder arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument.Slot.Value is SymbolValue symbol && _identity.Denotes(symbol.Symbol))
                return symbol;
        }

        return null;
    }

    // `User.FindFirstValue("tenant_id")`: the constant says what is read.
    private static string? OnlyText(ImmutableArray<AccessArgument>.Builder arguments)
    {
        string? only = null;
        foreach (var argument in arguments)
        {
            if (argument.Slot.Value is TextValue { IsConstant: true } text)
            {
                if (only is not null)
                    return null;
                only = text.Text;
            }
        }

        return only;
    }

    private FlowValue? CallOnCollection(IInvocationOperation call, FlowValue? receiver, ImmutableArray<AccessArgument>.Builder arguments)
    {
        if (_state.Object(receiver) is not { } contents || !IsCollection(contents.Type))
            return null;
        var id = ((ObjectValue)receiver!.Unwrapped).Id;
        switch (call.TargetMethod.Name)
        {
            case "Add" or "TryAdd" when arguments.Count == 2:
                _state = _state.Set(id, contents.SetEntry(arguments[0].Slot.Value, arguments[1].Slot));
                return NotFollowed;
            case "Add" when arguments.Count == 1:
                // What a loop adds again and again is one element to us.
                if (!_state.HasElementLike(contents, arguments[0].Slot.Value))
                    _state = _state.Set(id, contents.Append(arguments[0].Slot));
                return NotFollowed;
            case "AddRange" when arguments.Count == 1 && _state.Object(arguments[0].Slot.Value) is { } more:
                _state = _state.Set(id, contents with { Entries = contents.Entries.AddRange(more.Entries), Open = contents.Open ?? more.Open });
                return NotFollowed;
            case "Clear":
                _state = _state.Set(id, contents with { Entries = ImmutableArray<Entry>.Empty, Open = null });
                return NotFollowed;
            case "ContainsKey" or "Contains" or "TryGetValue" or "GetEnumerator" or "ToArray" or "EnsureCapacity":
                return NotFollowed;
            default:
                return null;
        }
    }

    // `out` and `ref` arguments come back changed.
    private void StoreOutputs(IInvocationOperation call, IMethodSymbol method)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.RefKind is RefKind.Out or RefKind.Ref)
                Store(argument.Value, new SymbolValue(method), argument.Value.Syntax);
        }
    }

    // Code that is not followed may have assigned the members of this object.
    private void ForgetMembers()
    {
        foreach (var variable in _state.Variables)
        {
            if (variable.Key is not (IFieldSymbol or IPropertySymbol))
                continue;
            _state = _state.Escape(variable.Value, $"it is kept in `{variable.Key.Name}`, which other code can change");
            _state = _state with { Variables = _state.Variables.Remove(variable.Key) };
        }

        _state = _state.ForgetTestsOfMembers();
    }

    private void ForgetChangedIn(IMethodSymbol localFunction)
    {
        foreach (var declaration in localFunction.DeclaringSyntaxReferences)
            Forget(declaration.Span);
    }

    private void Forget(Microsoft.CodeAnalysis.Text.TextSpan function)
    {
        foreach (var variable in _state.Variables)
        {
            if (!_changes.IsChangedIn(variable.Key, function))
                continue;
            _state = _state.Escape(variable.Value, "a nested function changes it");
            if (variable.Value is not ObjectValue)
                _state = _state.Set(variable.Key, new UnknownValue("a nested function changes it"));
        }
    }

    /// <summary>
    /// A lambda runs later, perhaps. What it uses of the variables around it is taken as it is now, unless it is changed
    /// after the lambda was made.
    /// </summary>
    private FlowValue Enter(IFlowAnonymousFunctionOperation function)
    {
        var start = _state with { Captures = _state.Captures.Clear() };
        foreach (var variable in _state.Variables)
        {
            if (_changes.IsChangedAfter(variable.Key, function.Syntax.Span.End))
                start = start.Escape(variable.Value, "it is changed after the lambda was made").Set(variable.Key, Later(variable.Key));
        }

        var known = _functionRuns.TryGetValue(function.Syntax, out var runs) ? runs : _functionRuns[function.Syntax] = [];
        if (known.Count < MostStates && !known.Exists(other => other.IsSameAs(start)))
        {
            known.Add(start);
            var graph = _graph.GetAnonymousFunctionControlFlowGraph(function, _cancellation);
            var (outerReturns, outerFrom) = (_returns, _returnsFrom);
            var returns = new List<(FlowValue Value, FlowState State)>();
            (_returns, _returnsFrom) = (returns, graph);
            Run(graph, start);
            (_returns, _returnsFrom) = (outerReturns, outerFrom);
            _functionResults[function.Syntax] = Join(returns, function.Symbol, out var after);
            // The objects it made live on in what it gives back.
            if (after is not null)
                _state = _state with { Heap = after.Heap.AddRange(_state.Heap.Where(item => !after.Heap.ContainsKey(item.Key))).SetItems(_state.Heap) };
        }

        Forget(function.Syntax.Span);
        return NotFollowed;
    }

    private FlowValue Later(ISymbol variable) =>
        _identity.Denotes(variable) ? new SymbolValue(variable) : new UnknownValue("it is changed after the lambda was made");

    /// <summary>Calls that read what they are given and keep nothing: the SDK's own, logging, serializing, LINQ, the console.</summary>
    private static bool LeavesArgumentsAlone(IMethodSymbol method)
    {
        if (Sdk.IsSdkAssembly(method.ContainingAssembly))
            return true;
        var space = method.ContainingNamespace;
        return space?.Name switch
        {
            "Logging" => space.ContainingNamespace is { Name: "Extensions", ContainingNamespace.Name: "Microsoft" },
            "Linq" or "Diagnostics" => space.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true },
            "Json" => space.ContainingNamespace is { Name: "Text", ContainingNamespace.Name: "System" },
            "System" => space.ContainingNamespace.IsGlobalNamespace && method.ContainingType.Name is "Console" or "String" or "ArgumentNullException" or "ArgumentException" or "Guid" or "Convert",
            _ => false,
        };
    }
}
