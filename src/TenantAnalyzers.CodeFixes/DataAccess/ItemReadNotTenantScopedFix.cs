using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using TenantAnalyzers.CodeFixes.Editing;
using TenantAnalyzers.CodeFixes.Tenancy;

namespace TenantAnalyzers.CodeFixes.DataAccess;

/// <summary>TNT1002: adds the tenant to the key of the item.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ItemReadNotTenantScopedFix))]
public sealed class ItemReadNotTenantScopedFix : AccessFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rules.ItemReadNotTenantScoped.Id);

    private protected override string Title => FixTitles.AddTenantToKey;

    private protected override string EquivalenceKey => FixTitles.AddTenantToKeyKey;

    private protected override bool TryPlan(AccessAtCall access, FixScope scope, Func<SyntaxNode, TenantValue> tenantAt, ChangeList changes) =>
        ItemKeyPlan.TryAdd(access, scope, tenantAt, changes);
}
