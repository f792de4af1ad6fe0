using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TenantAnalyzers.Policies;

/// <summary>The operations of one member, and what becomes of its locals. Made only where a policy is found.</summary>
internal sealed class MemberOperations
{
    private readonly Dictionary<ILocalSymbol, LocalUses> _locals = new(SymbolEqualityComparer.Default);

    private MemberOperations(IOperation root) => Root = root;

    /// <summary>The body or initializer.</summary>
    public IOperation Root { get; }

    /// <summary>The member that an operation stands in.</summary>
    public static MemberOperations Of(IOperation operation, CancellationToken cancellation)
    {
        var root = operation;
        while (root.Parent is { } parent)
            root = parent;
        var member = new MemberOperations(root);
        foreach (var inner in root.DescendantsAndSelf())
        {
            cancellation.ThrowIfCancellationRequested();
            if (inner is IVariableDeclaratorOperation declarator)
                member.UsesOf(declarator.Symbol).Declarator = declarator;
            else if (inner is ILocalReferenceOperation reference)
                member.UsesOf(reference.Local).Add(reference);
        }

        return member;
    }

    /// <summary>Where a local is declared and named.</summary>
    public LocalUses UsesOf(ILocalSymbol local)
    {
        if (!_locals.TryGetValue(local, out var uses))
            _locals.Add(local, uses = new());
        return uses;
    }

    /// <summary>Whether an operation is done whenever the declaration of a local is, once.</summary>
    public static bool IsAlwaysDone(IOperation operation, IVariableDeclaratorOperation declarator)
    {
        var block = BlockOf(declarator);
        for (var current = operation.Parent; current is not null && current != block; current = current.Parent)
        {
            switch (current)
            {
                case IConditionalOperation or ILoopOperation or ISwitchOperation or ISwitchExpressionOperation or ICatchClauseOperation:
                case IAnonymousFunctionOperation or ILocalFunctionOperation or IConditionalAccessOperation or ICoalesceOperation:
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr }:
                    return false;
            }
        }

        return true;
    }

    private static IOperation? BlockOf(IOperation operation)
    {
        var block = operation.Parent;
        while (block is not null and not IBlockOperation)
            block = block.Parent;
        return block;
    }
}

/// <summary>Where a local is declared and named.</summary>
internal sealed class LocalUses
{
    private readonly List<ILocalReferenceOperation> _references = [];
    private IOperation? _assigned;
    private int _writes;

    /// <summary>The declaration; null where a pattern, a loop or an <c>out</c> declares it.</summary>
    public IVariableDeclaratorOperation? Declarator { get; set; }

    /// <summary>Every place that names it, in the order of the text.</summary>
    public IReadOnlyList<ILocalReferenceOperation> References => _references;

    /// <summary>The only value it ever has; null when there is no such.</summary>
    public IOperation? OnlyValue
    {
        get
        {
            if (Declarator is null)
                return null;
            var initial = Declarator.GetVariableInitializer()?.Value;
            if (_writes == 0)
                return initial;
            return _writes == 1 && initial is null && _assigned is not null && MemberOperations.IsAlwaysDone(_assigned, Declarator) ? _assigned : null;
        }
    }

    /// <summary>One more place.</summary>
    public void Add(ILocalReferenceOperation reference)
    {
        _references.Add(reference);
        switch (reference.Parent)
        {
            case ISimpleAssignmentOperation { IsRef: false } assignment when assignment.Target == reference:
                _writes++;
                _assigned = assignment.Value;
                break;
            case IAssignmentOperation other when other.Target == reference:
            case IIncrementOrDecrementOperation:
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out }:
            case IAddressOfOperation:
            case ITupleOperation { Parent: IDeconstructionAssignmentOperation }:
                _writes += 2;
                break;
        }
    }
}
