using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TenantAnalyzers.DynamoDb;

namespace TenantAnalyzers.Flow;

/// <summary>What a call gives back and what it may change.</summary>
internal sealed partial class Interpreter
{
    private FlowValue Call(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        var receiver = call.Instance is null ? null : Receiver(call.Instance);
        var arguments = ImmutableArray.CreateBuilder<AccessArgument>(call.Arguments.Length);
        foreach (var argument in call.Arguments)
        {
            var value = argument.Parameter?.RefKind is RefKind.Out ? NotFollowed : Evaluate(argument.Value);
            arguments.Add(new(argument.Parameter?.Name ?? "", new(value, argument.Value.Syntax)));
        }

        if (_sdk.TryFind(method, out var entryPoint))
        {
            // What a callee accesses is judged with the callee; what is known when the budget is used up is only a part.
            if (_calls.Count == 0 && _steps <= Budget)
                _observer(call, entryPoint, arguments.ToImmutable(), _state);
            return new SymbolValue(method, Origin(receiver));
        }

        var result = Text(call, receiver, arguments)
            ?? CallOnCollection(call, receiver, arguments)
            ?? Follow(method, receiver, arguments, call.Syntax)
            ?? CallUnfollowed(call, receiver, arguments);
        StoreOutputs(call, method);
        Learn(method, arguments);
        return result;
    }

    // What holds once a guard has returned.
    private void Learn(IMethodSymbol method, ImmutableArray<AccessArgument>.Builder arguments)
    {
        foreach (var attribute in method.GetAttributes())
            _neverReturns |= attribute.AttributeClass is { Name: "DoesNotReturnAttribute", ContainingNamespace.Name: "CodeAnalysis" };
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

    /// <summary>Calls whose result is text, or the value they are called on in another shape.</summary>
    private FlowValue? Text(IInvocationOperation call, FlowValue? receiver, ImmutableArray<AccessArgument>.Builder arguments)
    {
        var method = call.TargetMethod;
        if (receiver is not null && _state.Object(receiver) is null)
        {
            switch (method.Name)
            {
                case "Equals" when arguments.Count == 1:
                    return AreEqual(receiver, arguments[0].Slot.Value);
                case "ToString":
                case "Trim" or "TrimStart" or "TrimEnd" or "ToLowerInvariant" or "ToUpperInvariant" or "ToLower" or "ToUpper" or "Normalize"
                    when method.ContainingType.SpecialType == SpecialType.System_String:
                case "ConfigureAwait" or "GetAwaiter" or "GetResult" or "AsTask"
                    when method.ContainingNamespace is { Name: "Tasks" or "CompilerServices" }:
                    return receiver;
            }

            return null;
        }

        if (method is { Name: "FromResult", ContainingType.Name: "Task" or "ValueTask" } && arguments.Count == 1)
            return arguments[0].Slot.Value;
        if (method is { IsStatic: true, ContainingType.SpecialType: SpecialType.System_String })
        {
            return method.Name switch
            {
                "Concat" => Concat(arguments),
                "Format" => Format(arguments),
                "IsNullOrEmpty" or "IsNullOrWhiteSpace" when arguments.Count == 1 => IsEmpty(arguments[0].Slot.Value),
                "Equals" when arguments.Count == 2 => AreEqual(arguments[0].Slot.Value, arguments[1].Slot.Value),
                _ => null,
            };
        }

        return null;
    }

    private FlowValue Concat(ImmutableArray<AccessArgument>.Builder arguments)
    {
        var parts = new List<TextValue>();
        foreach (var value in Spread(arguments))
            parts.Add(TextValue.Of(value));
        return TextValue.Concat(parts);
    }

    private FlowValue Format(ImmutableArray<AccessArgument>.Builder arguments)
    {
        var values = Spread(arguments);
        var start = values.Count > 0 && values[0] is TextValue { IsConstant: true } ? 0 : 1;
        if (start >= values.Count || values[start] is not TextValue { IsConstant: true } format)
            return NotFollowed;
        return CompositeFormat.Fill(format.Text, values, start + 1) ?? NotFollowed;
    }

    // `params object[]` arrives as an array that this call made.
    private List<FlowValue> Spread(ImmutableArray<AccessArgument>.Builder arguments)
    {
        var values = new List<FlowValue>();
        foreach (var argument in arguments)
        {
            if (_state.Object(argument.Slot.Value) is { Open: null, Type: IArrayTypeSymbol } array)
            {
                foreach (var entry in array.Entries)
                    values.Add(entry.Value.Value);
            }
            else
            {
                values.Add(argument.Slot.Value);
            }
        }

        return values;
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
                _state = _state.Set(id, contents.Append(arguments[0].Slot));
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
            Run(_graph.GetAnonymousFunctionControlFlowGraph(function, _cancellation), start);
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
