using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using TenantAnalyzers.CodeFixes.Editing;
using TenantAnalyzers.CodeFixes.Tenancy;
using TenantAnalyzers.DynamoDb;

namespace TenantAnalyzers.CodeFixes.DataAccess;

/// <summary>TNT1001: adds the tenant to the key condition, with its value and, where aliases are used, its alias.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(QueryNotTenantScopedFix))]
public sealed class QueryNotTenantScopedFix : AccessFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rules.QueryNotTenantScoped.Id);

    private protected override string Title => FixTitles.BindQueryToTenant;

    private protected override string EquivalenceKey => FixTitles.BindQueryToTenantKey;

    private protected override bool TryPlan(AccessAtCall access, FixScope scope, Func<SyntaxNode, TenantValue> tenantAt, ChangeList changes) =>
        access.EntryPoint is { Family: SdkFamily.Client, Operation: "Query" }
            ? access.Request is { } request && KeyConditionPlan.TryAdd(access, request, scope, tenantAt, changes)
            : access.EntryPoint.Family is SdkFamily.Document or SdkFamily.Context && DocumentQueryPlan.TryAdd(access, scope, tenantAt, changes);
}
