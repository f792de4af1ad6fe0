using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TenantAnalyzers.Policies;

/// <summary>
/// What is done to an object between its creation and its use: by its initializer, by calls chained to it, and by way of the local
/// that holds it. What is done under a condition, in a loop or by other code leaves the history incomplete.
/// </summary>
internal sealed class ObjectHistory
{
    private readonly MemberOperations _member;
    private readonly CancellationToken _cancellation;
    private readonly List<ObjectChange> _changes = [];
    private readonly List<IOperation> _uses = [];
    private readonly List<IMethodSymbol> _strangers = [];
    private HashSet<ILocalSymbol>? _followed;

    private ObjectHistory(MemberOperations member, CancellationToken cancellation) => (_member, _cancellation) = (member, cancellation);

    /// <summary>Whether all that is done to the object in its member is among <see cref="Changes"/>.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>Whether code outside the member gets hold of the object.</summary>
    public bool Escapes { get; private set; }

    /// <summary>What is done, in the order of the text.</summary>
    public IReadOnlyList<ObjectChange> Changes => _changes;

    /// <summary>The project's own methods that the object is handed to.</summary>
    public IReadOnlyList<IMethodSymbol> Strangers => _strangers;

    /// <summary>The places where the object is handed to something else.</summary>
    public IReadOnlyList<IOperation> Uses => _uses;

    /// <summary>The history of an object that is made here, by a creation or a call.</summary>
    public static ObjectHistory Of(IOperation made, MemberOperations member, CancellationToken cancellation)
    {
        var history = new ObjectHistory(member, cancellation);
        if (made is IObjectCreationOperation creation)
            history.ReadInitializer(creation);
        history.Follow(made, isAlwaysDone: true);
        return history;
    }

    private void ReadInitializer(IObjectCreationOperation creation)
    {
        if (creation.Initializer is null)
            return;
        foreach (var item in creation.Initializer.Initializers)
        {
            _cancellation.ThrowIfCancellationRequested();
            switch (item)
            {
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments: [var key] }, Value: var value }:
                    _changes.Add(new(ObjectChangeKind.SetItem, "", value, key.Value));
                    break;
                case ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var member }, Value: var value }:
                    _changes.Add(new(ObjectChangeKind.Set, member.Name, value));
                    break;
                case IMemberInitializerOperation { InitializedMember: IMemberReferenceOperation { Member: var member }, Initializer.Initializers: var added }:
                    foreach (var one in added)
                    {
                        if (one is IInvocationOperation { TargetMethod: { Name: "Add", IsExtensionMethod: false }, Arguments: [var argument] })
                            _changes.Add(new(ObjectChangeKind.Add, member.Name, argument.Value));
                        else
                            IsComplete = false;
                    }

                    break;
                case IInvocationOperation call when TryReadCollectionCall(call):
                    break;
                default:
                    IsComplete = false;
                    break;
            }
        }
    }

    // `Add(item)`, `Add(key, value)`, `AddRange(items)` of a collection.
    private bool TryReadCollectionCall(IInvocationOperation call)
    {
        if (call.TargetMethod.IsExtensionMethod)
            return false;
        switch (call.TargetMethod.Name)
        {
            case "Add" when call.Arguments is [var item]:
                _changes.Add(new(ObjectChangeKind.Add, "", item.Value));
                return true;
            case "Add" or "TryAdd" when call.Arguments is [var key, var value]:
                _changes.Add(new(ObjectChangeKind.SetItem, "", value.Value, key.Value));
                return true;
            case "AddRange" when call.Arguments is [var items]:
                _changes.Add(new(ObjectChangeKind.AddRange, "", items.Value));
                return true;
            default:
                return false;
        }
    }

    private void Follow(IOperation value, bool isAlwaysDone)
    {
        while (true)
        {
            _cancellation.ThrowIfCancellationRequested();
            while (value.Parent is IConversionOperation or IParenthesizedOperation)
                value = value.Parent;
            switch (value.Parent)
            {
                case IInvocationOperation call when call.Instance == value:
                    if (!TryReadCall(call, isAlwaysDone))
                        return;
                    value = call;
                    continue;
                case IPropertyReferenceOperation property when property.Instance == value:
                    FollowProperty(property, isAlwaysDone);
                    return;
                case IFieldReferenceOperation { Field.Type.IsReferenceType: true }:
                    IsComplete = false;
                    return;
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }:
                    FollowLocal(local);
                    return;
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } assignment when assignment.Value == value:
                    FollowLocal(local);
                    return;
                // Of an object that is being made, as an element or a member.
                case ISimpleAssignmentOperation { Parent: IObjectOrCollectionInitializerOperation or IAnonymousObjectCreationOperation }:
                    _uses.Add(value);
                    return;
                case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out }:
                    IsComplete = false;
                    return;
                case IArgumentOperation argument:
                    if (OwnCallee(argument) is { } stranger)
                        _strangers.Add(stranger);
                    _uses.Add(value);
                    return;
                case IReturnOperation or IAssignmentOperation or IFieldInitializerOperation or IPropertyInitializerOperation:
                    Escapes = true;
                    _uses.Add(value);
                    return;
                default:
                    _uses.Add(value);
                    return;
            }
        }
    }

    // Whether the call gives the object back, so that more may be chained to it.
    private bool TryReadCall(IInvocationOperation call, bool isAlwaysDone)
    {
        var name = call.TargetMethod.Name;
        if (!name.StartsWith("Add", StringComparison.Ordinal) && !name.StartsWith("With", StringComparison.Ordinal) && name != "TryAdd")
        {
            IsComplete &= OnlyReads(name);
            return false;
        }

        IsComplete &= isAlwaysDone;
        if (TryReadCollectionCall(call))
            return false;
        _changes.Add(new(ObjectChangeKind.Call, name, call));
        return call.Type is not null && SymbolEqualityComparer.Default.Equals(call.Type, call.TargetMethod.ContainingType);
    }

    private void FollowLocal(ILocalSymbol local)
    {
        var uses = _member.UsesOf(local);
        if (uses.OnlyValue is null || uses.Declarator is not { } declarator)
        {
            IsComplete = false;
            return;
        }

        if (!(_followed ??= new(SymbolEqualityComparer.Default)).Add(local))
            return;
        foreach (var reference in uses.References)
        {
            if (reference.Parent is not ISimpleAssignmentOperation assignment || assignment.Target != reference)
                Follow(reference, MemberOperations.IsAlwaysDone(reference, declarator));
        }
    }

    private void FollowProperty(IPropertyReferenceOperation property, bool isAlwaysDone)
    {
        IOperation value = property;
        while (value.Parent is IConversionOperation)
            value = value.Parent;
        switch (value.Parent)
        {
            case ISimpleAssignmentOperation assignment when assignment.Target == value && property.Arguments is [var key]:
                _changes.Add(new(ObjectChangeKind.SetItem, "", assignment.Value, key.Value));
                IsComplete &= isAlwaysDone;
                break;
            case ISimpleAssignmentOperation assignment when assignment.Target == value:
                _changes.Add(new(ObjectChangeKind.Set, property.Property.Name, assignment.Value));
                IsComplete &= isAlwaysDone;
                break;
            case IInvocationOperation { TargetMethod: { Name: "Add", IsExtensionMethod: false }, Arguments: [var item] } call when call.Instance == value:
                _changes.Add(new(ObjectChangeKind.Add, property.Property.Name, item.Value));
                IsComplete &= isAlwaysDone;
                break;
            case IInvocationOperation { TargetMethod.Name: var name } call when call.Instance == value && OnlyReads(name):
                break;
            default:
                // Who holds a collection of the object can change it.
                if (property.Type is not { SpecialType: SpecialType.System_String } and not { IsValueType: true })
                    IsComplete = false;
                break;
        }
    }

    private static IMethodSymbol? OwnCallee(IArgumentOperation argument)
    {
        var callee = argument.Parent switch
        {
            IInvocationOperation call => call.TargetMethod,
            IObjectCreationOperation creation => creation.Constructor,
            _ => null,
        };
        return callee?.ContainingType is { } type && argument.SemanticModel is { Compilation: var compilation } && PolicyTypes.IsOwn(type, compilation) ? callee : null;
    }

    private static bool OnlyReads(string method) =>
        method.StartsWith("To", StringComparison.Ordinal) || method.StartsWith("Get", StringComparison.Ordinal)
        || method.StartsWith("Contains", StringComparison.Ordinal) || method.StartsWith("TryGet", StringComparison.Ordinal)
        || method.StartsWith("Validate", StringComparison.Ordinal) || method.StartsWith("Write", StringComparison.Ordinal)
        || method is "Equals" or "CheckIfStatementExists" or "Any" or "Count" or "Freeze";
}

/// <summary>What is done to an object.</summary>
internal enum ObjectChangeKind
{
    /// <summary>A member is set.</summary>
    Set,

    /// <summary>An entry of the object is set by its key.</summary>
    SetItem,

    /// <summary>An item is added to the object, or to the collection that a member holds.</summary>
    Add,

    /// <summary>Items are added to the object.</summary>
    AddRange,

    /// <summary>A method is called that changes it.</summary>
    Call,
}

/// <summary>One thing that is done to an object.</summary>
/// <param name="Kind">What.</param>
/// <param name="Member">The member that is set, or whose collection is added to, or the method that is called; empty for the object itself.</param>
/// <param name="Value">The value, or the call.</param>
/// <param name="Key">The key of an entry.</param>
internal readonly record struct ObjectChange(ObjectChangeKind Kind, string Member, IOperation Value, IOperation? Key = null);
