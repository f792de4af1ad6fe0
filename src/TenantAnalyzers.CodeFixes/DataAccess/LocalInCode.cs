using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TenantAnalyzers.CodeFixes.Editing;

namespace TenantAnalyzers.CodeFixes.DataAccess;

/// <summary>A local variable with everything that its body does with it.</summary>
internal sealed class LocalInCode
{
    private LocalInCode(ILocalSymbol symbol, VariableDeclaratorSyntax declarator, ImmutableArray<IdentifierNameSyntax> uses)
    {
        Symbol = symbol;
        Declarator = declarator;
        Uses = uses;
    }

    public ILocalSymbol Symbol { get; }

    public VariableDeclaratorSyntax Declarator { get; }

    /// <summary>Every place that names the local, in source order.</summary>
    public ImmutableArray<IdentifierNameSyntax> Uses { get; }

    /// <summary>The one value that it ever holds; null when there are several or it is handed out by reference.</summary>
    public ExpressionSyntax? OnlyValue
    {
        get
        {
            var value = Declarator.Initializer?.Value;
            foreach (var use in Uses)
            {
                switch (use.Parent)
                {
                    case AssignmentExpressionSyntax assignment when assignment.Left == use:
                        if (value is not null || !assignment.IsKind(SyntaxKind.SimpleAssignmentExpression))
                            return null;
                        value = assignment.Right;
                        break;
                    case ArgumentSyntax { RefKindKeyword.RawKind: not 0 } or RefExpressionSyntax or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression }:
                        return null;
                }
            }

            return value;
        }
    }

    /// <summary>The local that a name stands for; null for anything else.</summary>
    public static LocalInCode? Of(IdentifierNameSyntax name, FixScope scope) =>
        scope.Model.GetSymbolInfo(name, scope.CancellationToken).Symbol is ILocalSymbol symbol ? Of(symbol, scope) : null;

    /// <summary>A local with all its uses; null when it is not declared by a variable declaration.</summary>
    public static LocalInCode? Of(ILocalSymbol symbol, FixScope scope)
    {
        if (symbol.DeclaringSyntaxReferences is not [var reference] || reference.SyntaxTree != scope.Root.SyntaxTree
            || reference.GetSyntax(scope.CancellationToken) is not VariableDeclaratorSyntax declarator)
        {
            return null;
        }

        // Top-level statements share one scope.
        var body = declarator.FirstAncestorOrSelf<SyntaxNode>(static node => node is BlockSyntax or SwitchSectionSyntax or CompilationUnitSyntax or AnonymousFunctionExpressionSyntax);
        if (body is null)
            return null;
        var uses = ImmutableArray.CreateBuilder<IdentifierNameSyntax>();
        foreach (var node in body.DescendantNodes())
        {
            scope.CancellationToken.ThrowIfCancellationRequested();
            if (node is IdentifierNameSyntax use && use.Identifier.ValueText == symbol.Name
                && SymbolEqualityComparer.Default.Equals(scope.Model.GetSymbolInfo(use, scope.CancellationToken).Symbol, symbol))
            {
                uses.Add(use);
            }
        }

        return new(symbol, declarator, uses.ToImmutable());
    }

    /// <summary>The statements that add an entry to the dictionary it holds: <c>d.Add(k, v)</c>, <c>d[k] = v</c>.</summary>
    public IEnumerable<ExpressionStatementSyntax> Additions() =>
        Uses.Select(static use => AdditionTo(use)).Where(static statement => statement is not null)!;

    /// <summary>The statement in which an expression that gives a dictionary is added to.</summary>
    public static ExpressionStatementSyntax? AdditionTo(ExpressionSyntax dictionary) => dictionary.Parent switch
    {
        MemberAccessExpressionSyntax
        {
            Name.Identifier.ValueText: "Add" or "TryAdd",
            Parent: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 2, Parent: ExpressionStatementSyntax added },
        } method when method.Expression == dictionary => added,
        ElementAccessExpressionSyntax
        {
            ArgumentList.Arguments.Count: 1,
            Parent: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Parent: ExpressionStatementSyntax set } assignment,
        } element when element.Expression == dictionary && assignment.Left == element => set,
        _ => null,
    };
}
