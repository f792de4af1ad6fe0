using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TenantAnalyzers.DynamoDb;

/// <summary>The places that set a variable after its declaration, found by its name: another one's place may be among them, none is missing.</summary>
internal static class VariableWrites
{
    /// <summary>The nodes that set the variable: assignments, increments, and arguments passed by reference.</summary>
    public static List<SyntaxNode> To(string name, SyntaxNode scope, CancellationToken cancellation)
    {
        var writes = new List<SyntaxNode>();
        foreach (var node in scope.DescendantNodes())
        {
            cancellation.ThrowIfCancellationRequested();
            if (node is IdentifierNameSyntax identifier && identifier.Identifier.ValueText == name && WriteAt(identifier) is { } write)
                writes.Add(write);
        }

        return writes;
    }

    /// <summary>What a constructor sets the variable to, whatever happens in it; null for a write of any other kind.</summary>
    public static ExpressionSyntax? InConstructor(SyntaxNode write)
    {
        if (write is not AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment)
            return null;
        return assignment.Parent switch
        {
            ExpressionStatementSyntax { Parent: BlockSyntax { Parent: ConstructorDeclarationSyntax } } => assignment.Right,
            ArrowExpressionClauseSyntax { Parent: ConstructorDeclarationSyntax } => assignment.Right,
            _ => null,
        };
    }

    private static SyntaxNode? WriteAt(IdentifierNameSyntax identifier)
    {
        // `this.x`, `Type.x`.
        ExpressionSyntax variable = identifier.Parent is MemberAccessExpressionSyntax member && member.Name == identifier ? member : identifier;
        return variable.Parent switch
        {
            // The property of an object that is being made is another one.
            AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } => null,
            AssignmentExpressionSyntax assignment when assignment.Left == variable => assignment,
            ArgumentSyntax { RefKindKeyword.RawKind: not (int)SyntaxKind.None } argument => argument,
            // A deconstruction sets what stands in a tuple.
            ArgumentSyntax { Parent: TupleExpressionSyntax { Parent: AssignmentExpressionSyntax deconstruction } tuple } when deconstruction.Left == tuple => deconstruction,
            PostfixUnaryExpressionSyntax { RawKind: not (int)SyntaxKind.SuppressNullableWarningExpression } or RefExpressionSyntax => variable.Parent,
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression or (int)SyntaxKind.AddressOfExpression } => variable.Parent,
            _ => null,
        };
    }
}
