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
        var arguments = Given(creation.Arguments);
        // A value in a document is worth what it wraps.
        if (SdkTypes.IsEntry(type))
            return arguments.Count > 0 ? arguments[0].Slot.Value : NotFollowed;
        // A strongly typed tenant is the tenant, whatever it is made of.
        if (type is not null && _identity.IsTenantIdType(type))
            return new SymbolValue(type);

        var contents = HeapObject.Create(type, creation.Syntax);
        if (SdkTypes.IsMap(type))
        {
            var map = Allocate(arguments.Count == 1 ? Fill(contents, arguments[0].Slot.Value) : contents);
            if (arguments.Count == 3 && map is ObjectValue filter)
                AddCondition(filter.Id, arguments, creation.Syntax);
            return map;
        }

        if (SdkTypes.KeepsWhatItIsGiven(type) && creation.Constructor is { } constructor)
            return Allocate(Keep(contents, constructor, arguments));
        if (IsCollection(type))
        {
            foreach (var argument in arguments)
                contents = Fill(contents, argument.Slot.Value);
            return Allocate(contents);
        }

        if (type is { Name: "KeyValuePair", ContainingNamespace.Name: "Generic" })
        {
            for (var i = 0; i < arguments.Count && i < 2; i++)
                contents = contents.Set(i == 0 ? "Key" : "Value", arguments[i].Slot);
            return Allocate(contents);
        }

        if (IsBuilder(type))
            return Allocate(arguments is [] or [{ Parameter: "value" }, ..] ? (arguments.Count > 0 ? contents.Set(BuiltText, arguments[0].Slot) : contents) : contents);
        return CreateOther(creation, contents, arguments);
    }

    // What a class of the user's own does not show may have been set by code that is not followed.
    private FlowValue CreateOther(IObjectCreationOperation creation, HeapObject contents, ImmutableArray<AccessArgument>.Builder arguments)
    {
        contents = contents with { Open = $"the constructor of `{creation.Type?.Name}` is not followed" };
        if (creation.Constructor is { } primary && IsPositional(primary))
        {
            foreach (var argument in arguments)
            {
                if (PropertyFor(argument.Parameter, creation.Type!) is { } property)
                    contents = contents.Set(property, argument.Slot);
            }

            return Allocate(contents);
        }

        var created = Allocate(contents);
        if (arguments.Count > 0 && !FollowConstructor(creation, created, arguments))
        {
            foreach (var argument in arguments)
                _state = _state.Escape(argument.Slot.Value, $"it was given to a new `{creation.Type?.Name}`");
        }

        return created;
    }

    // The parameters of a record are its properties.
    private bool IsPositional(IMethodSymbol constructor) =>
        constructor.ContainingType.IsRecord && constructor.DeclaringSyntaxReferences is [var place] && place.GetSyntax(_cancellation) is RecordDeclarationSyntax;

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

    // `params ReadOnlySpan<string>`: an operation without a kind on the oldest Roslyn, whose children are the elements.
    private FlowValue CreateParams(IOperation list)
    {
        var contents = HeapObject.Create(list.Type, list.Syntax);
        foreach (var element in list.ChildOperations)
            contents = contents.Append(new(Evaluate(element), element.Syntax));
        return Allocate(contents);
    }

    private FlowValue CreateTuple(ITupleOperation tuple)
    {
        var contents = HeapObject.Create(tuple.Type, tuple.Syntax);
        for (var i = 0; i < tuple.Elements.Length; i++)
            contents = contents.Set(TupleItem(i), new(Evaluate(tuple.Elements[i]), tuple.Elements[i].Syntax));
        return Allocate(contents);
    }

    // `key with { Pk = … }`: the control-flow graph calls the method that clones, and assigns what stands in the braces afterwards.
    private FlowValue CreateCopy(FlowValue source, ITypeSymbol? type, SyntaxNode at) =>
        Allocate(_state.Object(source) is { } original
            ? original with { Creation = at }
            : HeapObject.Create(type, at).Opened("it is a copy of something that is not followed"));

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

    private static string? PropertyFor(string parameter, ITypeSymbol type)
    {
        foreach (var member in type.GetMembers())
        {
            if (member is IPropertySymbol && member.Name.Equals(parameter, StringComparison.OrdinalIgnoreCase))
                return member.Name;
        }

        return null;
    }

    private static bool IsCollection(ITypeSymbol? type) =>
        SdkTypes.IsMap(type) || type is INamedTypeSymbol { IsGenericType: true, ContainingNamespace: { Name: "Generic", ContainingNamespace: { Name: "Collections", ContainingNamespace.Name: "System" } } }
        && type.Name is not "KeyValuePair";

    private static string TupleItem(int index) => "Item" + (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
