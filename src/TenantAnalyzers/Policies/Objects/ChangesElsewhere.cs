using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TenantAnalyzers.Policies;

/// <summary>
/// Whether code outside the member may add conditions or statements to a policy that is handed out: code of the same type, or a method that
/// gets the policy, which calls such a method on something it did not make itself.
/// </summary>
internal static class ChangesElsewhere
{
    /// <summary>Longer than chains that people write; a name may be set from itself in unfinished code.</summary>
    private const int MostSteps = 64;

    /// <summary>Whether that may be.</summary>
    public static bool MayHappen(IOperation made, ObjectHistory history, CancellationToken cancellation)
    {
        foreach (var stranger in history.Strangers)
        {
            foreach (var reference in stranger.DeclaringSyntaxReferences)
            {
                var method = reference.GetSyntax(cancellation);
                if (Changes(method, except: null, cancellation) || SetsEntries(method, cancellation))
                    return true;
            }
        }

        if (!history.Escapes || made.Syntax.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>() is not { } type)
            return false;
        return Changes(type, made.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>(), cancellation);
    }

    private static bool Changes(SyntaxNode scope, MemberDeclarationSyntax? except, CancellationToken cancellation)
    {
        foreach (var node in scope.DescendantNodes(inner => inner != except))
        {
            cancellation.ThrowIfCancellationRequested();
            if (node is MemberAccessExpressionSyntax
                {
                    Name.Identifier.ValueText: "AddCondition" or "AddConditions" or "WithConditions" or "Conditions" or "WithStatements" or "AddStatements" or "Statements",
                    Expression: var receiver,
                }
                && !IsMadeThere(receiver))
            {
                return true;
            }
        }

        return false;
    }

    // `policy["Statement"] = …` in a method that gets a dictionary.
    private static bool SetsEntries(SyntaxNode method, CancellationToken cancellation)
    {
        foreach (var node in method.DescendantNodes())
        {
            cancellation.ThrowIfCancellationRequested();
            if (node is AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax { Expression: IdentifierNameSyntax name } } && !IsMadeThere(name))
                return true;
        }

        return false;
    }

    private static bool IsMadeThere(ExpressionSyntax receiver)
    {
        for (var steps = 0; steps < MostSteps; steps++)
        {
            switch (receiver)
            {
                case BaseObjectCreationExpressionSyntax:
                    return true;
                case ParenthesizedExpressionSyntax parenthesized:
                    receiver = parenthesized.Expression;
                    break;
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var chained } }:
                    receiver = chained;
                    break;
                case MemberAccessExpressionSyntax { Expression: var owner }:
                    receiver = owner;
                    break;
                // The statements of a grant are the CDK's own.
                case ElementAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "PrincipalStatements" or "ResourceStatements" } }:
                    return true;
                case IdentifierNameSyntax name when InitialValue(name) is { } value:
                    receiver = value;
                    break;
                default:
                    return false;
            }
        }

        return false;
    }

    private static ExpressionSyntax? InitialValue(IdentifierNameSyntax name)
    {
        if (name.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } member)
            return null;
        foreach (var node in member.DescendantNodes())
        {
            if (node is VariableDeclaratorSyntax { Initializer.Value: var value } declarator && declarator.Identifier.ValueText == name.Identifier.ValueText)
                return value;
        }

        return null;
    }
}
