using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TenantAnalyzers.DynamoDb;

namespace TenantAnalyzers.Flow;

/// <summary>What a new object holds.</summary>
internal sealed partial class Interpreter
{
    // A body that keeps more objects of one expression alive at a time fills a container in a loop.
    private const int MostRounds = 3;

    private FlowValue Create(IObjectCreationOperation creation)
    {
        var type = creation.Type;
        var contents = HeapObject.Create(type, creation.Syntax);
        var arguments = new List<(IParameterSymbol? Parameter, FlowValue Value, SyntaxNode Source)>(creation.Arguments.Length);
        foreach (var argument in creation.Arguments)
            arguments.Add((argument.Parameter, Evaluate(argument.Value), argument.Value.Syntax));

        if (Sdk.IsModelType(type))
        {
            foreach (var (parameter, value, source) in arguments)
            {
                if (parameter is not null && PropertyFor(parameter, type!) is { } property)
                    contents = contents.Set(property, new(value, source));
            }
        }
        else if (IsCollection(type))
        {
            foreach (var (_, value, _) in arguments)
                contents = Fill(contents, value);
        }
        else if (type is { Name: "KeyValuePair", ContainingNamespace.Name: "Generic" })
        {
            for (var i = 0; i < arguments.Count && i < 2; i++)
                contents = contents.Set(i == 0 ? "Key" : "Value", new(arguments[i].Value, arguments[i].Source));
        }
        else
        {
            foreach (var (_, value, _) in arguments)
                _state = _state.Escape(value, $"it was given to a new `{type?.Name}`");
            contents = contents.Opened($"the constructor of `{type?.Name}` is not followed");
        }

        return Allocate(contents);
    }

    private FlowValue CreateArray(IArrayCreationOperation array)
    {
        var contents = HeapObject.Create(array.Type, array.Syntax);
        foreach (var size in array.DimensionSizes)
            Evaluate(size);
        if (array.Initializer is null)
            return Allocate(contents.Opened("its elements are assigned one by one"));
        foreach (var element in array.Initializer.ElementValues)
            contents = contents.Append(new(Evaluate(element), element.Syntax));
        return Allocate(contents);
    }

    private FlowValue CreateList(IOperation operation, CollectionExpressionSyntax collection)
    {
        var contents = HeapObject.Create(operation.Type, operation.Syntax);
        foreach (var child in operation.ChildOperations)
            contents = contents.Append(new(Evaluate(child), child.Syntax));
        foreach (var element in collection.Elements)
        {
            if (element is not ExpressionElementSyntax)
                return Allocate(contents.Opened("it spreads another collection"));
        }

        return Allocate(contents);
    }

    private FlowValue CreateTuple(ITupleOperation tuple)
    {
        var contents = HeapObject.Create(tuple.Type, tuple.Syntax);
        for (var i = 0; i < tuple.Elements.Length; i++)
            contents = contents.Set(TupleItem(i), new(Evaluate(tuple.Elements[i]), tuple.Elements[i].Syntax));
        return Allocate(contents);
    }

    private FlowValue Allocate(HeapObject contents)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var key = (contents.Creation, _context, round);
            if (!_objectIds.TryGetValue(key, out var id))
                _objectIds.Add(key, id = _objectIds.Count);
            if (_state.Heap.ContainsKey(id))
                continue;
            _state = _state.Set(id, contents);
            return new ObjectValue(id);
        }

        return new UnknownValue("it is one of many objects made in a loop");
    }

    // A copy constructor takes over what is seen of its source; sizes and comparers add nothing.
    private HeapObject Fill(HeapObject contents, FlowValue source)
    {
        if (source.Unwrapped is ConstantValue)
            return contents;
        if (_state.Object(source) is not { Open: null } other)
            return source.Unwrapped is SymbolValue { Symbol: IPropertySymbol { ContainingType.Name: "StringComparer" } } ? contents : contents.Opened("it is a copy of something that is not followed");
        foreach (var entry in other.Entries)
        {
            if (_state.Object(entry.Value.Value) is { Type.Name: "KeyValuePair" } pair)
            {
                if (!pair.Properties.TryGetValue("Key", out var key) || !pair.Properties.TryGetValue("Value", out var value))
                    return contents.Opened("it is filled from pairs that are not followed");
                contents = contents.SetEntry(key.Value, value);
            }
            else
            {
                contents = contents with { Entries = contents.Entries.Add(entry) };
            }
        }

        return contents;
    }

    private static string? PropertyFor(IParameterSymbol parameter, ITypeSymbol type)
    {
        foreach (var member in type.GetMembers())
        {
            if (member is IPropertySymbol && member.Name.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase))
                return member.Name;
        }

        return null;
    }

    private static bool IsCollection(ITypeSymbol? type) =>
        type is INamedTypeSymbol { IsGenericType: true, ContainingNamespace: { Name: "Generic", ContainingNamespace: { Name: "Collections", ContainingNamespace.Name: "System" } } }
        && type.Name is not "KeyValuePair";

    private static string TupleItem(int index) => "Item" + (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
