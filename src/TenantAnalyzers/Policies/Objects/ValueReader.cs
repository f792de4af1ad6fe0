using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TenantAnalyzers.DynamoDb;

namespace TenantAnalyzers.Policies;

/// <summary>
/// Reads the value of an expression as JSON would show it: texts, lists, dictionaries, anonymous objects, the project's own types.
/// What is not known is a hole; an object that is not known as a whole is one hole, which is no statement and no condition.
/// </summary>
internal sealed partial class ValueReader(FixedValues values, CancellationToken cancellation)
{
    /// <summary>No policy nests deeper; values may be made of each other in a circle.</summary>
    private const int MostDepth = 24;

    /// <summary>More parts than the largest policy that IAM takes can have.</summary>
    private const int MostParts = 8192;

    private readonly Dictionary<IOperation, MemberOperations> _members = [];
    private int _depth;
    private int _parts;

    /// <summary>The cancellation of the analysis.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>The operations of the member that an operation stands in.</summary>
    public MemberOperations MemberOf(IOperation operation)
    {
        var root = operation;
        while (root.Parent is { } parent)
            root = parent;
        if (!_members.TryGetValue(root, out var member))
            _members.Add(root, member = MemberOperations.Of(root, cancellation));
        return member;
    }

    /// <summary>The history of an object.</summary>
    public ObjectHistory HistoryOf(IOperation made) => ObjectHistory.Of(made, MemberOf(made), cancellation);

    /// <summary>The creation that an object comes from, through locals, members and chained calls; null when it is not seen.</summary>
    public IObjectCreationOperation? CreationOf(IOperation operation) => OriginOf(operation, throughCalls: true) as IObjectCreationOperation;

    /// <summary>The call that an object comes from, through locals and members; null when it is not seen.</summary>
    public IInvocationOperation? CallOf(IOperation operation) => OriginOf(operation, throughCalls: false) as IInvocationOperation;

    private IOperation OriginOf(IOperation operation, bool throughCalls)
    {
        for (var steps = 0; steps < MostDepth * 4; steps++)
        {
            operation = Unwrap(operation);
            var before = operation switch
            {
                ILocalReferenceOperation { Local: var local } => MemberOf(operation).UsesOf(local).OnlyValue,
                IInvocationOperation { Instance: { } instance } call when throughCalls && SymbolEqualityComparer.Default.Equals(call.Type, instance.Type) => instance,
                IFieldReferenceOperation or IPropertyReferenceOperation => OperationOf(((IMemberReferenceOperation)operation).Member),
                _ => null,
            };
            if (before is null)
                break;
            operation = before;
        }

        return operation;
    }

    /// <summary>Reads a value.</summary>
    public PolicyPart Read(IOperation operation)
    {
        cancellation.ThrowIfCancellationRequested();
        operation = Unwrap(operation);
        if (_depth >= MostDepth || ++_parts > MostParts)
            return TextPart.Unknown(operation.Syntax);
        _depth++;
        try
        {
            return ReadCore(operation);
        }
        finally
        {
            _depth--;
        }
    }

    /// <summary>The value inside conversions that leave it as it is.</summary>
    public static IOperation Unwrap(IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation { OperatorMethod: null, Operand: var operand }:
                    operation = operand;
                    break;
                case IConversionOperation { Operand: var operand, Type: var type } when PolicyTypes.Wraps(type):
                    operation = operand;
                    break;
                case IParenthesizedOperation { Operand: var operand }:
                    operation = operand;
                    break;
                default:
                    return operation;
            }
        }
    }

    private PolicyPart ReadCore(IOperation operation)
    {
        if (operation.Type is { TypeKind: TypeKind.Enum })
            return operation is IFieldReferenceOperation { Field: var member } ? TextPart.Of(operation.Syntax, member.Name) : TextPart.Unknown(operation.Syntax);
        if (operation.ConstantValue is { HasValue: true, Value: var constant })
            return Constant(operation.Syntax, constant);
        if (operation.Type is { SpecialType: SpecialType.System_String })
            return ReadText(operation);
        return operation switch
        {
            IAnonymousObjectCreationOperation anonymous => ReadAnonymous(anonymous),
            IObjectCreationOperation creation => ReadCreation(creation),
            IArrayCreationOperation array => ReadArray(array),
            IInvocationOperation call => ReadCall(call),
            ILocalReferenceOperation { Local: var local } => MemberOf(operation).UsesOf(local).OnlyValue is { } only && !HasElementsSet(operation, local) ? Read(only) : TextPart.Unknown(operation.Syntax),
            IFieldReferenceOperation or IPropertyReferenceOperation => ReadMember((IMemberReferenceOperation)operation),
            _ when operation.Syntax is CollectionExpressionSyntax collection => ReadCollection(operation, collection),
            _ => TextPart.Unknown(operation.Syntax),
        };
    }

    private static PolicyPart Constant(SyntaxNode syntax, object? constant) => constant switch
    {
        string text => TextPart.Of(syntax, text),
        char character => TextPart.Of(syntax, character.ToString()),
        true => new ScalarPart(syntax, "true"),
        false => new ScalarPart(syntax, "false"),
        null => new ScalarPart(syntax, "null"),
        double.NaN or double.PositiveInfinity or double.NegativeInfinity or float.NaN or float.PositiveInfinity or float.NegativeInfinity => TextPart.Unknown(syntax),
        IFormattable number => new ScalarPart(syntax, number.ToString(null, CultureInfo.InvariantCulture)),
        _ => TextPart.Unknown(syntax),
    };

    // A list that is kept in a field, and has that value whoever asks: `static readonly string[] Actions = …`.
    private PolicyPart ReadMember(IMemberReferenceOperation reference)
    {
        if (PolicyTypes.IsActionIdentifiers(reference.Member.ContainingType))
            return ReadActionIdentifier(reference);
        // A statement that is kept in a member is judged where it is made.
        if (PolicyTypes.IsAccessControl(reference.Type, "Statement") || PolicyTypes.IsCdkIam(reference.Type, "PolicyStatement"))
            return TextPart.Unknown(reference.Syntax);
        return OperationOf(reference.Member) is { } value && Read(value) is var part && part is not TextPart { IsUnknown: true }
            ? part with { Syntax = reference.Syntax }
            : TextPart.Unknown(reference.Syntax);
    }

    /// <summary>The value that a member of the project always has.</summary>
    private IOperation? OperationOf(ISymbol member)
    {
        if (member.DeclaringSyntaxReferences.IsEmpty || values.ValueOf(member, cancellation) is not { } expression)
            return null;
        var model = values.ModelOf(expression);
        // `string[] actions = { … }`: the braces alone are no expression.
        return expression is InitializerExpressionSyntax { Parent: { } clause }
            ? (model.GetOperation(clause, cancellation) as ISymbolInitializerOperation)?.Value
            : model.GetOperation(expression, cancellation);
    }

    // `actions[0] = …` after the array was made.
    private bool HasElementsSet(IOperation operation, ILocalSymbol local)
    {
        if (local.Type is not IArrayTypeSymbol)
            return false;
        foreach (var reference in MemberOf(operation).UsesOf(local).References)
        {
            if (reference.Parent is IArrayElementReferenceOperation { Parent: IAssignmentOperation assignment } element && assignment.Target == element)
                return true;
        }

        return false;
    }
}
