using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TenantAnalyzers.DynamoDb;

namespace TenantAnalyzers.Flow;

/// <summary>What the SDK's helper types hold: filters, key builders, conditionals, tables, documents.</summary>
internal sealed partial class Interpreter
{
    // A condition under an attribute's name: how it compares, and with what.
    internal const string Operator = nameof(Operator);
    internal const string Values = nameof(Values);

    // What a table object knows of itself.
    internal const string TableName = nameof(TableName);
    internal const string HashKey = nameof(HashKey);
    internal const string MappedType = nameof(MappedType);

    // The context that made a table object, a batch or a transaction.
    internal const string Maker = nameof(Maker);

    // The name that a key builder waits to compare, and what was compared before it.
    private const string Name = nameof(Name);
    private const string Before = nameof(Before);

    private static readonly FlowValue Equality = TextValue.Constant("EQ");
    private static readonly FlowValue OtherComparison = TextValue.Constant("");

    /// <summary>A call of the SDK that keeps, combines or hands on what it is given; null when it is none.</summary>
    private FlowValue? CallSdk(IInvocationOperation call, FlowValue? receiver, ImmutableArray<AccessArgument>.Builder arguments)
    {
        var type = call.TargetMethod.ContainingType;
        if (!Sdk.IsSdkAssembly(type?.ContainingAssembly))
            return null;
        return type!.Name switch
        {
            _ when SdkTypes.IsMap(type) => CallOnMap(call, receiver, arguments),
            "Table" or "ITable" or "TableBuilder" or "ITableBuilder" => CallOnTable(call, receiver, arguments),
            "DynamoDBContext" or "IDynamoDBContext" => CallOnContext(call, receiver, arguments),
            "QueryConditional" => CallOnConditional(call, receiver, arguments),
            "KeyExpressionBuilder" or "ConditionExpressionBuilder" or "NameBuilder" or "ExpressionBuilder" or "IExpressionBuilder" =>
                CallOnBuilder(call, receiver, arguments),
            _ => null,
        };
    }

    private FlowValue? CallOnMap(IInvocationOperation call, FlowValue? receiver, ImmutableArray<AccessArgument>.Builder arguments)
    {
        var contents = _state.Object(receiver);
        switch (call.TargetMethod.Name)
        {
            case "AddCondition" when contents is not null && arguments.Count >= 2:
                AddCondition(((ObjectValue)receiver!.Unwrapped).Id, arguments, call.Syntax);
                return NotFollowed;
            case "RemoveCondition" or "Remove" when contents is not null && arguments.Count == 1:
                _state = _state.Set(((ObjectValue)receiver!.Unwrapped).Id, contents.Without(arguments[0].Slot.Value));
                return NotFollowed;
            // The same attributes in another shape.
            case "FromAttributeMap" or "FromConditions" when arguments.Count > 0:
                return arguments[0].Slot.Value;
            case "ToAttributeMap" or "Clone" or "ForceConversion" or "ToConditions":
                return receiver;
            default:
                return null;
        }
    }

    // The last condition on an attribute is the one that is sent.
    private void AddCondition(int filter, ImmutableArray<AccessArgument>.Builder arguments, SyntaxNode at)
    {
        var condition = arguments.Count == 2 ? arguments[1].Slot.Value : Condition(arguments[1].Slot.Value, arguments[2].Slot, at);
        if (_state.Heap.TryGetValue(filter, out var contents))
            _state = _state.Set(filter, contents.SetEntry(arguments[0].Slot.Value, new(condition, at)));
    }

    private FlowValue Condition(FlowValue comparison, Slot values, SyntaxNode at) =>
        Allocate(HeapObject.Create(type: null, at).Set(Operator, new(comparison, at)).Set(Values, values));

    private FlowValue? CallOnTable(IInvocationOperation call, FlowValue? receiver, ImmutableArray<AccessArgument>.Builder arguments)
    {
        switch (call.TargetMethod.Name)
        {
            case "LoadTable":
                return Allocate(TableFrom(call.Type, arguments, call.Syntax));
            case "AddHashKey" when _state.Object(receiver) is { } builder && arguments.Count > 0:
                _state = _state.Set(((ObjectValue)receiver!.Unwrapped).Id, builder.Set(HashKey, arguments[0].Slot));
                return receiver;
            case "AddRangeKey" or "AddLocalSecondaryIndex" or "AddGlobalSecondaryIndex" or "Build":
                return receiver;
            case "FromAttributeMap" or "ToAttributeMap" when arguments.Count > 0:
                return arguments[0].Slot.Value;
            default:
                return null;
        }
    }

    private HeapObject TableFrom(ITypeSymbol? type, ImmutableArray<AccessArgument>.Builder arguments, SyntaxNode at)
    {
        var table = HeapObject.Create(type, at);
        foreach (var argument in arguments)
        {
            if (argument.Parameter == "tableName")
                table = table.Set(TableName, argument.Slot);
            else if (argument.Parameter == "config" && _state.Object(argument.Slot.Value) is { } config && config.Properties.TryGetValue(TableName, out var name))
                table = table.Set(TableName, name);
        }

        return table;
    }

    private FlowValue? CallOnContext(IInvocationOperation call, FlowValue? receiver, ImmutableArray<AccessArgument>.Builder arguments)
    {
        switch (call.TargetMethod)
        {
            case { Name: "GetTargetTable", TypeArguments: [var mapped] }:
                return Allocate(MadeBy(call, receiver, arguments).Set(MappedType, new(new SymbolValue(Resolve(mapped)), call.Syntax)));
            // What is saved later is what the entity holds: its document is not looked into.
            case { Name: "ToDocument" or "FromDocument" or "FromDocuments" }:
                return new SymbolValue(call.TargetMethod, Origin(receiver));
            // `CreateBatchGet<Order>(new BatchGetConfig { OverrideTableName = … })`
            case { Name: "CreateBatchGet" or "CreateBatchWrite" or "CreateTransactGet" or "CreateTransactWrite" } when arguments.Count > 0 || _state.Object(receiver) is not null:
                return Allocate(MadeBy(call, receiver, arguments));
            default:
                return null;
        }
    }

    // The table depends on the configuration of the call and of the context.
    private static HeapObject MadeBy(IInvocationOperation call, FlowValue? receiver, ImmutableArray<AccessArgument>.Builder arguments)
    {
        var made = Keep(HeapObject.Create(call.Type, call.Syntax), call.TargetMethod, arguments);
        return receiver is null ? made : made.Set(Maker, new(receiver, call.Syntax));
    }

    private FlowValue? CallOnConditional(IInvocationOperation call, FlowValue? receiver, ImmutableArray<AccessArgument>.Builder arguments)
    {
        switch (call.TargetMethod.Name)
        {
            case "HashKeyEqualTo" when arguments.Count == 2:
                return Compared(HeapObject.Create(call.Type, call.Syntax), arguments[0].Slot.Value, arguments[1].Slot, call.Syntax);
            case "AndHashKeyEqualTo" when arguments.Count == 2 && _state.Object(receiver) is { } contents:
                return Compared(contents, arguments[0].Slot.Value, arguments[1].Slot, call.Syntax);
            case "HashKeysEqual" when arguments.Count == 1 && _state.Object(arguments[0].Slot.Value) is { Open: null } keys:
                var all = HeapObject.Create(call.Type, call.Syntax);
                foreach (var entry in keys.Entries)
                    all = all.SetEntry(entry.Key, new(Condition(Equality, entry.Value, call.Syntax), entry.Value.Source));
                return Allocate(all);
            case var name when name.StartsWith("AndRangeKey", StringComparison.Ordinal):
                return receiver;
            default:
                return null;
        }
    }

    private FlowValue? CallOnBuilder(IInvocationOperation call, FlowValue? receiver, ImmutableArray<AccessArgument>.Builder arguments)
    {
        var contents = _state.Object(receiver);
        var isName = call.TargetMethod.ContainingType.Name == "NameBuilder";
        switch (call.TargetMethod.Name)
        {
            case "New" when arguments.Count == 0:
                return Allocate(HeapObject.Create(call.Type, call.Syntax));
            case "New" or "WithKey" or "WithName" when arguments.Count == 1 && !(isName && call.TargetMethod.Name == "WithName"):
                var name = HeapObject.Create(call.Type, call.Syntax).Set(Name, arguments[0].Slot);
                return Allocate(receiver is null ? name : name.Set(Before, new(receiver, call.Syntax)));
            case "KeyEqual" or "Equal" when isName && arguments.Count == 1 && contents is not null && contents.Properties.TryGetValue(Name, out var compared):
                return Compared(BeforeOf(contents, call), compared.Value, arguments[0].Slot, call.Syntax);
            case "And":
                return All(call, receiver, arguments);
            case "WithCondition" when arguments.Count == 1:
                return All(call, receiver, arguments);
            case "Build":
                return receiver;
            // Any other comparison of a key builder concerns the sort key; of a condition builder it narrows what is joined by And.
            case var other when isName && contents is not null && (other.StartsWith("Key", StringComparison.Ordinal) || call.Type?.Name == "ConditionExpressionBuilder"):
                return Allocate(BeforeOf(contents, call));
            default:
                return null;
        }
    }

    private HeapObject BeforeOf(HeapObject name, IInvocationOperation call) =>
        HeapObject.Create(call.Type, call.Syntax) with
        {
            Entries = name.Properties.TryGetValue(Before, out var before) && _state.Object(before.Value) is { } earlier ? earlier.Entries : ImmutableArray<Entry>.Empty,
        };

    private FlowValue Compared(HeapObject contents, FlowValue name, Slot value, SyntaxNode at) =>
        Allocate((contents with { Creation = at }).SetEntry(name, new(Condition(Equality, value, value.Source ?? at), value.Source)));

    private FlowValue All(IInvocationOperation call, FlowValue? receiver, ImmutableArray<AccessArgument>.Builder arguments)
    {
        var all = HeapObject.Create(call.Type, call.Syntax);
        var parts = Spread(arguments);
        if (receiver is not null)
            parts.Insert(0, receiver);
        foreach (var part in parts)
        {
            if (_state.Object(part) is not { } contents)
            {
                all = all with { Open = "a part of the built condition is not visible" };
                continue;
            }

            foreach (var entry in contents.Entries)
                all = all.SetEntry(entry.Key, entry.Value);
            if (contents.Open is { } open)
                all = all with { Open = open };
        }

        return Allocate(all);
    }

    /// <summary>The arguments under the names of the properties that they set, or of the parameters.</summary>
    private static HeapObject Keep(HeapObject contents, IMethodSymbol method, ImmutableArray<AccessArgument>.Builder arguments)
    {
        foreach (var argument in arguments)
        {
            var name = argument.Parameter switch
            {
                "op" => Operator,
                "tableName" => TableName,
                var parameter => PropertyFor(parameter, method.ContainingType) ?? parameter,
            };
            contents = contents.Set(name, argument.Slot);
        }

        return contents;
    }
}
