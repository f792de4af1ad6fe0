using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TenantAnalyzers.CodeFixes.Editing;
using TenantAnalyzers.CodeFixes.Tenancy;
using TenantAnalyzers.DynamoDb;

namespace TenantAnalyzers.CodeFixes.DataAccess;

/// <summary>
/// Gives the Scans of the document and the object persistence model the key that the Query of the same name takes. Only
/// where they have no conditions: a condition on a key means another thing in a Query.
/// </summary>
internal static class ModelScanPlan
{
    /// <summary>Rewrites the argument; false when that would not be certain to be right.</summary>
    public static bool TryRewrite(AccessAtCall access, FixScope scope, Func<SyntaxNode, TenantValue> tenantAt, ChangeList changes) => access.EntryPoint switch
    {
        { Family: SdkFamily.Context, Member: "Scan" or "ScanAsync" } => TryRewriteEntities(access, scope, tenantAt, changes),
        { Family: SdkFamily.Document, Member: "Scan" } => TryRewriteDocuments(access, scope, tenantAt, changes),
        _ => false,
    };

    private static bool TryRewriteEntities(AccessAtCall access, FixScope scope, Func<SyntaxNode, TenantValue> tenantAt, ChangeList changes)
    {
        if (access.Call.ArgumentList.Arguments.Count != 1 || access.Argument("conditions") is not { } conditions || !IsEmptyList(conditions)
            || access.Operation.TargetMethod.TypeArguments is not [INamedTypeSymbol entity]
            || new EntityReader().For(entity) is not { HashKey: { } key, HasSeveralHashKeys: false }
            || key.Member is not IPropertySymbol { Type.SpecialType: SpecialType.System_String }
            || !(access.IsTenantKey(key.AttributeName) || scope.Identity.IsPartitionKey(key.Member.Name))
            || tenantAt(access.Call).InFormat(access.KeyFormat) is not { } value)
        {
            return false;
        }

        changes.Replace(access.Call.ArgumentList.Arguments[0].Span, value);
        return true;
    }

    private static bool TryRewriteDocuments(AccessAtCall access, FixScope scope, Func<SyntaxNode, TenantValue> tenantAt, ChangeList changes)
    {
        if (access.Call.ArgumentList.Arguments.Count != 1
            || access.Argument("filter") is not BaseObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 }, Initializer: null } filter
            || FilterOfQuery(access.Operation.TargetMethod.ContainingType) is not { } type
            || tenantAt(access.Call).InFormat(access.KeyFormat) is not { } value
            || DocumentQueryPlan.Condition(access, scope, type, value, filter) is not { } condition)
        {
            return false;
        }

        changes.Replace(filter.Span, $"new {type.ToMinimalDisplayString(scope.Model, filter.SpanStart)}({condition})");
        return true;
    }

    private static INamedTypeSymbol? FilterOfQuery(INamedTypeSymbol table)
    {
        foreach (var member in table.GetMembers("Query"))
        {
            if (member is IMethodSymbol { Parameters: [{ Name: "filter", Type: INamedTypeSymbol { Name: "QueryFilter" } type }] })
                return type;
        }

        return null;
    }

    private static bool IsEmptyList(ExpressionSyntax list) => list is
        BaseObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 }, Initializer: null or { Expressions.Count: 0 } }
        or CollectionExpressionSyntax { Elements.Count: 0 }
        or InvocationExpressionSyntax
        {
            ArgumentList.Arguments.Count: 0,
            Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty", Expression: IdentifierNameSyntax { Identifier.ValueText: "Array" or "Enumerable" } },
        };
}
