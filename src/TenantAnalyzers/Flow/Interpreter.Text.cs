using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TenantAnalyzers.Flow;

/// <summary>What calls make of text.</summary>
internal sealed partial class Interpreter
{
    /// <summary>Calls whose result is text, or the value they are called on in another shape.</summary>
    private FlowValue? Text(IInvocationOperation call, FlowValue? receiver, ImmutableArray<AccessArgument>.Builder arguments)
    {
        var method = call.TargetMethod;
        if (receiver is not null && _state.Object(receiver) is { } contents)
            return IsBuilder(contents.Type) ? Build(method, ((ObjectValue)receiver.Unwrapped).Id, contents, receiver, arguments, call.Syntax) : null;
        if (receiver is not null)
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
                "Join" => TextOf(arguments),
                "IsNullOrEmpty" or "IsNullOrWhiteSpace" when arguments.Count == 1 => IsEmpty(arguments[0].Slot.Value),
                "Equals" when arguments.Count == 2 => AreEqual(arguments[0].Slot.Value, arguments[1].Slot.Value),
                _ => null,
            };
        }

        return null;
    }

    private static bool IsBuilder(ITypeSymbol? type) => type is { Name: "StringBuilder", ContainingNamespace: { Name: "Text", ContainingNamespace.Name: "System" } };

    // A `StringBuilder` keeps its text under this name.
    private const string BuiltText = nameof(BuiltText);

    private FlowValue? Build(IMethodSymbol method, int id, HeapObject contents, FlowValue receiver, ImmutableArray<AccessArgument>.Builder arguments, SyntaxNode at)
    {
        var built = contents.Properties.TryGetValue(BuiltText, out var slot) ? TextValue.Of(slot.Value) : TextValue.Constant("");
        FlowValue? text = method.Name switch
        {
            "ToString" when arguments.Count == 0 => contents.Open is { } open ? new UnknownValue(open) : built,
            "Append" when arguments.Count == 1 && arguments[0].Slot.Value is var added => TextValue.Concat([built, TextValue.Of(added)]),
            "AppendLine" when arguments.Count <= 1 =>
                TextValue.Concat([built, arguments.Count == 0 ? TextValue.Constant("") : TextValue.Of(arguments[0].Slot.Value), TextValue.Constant("\n")]),
            "AppendFormat" when Format(arguments) is var formatted => TextValue.Concat([built, TextValue.Of(formatted)]),
            "Clear" => TextValue.Constant(""),
            _ => null,
        };
        if (text is null || method.Name == "ToString")
            return text;
        _state = _state.Set(id, contents.Set(BuiltText, new(text, at)));
        return receiver;
    }

    // `string.Join(" AND ", conditions)`
    private FlowValue? TextOf(ImmutableArray<AccessArgument>.Builder arguments)
    {
        if (arguments.Count < 2 || TextValue.Of(arguments[0].Slot.Value) is not { IsConstant: true } separator)
            return null;
        var parts = new List<TextValue>();
        for (var i = 1; i < arguments.Count; i++)
        {
            if (_state.Object(arguments[i].Slot.Value) is { } list)
            {
                if (list.Open is not null)
                    return null;
                foreach (var entry in list.Entries)
                    Add(entry.Value.Value);
            }
            else if (i == 1 && arguments.Count == 2)
            {
                return null;
            }
            else
            {
                Add(arguments[i].Slot.Value);
            }
        }

        return TextValue.Concat(parts);

        void Add(FlowValue value)
        {
            if (parts.Count > 0)
                parts.Add(separator);
            parts.Add(TextValue.Of(value));
        }
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
            if (_state.Object(argument.Slot.Value) is { Open: null, Type: IArrayTypeSymbol or { Name: "ReadOnlySpan" } } array)
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
}
