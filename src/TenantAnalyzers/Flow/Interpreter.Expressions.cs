using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TenantAnalyzers.DynamoDb;

namespace TenantAnalyzers.Flow;

/// <summary>What an expression is worth.</summary>
internal sealed partial class Interpreter
{
    // `this.A.B.C…` of any depth is one value; what it was read from matters for a few steps only.
    private const int LongestOrigin = 4;

    private static readonly UnknownValue NotFollowed = new("it is computed in a way that is not followed");

    private FlowValue Evaluate(IOperation operation)
    {
        if (_depth >= DeepestExpression)
            return new UnknownValue("the expression is nested too deeply");
        _depth++;
        var value = Constant(operation) ?? EvaluateCore(operation);
        _depth--;
        return value;
    }

    private FlowValue? Constant(IOperation operation)
    {
        if (!operation.ConstantValue.HasValue)
            return null;
        FlowValue value = operation.ConstantValue.Value switch
        {
            null => NullValue.Instance,
            string text => TextValue.Constant(text),
            var other => new ConstantValue(other),
        };
        return operation switch
        {
            ILocalReferenceOperation local => Named(local.Local, value),
            _ => value,
        };
    }

    private FlowValue EvaluateCore(IOperation operation)
    {
        switch (operation)
        {
            case IExpressionStatementOperation statement: return Evaluate(statement.Operation);
            case IFlowCaptureOperation capture: return Capture(capture);
            case IFlowCaptureReferenceOperation reference: return Read(reference);
            case ILocalReferenceOperation local: return ReadVariable(local.Local);
            case IParameterReferenceOperation parameter: return ReadVariable(parameter.Parameter);
            case IFieldReferenceOperation field: return ReadField(field);
            case IPropertyReferenceOperation property: return ReadProperty(property);
            case IInstanceReferenceOperation { Type: { } type }: return _this ?? new SymbolValue(type);
            case ITypeOfOperation { TypeOperand: { } of }: return new SymbolValue(Resolve(of));
            case IConversionOperation conversion: return Convert(conversion);
            case IAwaitOperation awaited: return Evaluate(awaited.Operation);
            case IParenthesizedOperation parenthesized: return Evaluate(parenthesized.Operand);
            case IInterpolatedStringOperation interpolated: return Interpolate(interpolated);
            case IBinaryOperation binary: return EvaluateBinary(binary);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not: return Not(Evaluate(not.Operand));
            case IIsNullOperation isNull: return IsNull(Evaluate(isNull.Operand));
            case IIsPatternOperation pattern: return Match(pattern);
            case IDefaultValueOperation { Type.IsReferenceType: true }: return NullValue.Instance;
            case ISimpleAssignmentOperation assignment: return Assign(assignment);
            case ICompoundAssignmentOperation compound: return Assign(compound);
            case IIncrementOrDecrementOperation increment: return Store(increment.Target, NotFollowed, increment.Syntax);
            case IDeconstructionAssignmentOperation deconstruction: return Deconstruct(deconstruction);
            case IDeclarationExpressionOperation declaration: return Evaluate(declaration.Expression);
            case IObjectCreationOperation creation: return Create(creation);
            case IArrayCreationOperation array: return CreateArray(array);
            case ITupleOperation tuple: return CreateTuple(tuple);
            case IInvocationOperation call: return Call(call);
            case IDelegateCreationOperation creation: return Evaluate(creation.Target);
            case IFlowAnonymousFunctionOperation function: return Enter(function);
            case IMethodReferenceOperation method:
                return Refer(method);
        }

        // IOperation has a kind for collection expressions only since Roslyn 4.10.
        return operation.Syntax is CollectionExpressionSyntax collection && operation.ChildOperations.Count == collection.Elements.Count
            ? CreateList(operation, collection)
            : Abandon(operation);
    }

    /// <summary>An operation that is not followed: its parts are evaluated for what they change, and what they refer to escapes.</summary>
    private FlowValue Abandon(IOperation operation)
    {
        foreach (var child in operation.ChildOperations)
            _state = _state.Escape(Evaluate(child), "it is used in a way that is not followed");
        return NotFollowed;
    }

    private FlowValue Capture(IFlowCaptureOperation capture)
    {
        // A receiver is captured when an argument needs blocks of its own: `request.Key.Add("id", new() { S = id })`.
        var value = capture.Value is IPropertyReferenceOperation { Arguments.IsEmpty: false } indexer ? Locate(indexer)
            : _nullTested.Contains(capture.Id) ? Evaluate(capture.Value) : Receiver(capture.Value);
        // A struct has no method that clones it.
        if (capture.Syntax.Parent is WithExpressionSyntax with)
            value = Copied(value, with);
        _places[capture.Id] = capture.Value;
        _state = _state.Set(capture.Id, value);
        return value;
    }

    private FlowValue Read(IFlowCaptureReferenceOperation reference) =>
        _state.Captures.TryGetValue(reference.Id, out var value) ? (value as PlaceValue)?.Current ?? value : NotFollowed;

    private FlowValue ReadVariable(ISymbol variable) =>
        _state.Variables.TryGetValue(variable, out var value) ? value : new SymbolValue(variable);

    // A method group is an access whose request is given where the delegate is called.
    private FlowValue Refer(IMethodReferenceOperation method)
    {
        var receiver = method.Instance is null ? null : Evaluate(method.Instance);
        if (_sdk.TryFind(method.Method, out var entryPoint))
            Observe(method, method.Method, entryPoint, receiver, ImmutableArray<AccessArgument>.Empty);
        return NotFollowed;
    }

    private FlowValue ReadField(IFieldReferenceOperation field) =>
        ReadField(field.Field, field.Instance is null ? null : Evaluate(field.Instance));

    private FlowValue ReadField(IFieldSymbol field, FlowValue? instance)
    {
        if (_state.Object(instance) is { } contents)
            return contents.Properties.TryGetValue((field.CorrespondingTupleField ?? field).Name, out var slot) ? Lent(field, slot.Value) : new SymbolValue(field);
        if (IsThis(instance) && _state.Variables.TryGetValue(field, out var value))
            return value;
        var text = _identity.Denotes(field) ? null : _other.FixedText(field, _cancellation);
        return text is null ? new SymbolValue(field, Origin(instance)) : TextValue.Constant(text);
    }

    private FlowValue ReadProperty(IPropertyReferenceOperation property)
    {
        if (!property.Arguments.IsEmpty)
            return Locate(property) is var place && place is PlaceValue { Current: var entry } ? entry : place;
        var instance = property.Instance is null ? null : Evaluate(property.Instance);
        // The SDK's configurations make their own collections; its requests leave them null.
        if (_state.Object(instance) is { Open: null } owner && !owner.Properties.ContainsKey(property.Property.Name)
            && IsCollection(property.Type) && SdkTypes.KeepsWhatItIsGiven(owner.Type) && !Sdk.IsModelType(owner.Type))
        {
            return Receiver(property);
        }

        return ReadProperty(property.Property, instance, property.Syntax);
    }

    private FlowValue ReadProperty(IPropertySymbol property, FlowValue? instance, SyntaxNode at)
    {
        if (_state.Object(instance) is { } contents)
        {
            if (contents.Properties.TryGetValue(property.Name, out var slot))
                return Lent(property, slot.Value);
            // In SDK v4 what was never assigned is null; in v3 a collection is empty, which decides no verdict otherwise.
            if (contents.Open is null && SdkTypes.KeepsWhatItIsGiven(contents.Type) && property.Type.IsReferenceType)
                return NullValue.Instance;
            return FollowGetter(property, instance, at) ?? new UnknownValue(contents.Open ?? $"`{property.Name}` was never assigned");
        }

        if (property is { Name: "HasValue", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T })
            return Not(IsNull(instance ?? NotFollowed));
        if (IsTransparent(property))
            return instance ?? NotFollowed;
        if (IsThis(instance) && _state.Variables.TryGetValue(property, out var value))
            return value;
        return FollowGetter(property, instance, at) ?? new SymbolValue(property, Origin(instance));
    }

    // `new Order { TenantId = id }`: the member's name says what `id` is.
    private FlowValue Lent(ISymbol member, FlowValue value) =>
        value is SymbolValue or UnknownValue or TextValue { IsConstant: false } && !Sdk.IsSdkAssembly(member.ContainingAssembly) && _identity.Denotes(member)
            ? new SymbolValue(member)
            : value;

    private FlowValue? FollowGetter(IPropertySymbol property, FlowValue? instance, SyntaxNode at) =>
        property.GetMethod is { } getter ? Follow(getter, instance, ImmutableArray.CreateBuilder<AccessArgument>(0), at) : null;

    // The object whose members this body assigns as if they were variables; static members have none.
    private static bool IsThis(FlowValue? instance) => instance is null or SymbolValue { Symbol: INamedTypeSymbol };

    private static FlowValue Find(HeapObject contents, FlowValue? key)
    {
        foreach (var entry in contents.Entries)
        {
            if (entry.Key.Equals(key))
                return entry.Value.Value;
        }

        return NotFollowed;
    }

    private FlowValue Locate(IPropertyReferenceOperation indexer)
    {
        var owner = indexer.Instance is null ? NotFollowed : Receiver(indexer.Instance);
        FlowValue key = NotFollowed;
        foreach (var argument in indexer.Arguments)
            key = Evaluate(argument.Value);
        return owner.Unwrapped is ObjectValue reference && _state.Object(reference) is { } contents
            ? new PlaceValue(reference, key, Find(contents, key))
            : new SymbolValue(indexer.Property, Origin(owner), (key.Unwrapped as TextValue) is { IsConstant: true } text ? text.Text : null);
    }

    /// <summary>A value read from a property that only unpacks it: <c>Task.Result</c>, <c>Nullable.Value</c>.</summary>
    private static bool IsTransparent(IPropertySymbol property) =>
        (property.Name == "Result" && property.ContainingType is { Name: "Task" or "ValueTask" })
        || (property.Name == "Value" && property.ContainingType.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T);

    private static FlowValue? Origin(FlowValue? instance)
    {
        var length = 0;
        for (var current = instance as SymbolValue; current is not null; current = current.From as SymbolValue)
            length++;
        return length >= LongestOrigin ? null : instance;
    }

    private FlowValue Convert(IConversionOperation conversion)
    {
        // A lambda that becomes an expression tree is data, never run as it stands.
        if (conversion.Operand is IFlowAnonymousFunctionOperation && conversion.Type?.TypeKind != TypeKind.Delegate)
            return NotFollowed;
        return Evaluate(conversion.Operand);
    }

    private FlowValue Interpolate(IInterpolatedStringOperation interpolated)
    {
        var parts = new List<TextValue>(interpolated.Parts.Length);
        foreach (var part in interpolated.Parts)
        {
            var value = part switch
            {
                IInterpolatedStringTextOperation text => Evaluate(text.Text),
                IInterpolationOperation hole => Evaluate(hole.Expression),
                _ => NotFollowed,
            };
            parts.Add(TextValue.Of(value));
        }

        return TextValue.Concat(parts);
    }

    private FlowValue EvaluateBinary(IBinaryOperation binary)
    {
        if (binary.OperatorKind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals)
        {
            var test = AreEqual(Evaluate(binary.LeftOperand), Evaluate(binary.RightOperand));
            return binary.OperatorKind == BinaryOperatorKind.Equals ? test : Not(test);
        }

        if (binary.OperatorKind is BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual)
            return Compare(binary.OperatorKind, Evaluate(binary.LeftOperand), Evaluate(binary.RightOperand));
        if (binary.OperatorKind != BinaryOperatorKind.Add || binary.Type?.SpecialType != SpecialType.System_String)
            return Abandon(binary);

        // A long concatenation is as deep as it is long: walk it, do not recurse.
        var operands = new Stack<IOperation>();
        IOperation current = binary;
        while (current is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String, ConstantValue.HasValue: false } add)
        {
            operands.Push(add.RightOperand);
            current = add.LeftOperand;
        }

        var parts = new List<TextValue>(operands.Count + 1) { TextValue.Of(Evaluate(current)) };
        while (operands.Count > 0)
            parts.Add(TextValue.Of(Evaluate(operands.Pop())));
        return TextValue.Concat(parts);
    }

    /// <summary>The value of a variable; a variable that denotes the tenant lends its name to whatever is put into it.</summary>
    private FlowValue Named(ISymbol variable, FlowValue value) =>
        variable is ILocalSymbol or IParameterSymbol && value is not SymbolValue { Symbol: ILocalSymbol or IParameterSymbol, From: not null }
        && (value is not ObjectValue || SdkTypes.Is(_state.Object(value)?.Type, SdkTypes.Model, "AttributeValue")) && _identity.Denotes(variable)
            ? new SymbolValue(variable, value)
            : value;
}
