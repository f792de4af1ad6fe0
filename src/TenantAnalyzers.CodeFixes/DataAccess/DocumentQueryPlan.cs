using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TenantAnalyzers.CodeFixes.Editing;
using TenantAnalyzers.CodeFixes.Tenancy;
using TenantAnalyzers.DataAccess;
using TenantAnalyzers.DynamoDb;

namespace TenantAnalyzers.CodeFixes.DataAccess;

/// <summary>
/// Binds a query of the document model: by one more condition of its <c>QueryFilter</c>, by its key expression, or by a
/// filter where it has neither.
/// </summary>
internal sealed class DocumentQueryPlan
{
    private const string Filter = nameof(Filter);
    private const string KeyExpression = nameof(KeyExpression);

    private readonly AccessAtCall _access;
    private readonly FixScope _scope;
    private readonly Func<SyntaxNode, TenantValue> _tenantAt;
    private readonly ChangeList _changes;

    private DocumentQueryPlan(AccessAtCall access, FixScope scope, Func<SyntaxNode, TenantValue> tenantAt, ChangeList changes)
    {
        _access = access;
        _scope = scope;
        _tenantAt = tenantAt;
        _changes = changes;
    }

    /// <summary>Plans the changes; false when they would not be certain to be right.</summary>
    public static bool TryAdd(AccessAtCall access, FixScope scope, Func<SyntaxNode, TenantValue> tenantAt, ChangeList changes)
    {
        var plan = new DocumentQueryPlan(access, scope, tenantAt, changes);
        if (access.HasIndex || (access.Argument("filter") is null && !plan.CanTakeKey(access.Request)))
            return false;
        return access.At<BaseObjectCreationExpressionSyntax>(AccessProperties.ConditionsAt) is { } filter
            ? plan.TryAddToFilter(filter)
            : access.Request is { } request && plan.TryAddToRequest(request);
    }

    // No attribute of the key may stand in the filter that is applied after the read.
    private bool CanTakeKey(RequestInCode? request) =>
        request is { Type.Name: "QueryOperationConfig" or "QueryDocumentOperationRequest" } && SdkTypes.IsIn(request.Type, SdkTypes.DocumentModel)
        && !request.Reads(Filter) && !request.Reads(KeyExpression) && !request.Reads("FilterExpression")
        && request.Writes("FilterExpression").All(filter => filter is BaseObjectCreationExpressionSyntax && !Mentions(filter, _access.KeyAttribute));

    private bool TryAddToRequest(RequestInCode request)
    {
        var (filters, expressions) = (request.Writes(Filter), request.Writes(KeyExpression));
        if (filters.Count + expressions.Count == 0)
            return TryAssign(request);
        return filters.Count == 0 && expressions is [BaseObjectCreationExpressionSyntax creation] && RequestInCode.OfPart(creation, _scope) is { } expression
            && KeyConditionPlan.TryAdd(_access, expression, _scope, _tenantAt, _changes, "ExpressionStatement");
    }

    private bool TryAssign(RequestInCode request)
    {
        if (_tenantAt(request.Creation).InFormat(_access.KeyFormat) is not { } value)
            return false;
        if (request.TypeOf(Filter) is INamedTypeSymbol filter)
        {
            if (Condition(filter, value, request.Creation) is not { } condition)
                return false;
            _scope.Layout.AddMembers(request.Creation, [$"{Filter} = new {filter.ToMinimalDisplayString(_scope.Model, request.Creation.SpanStart)}({condition})"], _changes);
            return true;
        }

        if (request.TypeOf(KeyExpression) is not INamedTypeSymbol expression || MapOf(expression, "ExpressionAttributeValues") is not { } values
            || MapOf(expression, "ExpressionAttributeNames") is not { } names)
        {
            return false;
        }

        var name = ExpressionNames.Identifier(_access.KeyAttribute);
        var isAliased = ExpressionNames.MustAlias(_access.KeyAttribute);
        var text = ExpressionInCode.Literal($"{(isAliased ? "#" + name : _access.KeyAttribute)} = :{name}");
        var members = $"ExpressionStatement = {text}, "
            + (isAliased ? $"ExpressionAttributeNames = {DictionaryInCode.Create(names, [new("#" + name, ExpressionInCode.Literal(_access.KeyAttribute))], request.Creation, _scope)}, " : "")
            + $"ExpressionAttributeValues = {DictionaryInCode.Create(values, [new(":" + name, value)], request.Creation, _scope)}";
        _scope.Layout.AddMembers(request.Creation, [$"{KeyExpression} = new {expression.ToMinimalDisplayString(_scope.Model, request.Creation.SpanStart)} {{ {members} }}"], _changes);
        return true;
    }

    private bool TryAddToFilter(BaseObjectCreationExpressionSyntax creation)
    {
        if (_scope.Model.GetTypeInfo(creation, _scope.CancellationToken).Type is not INamedTypeSymbol { Name: "QueryFilter" } type || creation.Initializer is not null)
            return false;
        var given = creation.ArgumentList?.Arguments ?? default;
        var local = RequestInCode.LocalThatTakes(creation, _scope);
        var additions = new List<ExpressionStatementSyntax>();
        if ((given.Count > 0 && !IsOther(given[0].Expression)) || (local is not null && (local.OnlyValue != creation || !TryReadUses(local, additions))))
            return false;

        SyntaxNode site = additions.Count > 0 ? additions[0] : creation;
        var statement = local?.Declarator.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>();
        if (_tenantAt(site).InFormat(_access.KeyFormat) is not { } value || Condition(type, value, site) is not { } condition)
            return false;
        if (statement is not null && additions.Count > 0 && additions[0].Parent == statement.Parent)
            _scope.Layout.AddBefore(additions[0], $"{local!.Symbol.Name}.AddCondition({condition});", _changes);
        else if (given.Count == 0 && creation.ArgumentList is { } arguments)
            _changes.Insert(arguments.OpenParenToken.Span.End, condition);
        else if (statement is { Declaration.Variables.Count: 1 } && local!.Declarator.Initializer?.Value == creation)
            _scope.Layout.AddAfter(statement, $"{local.Symbol.Name}.AddCondition({condition});", _changes);
        else
            return false;
        return true;
    }

    // What the filter holds must be visible, and it must go nowhere but into the query.
    private bool TryReadUses(LocalInCode local, List<ExpressionStatementSyntax> additions)
    {
        foreach (var use in local.Uses)
        {
            switch (use.Parent)
            {
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AddCondition", Parent: InvocationExpressionSyntax { ArgumentList.Arguments: [var name, ..], Parent: ExpressionStatementSyntax added } }
                    when IsOther(name.Expression):
                    additions.Add(added);
                    break;
                case AssignmentExpressionSyntax:
                case ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } } when call == _access.Call:
                    break;
                default:
                    return false;
            }
        }

        return true;
    }

    // A generic key is the partition key of its table already.
    private bool IsOther(ExpressionSyntax name) =>
        _scope.Model.GetConstantValue(name, _scope.CancellationToken) is { HasValue: true, Value: string attribute }
        && !_access.IsTenantKey(attribute) && !_scope.Identity.IsGenericKey(attribute);

    /// <summary>The arguments of one more condition: <c>"tenantId", QueryOperator.Equal, tenantId</c>.</summary>
    private string? Condition(INamedTypeSymbol filter, string value, SyntaxNode site) => Condition(_access, _scope, filter, value, site);

    public static string? Condition(AccessAtCall access, FixScope scope, INamedTypeSymbol filter, string value, SyntaxNode site)
    {
        foreach (var member in filter.GetMembers("AddCondition"))
        {
            if (member is IMethodSymbol { Parameters: [_, { Type: INamedTypeSymbol { TypeKind: TypeKind.Enum } comparison }, _] })
                return $"{ExpressionInCode.Literal(access.KeyAttribute)}, {comparison.ToMinimalDisplayString(scope.Model, site.SpanStart)}.Equal, {value}";
        }

        return null;
    }

    private static ITypeSymbol? MapOf(INamedTypeSymbol expression, string property) =>
        expression.GetMembers(property).OfType<IPropertySymbol>().FirstOrDefault()?.Type;

    private static bool Mentions(SyntaxNode node, string attribute) =>
        node.DescendantTokens().Any(token => token.ValueText.IndexOf(attribute, StringComparison.OrdinalIgnoreCase) >= 0 && token.Parent is LiteralExpressionSyntax or InterpolatedStringTextSyntax);
}
