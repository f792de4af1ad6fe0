using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TenantAnalyzers.Policies;

/// <summary>
/// Which creations can make a policy, told from the syntax alone. Nearly all creations of a program are turned down here, so nothing here
/// asks for symbols or allocates.
/// </summary>
internal static class PolicyCreations
{
    /// <summary>The kinds of expressions that can be one.</summary>
    public static ImmutableArray<SyntaxKind> Kinds { get; } = ImmutableArray.Create(
        SyntaxKind.AnonymousObjectCreationExpression, SyntaxKind.ObjectCreationExpression, SyntaxKind.ImplicitObjectCreationExpression, SyntaxKind.InvocationExpression);

    /// <summary>Whether the expression can make a policy or a statement.</summary>
    public static bool IsCandidate(SyntaxNode node) => node switch
    {
        AnonymousObjectCreationExpressionSyntax anonymous => NamesStatement(anonymous),
        ObjectCreationExpressionSyntax creation => NameOf(creation.Type) is { } type && (IsBuilder(type) || MayHoldStatements(creation, type)),
        ImplicitObjectCreationExpressionSyntax creation => DeclaredType(creation) is { } type ? IsBuilder(type) || MayHoldStatements(creation, type) : NamesStatement(creation.Initializer) || MayBeBuilder(creation),
        // `PolicyStatement.FromJson(…)`
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "FromJson", Expression: var type } } => NameOf(type) == "PolicyStatement",
        _ => false,
    };

    private static bool IsBuilder(string type) => type is "Policy" or "Statement" or "PolicyStatement" or "PolicyDocument";

    private static bool NamesStatement(AnonymousObjectCreationExpressionSyntax anonymous)
    {
        foreach (var member in anonymous.Initializers)
        {
            if (member.NameEquals?.Name.Identifier.ValueText == "Statement" || (member.NameEquals is null && IsStatementName(member.Expression)))
                return true;
        }

        return false;
    }

    private static bool MayHoldStatements(BaseObjectCreationExpressionSyntax creation, string type)
    {
        if (creation.Initializer is { Expressions.Count: > 0 } initializer)
            return NamesStatement(initializer);
        if (creation.ArgumentList is { Arguments.Count: > 0 } arguments)
            return type.IndexOf("Policy", StringComparison.Ordinal) >= 0 || (type == "JObject" && NamesStatement(arguments));
        return (type is "JsonObject" or "JObject" || type.EndsWith("Dictionary", StringComparison.Ordinal)) && IsGivenStatementLater(creation);
    }

    private static bool NamesStatement(InitializerExpressionSyntax? initializer)
    {
        if (initializer is null)
            return false;
        foreach (var element in initializer.Expressions)
        {
            var named = element switch
            {
                AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: var name } } => name is "Statement" or "Statements",
                AssignmentExpressionSyntax { Left: ImplicitElementAccessSyntax { ArgumentList.Arguments: [var key] } } => IsStatementName(key.Expression),
                InitializerExpressionSyntax { Expressions: [var key, _] } => IsStatementName(key),
                BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [var key, _] } => IsStatementName(key.Expression),
                _ => false,
            };
            if (named)
                return true;
        }

        return false;
    }

    private static bool NamesStatement(ArgumentListSyntax arguments)
    {
        foreach (var argument in arguments.Arguments)
        {
            if (argument.Expression is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [var key, _] } && IsStatementName(key.Expression))
                return true;
        }

        return false;
    }

    // `policy["Statement"] = …` or `policy.Add("Statement", …)` beside the declaration.
    private static bool IsGivenStatementLater(BaseObjectCreationExpressionSyntax creation)
    {
        if (creation.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is not { Parent: { } scope } declaration)
            return false;
        if (scope is not GlobalStatementSyntax)
            return scope is BlockSyntax block && GivesStatement(block);
        return scope.Parent is CompilationUnitSyntax unit && GivesStatement(unit, declaration.SpanStart);
    }

    private static bool GivesStatement(BlockSyntax block)
    {
        foreach (var statement in block.Statements)
        {
            if (GivesStatement(statement))
                return true;
        }

        return false;
    }

    private static bool GivesStatement(CompilationUnitSyntax unit, int after)
    {
        foreach (var member in unit.Members)
        {
            if (member is GlobalStatementSyntax { Statement: var statement } && member.SpanStart > after && GivesStatement(statement))
                return true;
        }

        return false;
    }

    private static bool GivesStatement(StatementSyntax statement) =>
        statement is ExpressionStatementSyntax { Expression: var expression } && expression switch
        {
            AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax { ArgumentList.Arguments: [var key] } } => IsStatementName(key.Expression),
            InvocationExpressionSyntax { ArgumentList.Arguments: [var key, _] } => IsStatementName(key.Expression),
            _ => false,
        };

    private static bool IsStatementName(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax literal => literal.Token.ValueText == "Statement",
        IdentifierNameSyntax name => name.Identifier.ValueText == "Statement",
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText == "Statement",
        _ => false,
    };

    // `new(…)` whose type is not written beside it.
    private static bool MayBeBuilder(ImplicitObjectCreationExpressionSyntax creation)
    {
        foreach (var argument in creation.ArgumentList.Arguments)
        {
            if (argument.Expression is MemberAccessExpressionSyntax { Expression: var type } && NameOf(type) == "StatementEffect")
                return true;
            if (argument.Expression is BaseObjectCreationExpressionSyntax { Initializer: { } initializer } && SetsAction(initializer))
                return true;
        }

        return creation.Initializer is { } own && SetsAction(own);
    }

    private static bool SetsAction(InitializerExpressionSyntax initializer)
    {
        foreach (var element in initializer.Expressions)
        {
            if (element is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "Actions" or "Statements" } })
                return true;
        }

        return false;
    }

    private static string? DeclaredType(ImplicitObjectCreationExpressionSyntax creation) => creation.Parent switch
    {
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type: var type } } } => NameOf(type),
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax { Type: var type } } => NameOf(type),
        _ => null,
    };

    private static string? NameOf(ExpressionSyntax? type) => type switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        NullableTypeSyntax nullable => NameOf(nullable.ElementType),
        _ => null,
    };
}
