using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.Policies;

/// <summary>
/// Whether what fills a hole of a policy is, or is built from, the tenant: <c>{tenantId}</c>, <c>{tenant.Id.ToLower()}</c>,
/// <c>{TableFor(tenantId)}</c>, or a local that was set to one of these. It answers yes rather than no, for a yes is silent.
/// </summary>
internal sealed class TenantHoles(SemanticModel model, TenantIdentity identity, CancellationToken cancellationToken)
{
    /// <summary>Enough for names that people read; what is longer is taken as not built from the tenant.</summary>
    private const int Budget = 64;

    /// <summary>Whether the expression denotes the tenant or is made from it.</summary>
    public bool HoldTenant(ExpressionSyntax expression)
    {
        var pending = new Stack<ExpressionSyntax>();
        pending.Push(expression);
        for (var steps = 0; pending.Count > 0 && steps < Budget; steps++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var next = pending.Pop();
            if (Denotes(next))
                return true;
            PushParts(next, pending);
        }
        return false;
    }

    private bool Denotes(ExpressionSyntax expression)
    {
        if (expression is not (SimpleNameSyntax or MemberAccessExpressionSyntax or MemberBindingExpressionSyntax or InvocationExpressionSyntax))
            return false;
        return model.GetSymbolInfo(expression, cancellationToken).Symbol is { } symbol
            && identity.Denotes(symbol, ReadFrom(expression) is { } owner ? model.GetSymbolInfo(owner, cancellationToken).Symbol : null);
    }

    private static ExpressionSyntax? ReadFrom(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax access => access.Expression,
        MemberBindingExpressionSyntax { Parent: ConditionalAccessExpressionSyntax access } => access.Expression,
        _ => null,
    };

    private void PushParts(ExpressionSyntax expression, Stack<ExpressionSyntax> pending)
    {
        switch (expression)
        {
            case ParenthesizedExpressionSyntax inner:
                pending.Push(inner.Expression);
                break;
            case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } notNull:
                pending.Push(notNull.Operand);
                break;
            case CastExpressionSyntax cast:
                pending.Push(cast.Expression);
                break;
            case AwaitExpressionSyntax awaited:
                pending.Push(awaited.Expression);
                break;
            case ConditionalAccessExpressionSyntax conditional:
                pending.Push(conditional.Expression);
                pending.Push(conditional.WhenNotNull);
                break;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression or (int)SyntaxKind.AddExpression } pair:
                pending.Push(pair.Right);
                pending.Push(pair.Left);
                break;
            case ConditionalExpressionSyntax choice:
                pending.Push(choice.WhenFalse);
                pending.Push(choice.WhenTrue);
                break;
            case InterpolatedStringExpressionSyntax interpolated:
                foreach (var content in interpolated.Contents)
                {
                    if (content is InterpolationSyntax hole)
                        pending.Push(hole.Expression);
                }
                break;
            case InvocationExpressionSyntax call:
                PushCall(call, pending);
                break;
            case IdentifierNameSyntax when InitialValue(expression) is { } value:
                pending.Push(value);
                break;
        }
    }

    // `tenantId.ToLowerInvariant()` by its receiver, `TableFor(tenantId)` and `string.Format("{0}", tenantId)` by their arguments.
    private static void PushCall(InvocationExpressionSyntax call, Stack<ExpressionSyntax> pending)
    {
        if (call.Expression is MemberAccessExpressionSyntax access)
            pending.Push(access.Expression);
        foreach (var argument in call.ArgumentList.Arguments)
            pending.Push(argument.Expression);
    }

    private ExpressionSyntax? InitialValue(ExpressionSyntax name) =>
        model.GetSymbolInfo(name, cancellationToken).Symbol is ILocalSymbol { DeclaringSyntaxReferences: [var declaration] }
        && declaration.GetSyntax(cancellationToken) is VariableDeclaratorSyntax { Initializer.Value: var value }
            ? value
            : null;
}
