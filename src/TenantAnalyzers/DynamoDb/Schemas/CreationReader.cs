using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace TenantAnalyzers.DynamoDb;

/// <summary>Reads what a creation or a call is given, in straight lines.</summary>
internal sealed class CreationReader(FixedValues values)
{
    /// <summary>The creation of an object of the SDK's model, through variables; null for anything else.</summary>
    public BaseObjectCreationExpressionSyntax? Model(ExpressionSyntax expression, string type, CancellationToken cancellation) =>
        values.Origin(expression, cancellation) is BaseObjectCreationExpressionSyntax creation && IsModel(creation, type, cancellation) ? creation : null;

    /// <summary>The creation makes an object of that type of the SDK's model.</summary>
    public bool IsModel(BaseObjectCreationExpressionSyntax creation, string type, CancellationToken cancellation) =>
        (values.ModelOf(creation).GetTypeInfo(creation, cancellation).Type ?? InCollection(creation, cancellation)?.Type) is { } made && made.Name == type && Sdk.IsModelType(made);

    /// <summary>The text that a member is given, with its place.</summary>
    public DeclaredName Text(BaseObjectCreationExpressionSyntax creation, string property, string parameter, CancellationToken cancellation) =>
        Text(Member(creation, property, parameter, cancellation), cancellation);

    /// <summary>The text of an expression, with its place.</summary>
    public DeclaredName Text(ExpressionSyntax? expression, CancellationToken cancellation) =>
        new(expression is null ? null : values.TextOf(expression, cancellation), expression);

    /// <summary>
    /// What a member is given: by initializer, by constructor, or by one assignment to the variable that the object is put
    /// into. Null when it is given nothing, or more than once.
    /// </summary>
    public ExpressionSyntax? Member(BaseObjectCreationExpressionSyntax creation, string property, string parameter, CancellationToken cancellation)
    {
        var value = InInitializer(creation, property)
            ?? Argument(creation, creation.ArgumentList, parameter, cancellation);
        if (creation.Parent is not EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax { Parent: { } block } } variable })
            return value;
        // Top-level statements stand in a wrapper each.
        var scope = block is GlobalStatementSyntax { Parent: { } unit } ? unit : block;
        foreach (var node in scope.DescendantNodes())
        {
            cancellation.ThrowIfCancellationRequested();
            if (node is not MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax owner, Name.Identifier.ValueText: var name } member
                || name != property || owner.Identifier.ValueText != variable.Identifier.ValueText)
            {
                continue;
            }

            if (member.Parent is AssignmentExpressionSyntax assignment && assignment.Left == member)
            {
                // Set twice, or only on some path.
                if (value is not null || !assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) || assignment.Parent is not ExpressionStatementSyntax statement || !IsIn(statement, block))
                    return null;
                value = assignment.Right;
            }
            else if (member.Parent is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ConditionalAccessExpressionSyntax)
            {
                return null;
            }
        }

        return value;
    }

    /// <summary>The argument for a parameter of the called method; null when it is not given.</summary>
    public ExpressionSyntax? Argument(ExpressionSyntax call, BaseArgumentListSyntax? arguments, string parameter, CancellationToken cancellation)
    {
        if (arguments is not { Arguments.Count: > 0 })
            return null;
        if ((values.ModelOf(call).GetSymbolInfo(call, cancellation).Symbol as IMethodSymbol ?? InCollection(call, cancellation)?.Constructor) is not { } method)
            return null;
        for (var i = 0; i < arguments.Arguments.Count; i++)
        {
            var argument = arguments.Arguments[i];
            var name = argument.NameColon?.Name.Identifier.ValueText ?? (i < method.Parameters.Length ? method.Parameters[i].Name : null);
            if (name == parameter)
                return argument.Expression;
        }

        return null;
    }

    /// <summary>The elements of a list or array that is written out; null when not all of them are seen.</summary>
    public IReadOnlyList<ExpressionSyntax>? Elements(ExpressionSyntax list, CancellationToken cancellation)
    {
        switch (values.Origin(list, cancellation))
        {
            case CollectionExpressionSyntax collection:
                var elements = new List<ExpressionSyntax>();
                foreach (var element in collection.Elements)
                {
                    if (element is not ExpressionElementSyntax { Expression: { } written })
                        return null;
                    elements.Add(written);
                }

                return elements;
            // `KeySchema = { … }` adds to what is there; a new request has nothing there.
            case InitializerExpressionSyntax initializer:
                return Of(initializer);
            case ArrayCreationExpressionSyntax array:
                return array.Initializer is { } items ? Of(items) : null;
            case ImplicitArrayCreationExpressionSyntax array:
                return Of(array.Initializer);
            case InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToList" or "ToArray" } copy }:
                return copy.Expression is IdentifierNameSyntax ? null : Elements(copy.Expression, cancellation);
            case BaseObjectCreationExpressionSyntax creation:
                return Of(creation, cancellation);
            default:
                return null;
        }
    }

    private IReadOnlyList<ExpressionSyntax>? Of(BaseObjectCreationExpressionSyntax creation, CancellationToken cancellation)
    {
        var written = creation.Initializer is { } initializer ? Of(initializer) : [];
        if (creation.ArgumentList is not { Arguments: [{ Expression: var argument }] })
            return written;
        // A capacity, or what the list is a copy of.
        if (values.ModelOf(argument).GetTypeInfo(argument, cancellation).ConvertedType is { SpecialType: SpecialType.System_Int32 })
            return written;
        return FixedValues.Bare(argument) is IdentifierNameSyntax || written is not { Count: 0 } ? null : Elements(argument, cancellation);
    }

    private static IReadOnlyList<ExpressionSyntax>? Of(InitializerExpressionSyntax initializer)
    {
        foreach (var element in initializer.Expressions)
        {
            // `[0] = …`, or the properties of an object.
            if (element is AssignmentExpressionSyntax or InitializerExpressionSyntax)
                return null;
        }

        return initializer.Expressions;
    }

    private static ExpressionSyntax? InInitializer(BaseObjectCreationExpressionSyntax creation, string property)
    {
        if (creation.Initializer is not { } initializer)
            return null;
        ExpressionSyntax? value = null;
        foreach (var element in initializer.Expressions)
        {
            if (element is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: var name }, Right: var right } && name == property)
                value = right;
        }

        return value;
    }

    // Until Roslyn 4.9 the semantic model does not know a `new(…)` in a collection expression; the operation of the whole does.
    private IObjectCreationOperation? InCollection(ExpressionSyntax creation, CancellationToken cancellation)
    {
        if (creation is not ImplicitObjectCreationExpressionSyntax { Parent: ExpressionElementSyntax })
            return null;
        SyntaxNode whole = creation;
        while (whole.Parent is { } parent && whole is not (StatementSyntax or EqualsValueClauseSyntax or ArrowExpressionClauseSyntax or ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax))
            whole = parent;
        foreach (var operation in values.ModelOf(creation).GetOperation(whole, cancellation)?.Descendants() ?? [])
        {
            if (operation is IObjectCreationOperation found && found.Syntax == creation)
                return found;
        }

        return null;
    }

    private static bool IsIn(StatementSyntax statement, SyntaxNode block) =>
        statement.Parent == block || (statement.Parent is GlobalStatementSyntax && block is GlobalStatementSyntax);
}
