using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using TenantAnalyzers.CodeFixes.Editing;
using TenantAnalyzers.CodeFixes.Tenancy;
using TenantAnalyzers.DynamoDb;

namespace TenantAnalyzers.CodeFixes.DataAccess;

/// <summary>TNT1003: rewrites the Scan as a Query on the tenant key that keeps all that the Scan asked for.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ScanReadsEveryTenantFix))]
public sealed class ScanReadsEveryTenantFix : AccessFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rules.ScanReadsEveryTenant.Id);

    private protected override string Title => FixTitles.RewriteScanAsQuery;

    private protected override string EquivalenceKey => FixTitles.RewriteScanAsQueryKey;

    private protected override bool TryPlan(AccessAtCall access, FixScope scope, Func<SyntaxNode, TenantValue> tenantAt, ChangeList changes)
    {
        var rewrite = new ScanRewrite(scope, changes);
        if (access.EntryPoint is not { Family: SdkFamily.Client, Operation: "Scan" })
            return ModelScanPlan.TryRewrite(access, scope, tenantAt, changes) && rewrite.TryRename(access.Call);
        if (access.Request is not { } request)
            return rewrite.TryRewriteArguments(access, tenantAt) && rewrite.TryRename(access.Call);
        return KeyConditionPlan.TryAdd(access, request, scope, tenantAt, changes)
            && request.Calls.TrueForAll(rewrite.TryRename) && rewrite.TryRename(request);
    }
}
