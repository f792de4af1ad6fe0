using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TenantAnalyzers.CodeFixes.Editing;

namespace TenantAnalyzers.CodeFixes.DataAccess;

/// <summary>A list that is made in one expression, and how one more element is written into it.</summary>
internal sealed class ListInCode
{
    private readonly FixScope _scope;
    private readonly ExpressionSyntax _creation;

    private ListInCode(FixScope scope, ExpressionSyntax creation, ImmutableArray<ExpressionSyntax> elements, int added)
    {
        _scope = scope;
        _creation = creation;
        Elements = elements;
        Count = elements.Length + added;
    }

    /// <summary>What it is created with.</summary>
    public ImmutableArray<ExpressionSyntax> Elements { get; }

    /// <summary>How many elements it has in the end.</summary>
    public int Count { get; }

    /// <summary>Where a new element will stand.</summary>
    public SyntaxNode Site => _creation;

    /// <summary>The list that an expression gives; null unless all of its elements are visible.</summary>
    public static ListInCode? Of(ExpressionSyntax expression, FixScope scope)
    {
        var added = 0;
        if (expression is IdentifierNameSyntax name)
        {
            if (LocalInCode.Of(name, scope) is not { OnlyValue: { } value } local || !local.Uses.All(use => use == name || IsAddition(use, local.Declarator)))
                return null;
            (expression, added) = (value, local.Uses.Length - 1);
        }

        return expression switch
        {
            BaseObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 }, Initializer: var initializer } creation =>
                new(scope, creation, initializer is null ? ImmutableArray<ExpressionSyntax>.Empty : initializer.Expressions.ToImmutableArray(), added),
            InitializerExpressionSyntax initializer => new(scope, initializer, initializer.Expressions.ToImmutableArray(), added),
            CollectionExpressionSyntax collection when collection.Elements.All(static element => element is ExpressionElementSyntax) =>
                new(scope, collection, collection.Elements.Select(static element => ((ExpressionElementSyntax)element).Expression).ToImmutableArray(), added),
            _ => null,
        };
    }

    /// <summary>Puts an element at an index; false when its place is not among those that the list is created with.</summary>
    public bool TryInsert(int index, string element, ChangeList changes)
    {
        if (index > Elements.Length)
            return false;
        if (index < Elements.Length)
        {
            _scope.Layout.AddBefore(Elements[index], element, changes);
            return true;
        }

        switch (_creation)
        {
            case BaseObjectCreationExpressionSyntax { Initializer: null } creation:
                _scope.Layout.AddInitializer(creation, [element], changes);
                break;
            case BaseObjectCreationExpressionSyntax { Initializer: { } initializer }:
                _scope.Layout.AddLast(initializer, [element], changes);
                break;
            case InitializerExpressionSyntax initializer:
                _scope.Layout.AddLast(initializer, [element], changes);
                break;
            case CollectionExpressionSyntax { Elements.Count: 0 } empty:
                changes.Insert(empty.OpenBracketToken.Span.End, element);
                break;
            case CollectionExpressionSyntax collection:
                _scope.Layout.AddLast(collection.Elements, collection.CloseBracketToken, [element], changes);
                break;
        }

        return true;
    }

    // Once, and on every path that the creation is on.
    private static bool IsAddition(IdentifierNameSyntax use, VariableDeclaratorSyntax declarator) =>
        use.Parent is MemberAccessExpressionSyntax
        {
            Name.Identifier.ValueText: "Add",
            Parent: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 1, Parent: ExpressionStatementSyntax statement },
        }
        && statement.Parent == declarator.FirstAncestorOrSelf<StatementSyntax>()?.Parent;
}
