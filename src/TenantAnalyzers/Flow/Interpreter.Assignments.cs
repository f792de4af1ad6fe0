using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TenantAnalyzers.DynamoDb;

namespace TenantAnalyzers.Flow;

/// <summary>What an assignment changes.</summary>
internal sealed partial class Interpreter
{
    private FlowValue Assign(ISimpleAssignmentOperation assignment)
    {
        if (assignment.IsRef)
            return Abandon(assignment);
        var value = Copied(Evaluate(assignment.Value), assignment.Value.Syntax);
        return Store(assignment.Target, value, assignment.Value.Syntax);
    }

    // A struct or tuple is another one once it is assigned: what is done to either is not done to both.
    private FlowValue Copied(FlowValue value, SyntaxNode? at) =>
        at is not null && _state.Object(value) is { Type.IsValueType: true } contents && contents.Creation != at
            ? Allocate(contents with { Creation = at })
            : value;

    private FlowValue Assign(ICompoundAssignmentOperation compound)
    {
        var old = Evaluate(compound.Target);
        var added = Evaluate(compound.Value);
        var value = compound.OperatorKind == BinaryOperatorKind.Add && compound.Type?.SpecialType == SpecialType.System_String
            ? TextValue.Concat([TextValue.Of(old), TextValue.Of(added)])
            : NotFollowed;
        return Store(compound.Target, value, compound.Syntax);
    }

    /// <summary>Puts a value where the target says, and gives the value back.</summary>
    private FlowValue Store(IOperation target, FlowValue value, SyntaxNode source)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                StoreVariable(local.Local, local.Local.IsRef ? NotFollowed : value);
                break;
            case IParameterReferenceOperation parameter:
                StoreVariable(parameter.Parameter, value);
                break;
            case IFlowCaptureReferenceOperation capture when _state.Captures.TryGetValue(capture.Id, out var captured) && captured is PlaceValue place:
                StoreEntry(place, value, source);
                break;
            case IFlowCaptureReferenceOperation capture when _places.TryGetValue(capture.Id, out var member) && member is not IFlowCaptureReferenceOperation:
                Store(member, value, source);
                break;
            case IFieldReferenceOperation field:
                StoreMember(field.Instance, field.Field, (field.Field.CorrespondingTupleField ?? field.Field).Name, value, source);
                break;
            case IPropertyReferenceOperation { Arguments.IsEmpty: false } indexer:
                if (Locate(indexer) is PlaceValue located)
                    StoreEntry(located, value, source);
                break;
            case IPropertyReferenceOperation property:
                StoreMember(property.Instance, property.Property, property.Property.Name, value, source);
                break;
            case IDeclarationExpressionOperation declaration:
                Store(declaration.Expression, value, source);
                break;
            case IArrayElementReferenceOperation element:
                _state = _state.Escape(Evaluate(element.ArrayReference), "an element of it is assigned");
                break;
            case IConversionOperation conversion:
                Store(conversion.Operand, value, source);
                break;
            case ITupleOperation tuple:
                StoreTuple(tuple, value, source);
                break;
            case IDiscardOperation:
                break;
            default:
                _state = _state.Escape(value, "it is stored where it is not followed");
                Abandon(target);
                break;
        }

        return value;
    }

    private void StoreVariable(ISymbol variable, FlowValue value) => _state = _state.Set(variable, Named(variable, value));

    private void StoreMember(IOperation? instance, ISymbol member, string name, FlowValue value, SyntaxNode source)
    {
        if (instance is null || (instance is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } && IsThis(_this)))
        {
            _state = _state.Set(member, value);
            return;
        }

        var owner = Receiver(instance);
        if (_state.Object(owner) is { } contents)
            _state = _state.Set(((ObjectValue)owner.Unwrapped).Id, contents.Set(name, new(value, source)));
        else
            _state = _state.Escape(value, $"it is kept in `{name}`, which other code can change").ForgetTestsOfMembers();
    }

    private void StoreEntry(PlaceValue place, FlowValue value, SyntaxNode source)
    {
        if (_state.Object(place.Owner) is { } contents)
            _state = _state.Set(place.Owner.Id, contents.SetEntry(place.Key, new(value, source)));
    }

    private FlowValue Deconstruct(IDeconstructionAssignmentOperation deconstruction)
    {
        var value = Evaluate(deconstruction.Value);
        return Store(deconstruction.Target, value, deconstruction.Value.Syntax);
    }

    private void StoreTuple(ITupleOperation tuple, FlowValue value, SyntaxNode source)
    {
        var contents = _state.Object(value);
        for (var i = 0; i < tuple.Elements.Length; i++)
        {
            var element = contents is not null && contents.Properties.TryGetValue(TupleItem(i), out var slot) ? slot.Value : NotFollowed;
            Store(tuple.Elements[i], element, source);
        }
    }

    /// <summary>
    /// The object a member is called on. Reading a collection property that was never assigned makes it an empty
    /// collection of the object: so it is in SDK v3, and in v4 the code would not get past it.
    /// </summary>
    private FlowValue Receiver(IOperation instance)
    {
        if (instance is IPropertyReferenceOperation { Arguments.IsEmpty: true, Instance: { } of } property
            && Receiver(of) is var owner && _state.Object(owner) is { Open: null } contents
            && !contents.Properties.ContainsKey(property.Property.Name)
            && (IsCollection(property.Type) || IsMadeByItsOwner(property.Property)))
        {
            var created = Allocate(HeapObject.Create(property.Type, property.Syntax));
            _state = _state.Set(((ObjectValue)owner.Unwrapped).Id, contents.Set(property.Property.Name, new(created, property.Syntax)));
            return created;
        }

        return Evaluate(instance);
    }

    // `expression.ExpressionAttributeValues` and `config.Filter` are there from the start.
    private static bool IsMadeByItsOwner(IPropertySymbol property) =>
        property.Name is "ExpressionAttributeValues" or "ExpressionAttributeNames" or "Filter" && SdkTypes.IsIn(property.ContainingType, SdkTypes.DocumentModel);
}
