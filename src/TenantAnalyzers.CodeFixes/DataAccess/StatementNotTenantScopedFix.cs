using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using TenantAnalyzers.CodeFixes.Editing;
using TenantAnalyzers.CodeFixes.Tenancy;

namespace TenantAnalyzers.CodeFixes.DataAccess;

/// <summary>TNT1005: adds the tenant to the statement, and its value to the parameters.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StatementNotTenantScopedFix))]
public sealed class StatementNotTenantScopedFix : AccessFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rules.StatementNotTenantScoped.Id);

    private protected override string Title => FixTitles.BindStatementToTenant;

    private protected override string EquivalenceKey => FixTitles.BindStatementToTenantKey;

    private protected override bool TryPlan(AccessAtCall access, FixScope scope, Func<SyntaxNode, TenantValue> tenantAt, ChangeList changes) =>
        StatementPlan.TryAdd(access, scope, tenantAt, changes);
}
