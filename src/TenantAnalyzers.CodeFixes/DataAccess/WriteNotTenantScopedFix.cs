using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using TenantAnalyzers.CodeFixes.Editing;
using TenantAnalyzers.CodeFixes.Tenancy;

namespace TenantAnalyzers.CodeFixes.DataAccess;

/// <summary>TNT1004: adds the tenant to the item that is put, or to the key of the one that is changed.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WriteNotTenantScopedFix))]
public sealed class WriteNotTenantScopedFix : AccessFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rules.WriteNotTenantScoped.Id);

    private protected override string Title => FixTitles.AddTenantToWrite;

    private protected override string EquivalenceKey => FixTitles.AddTenantToWriteKey;

    private protected override bool TryPlan(AccessAtCall access, FixScope scope, Func<SyntaxNode, TenantValue> tenantAt, ChangeList changes) =>
        ItemKeyPlan.TryAdd(access, scope, tenantAt, changes);
}
