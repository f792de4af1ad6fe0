using Microsoft.CodeAnalysis;
using TenantAnalyzers.CodeFixes.Editing;
using TenantAnalyzers.CodeFixes.Tenancy;

namespace TenantAnalyzers.CodeFixes.DataAccess;

/// <summary>What the fixes of the TNT1xxx family share: they bind an access to the tenant that is in scope.</summary>
public abstract class AccessFix : PlannedFix
{
    /// <summary>Plans the changes; false when they would not be certain to be right.</summary>
    private protected abstract bool TryPlan(AccessAtCall access, FixScope scope, Func<SyntaxNode, TenantValue> tenantAt, ChangeList changes);

    private protected sealed override async Task<FixPlan?> PlanAsync(FixScope scope, Diagnostic diagnostic)
    {
        if (AccessAtCall.Of(diagnostic, scope) is not { } access)
            return null;
        var finder = new TenantValueFinder(scope);
        TenantValue? tenant = null;
        var changes = new ChangeList();
        if (!TryPlan(access, scope, site => tenant = finder.Find(site), changes))
            return null;

        var trial = changes;
        if (tenant is { UndeclaredName: not null })
        {
            trial = new ChangeList();
            TryPlan(access, scope, site => finder.Find(site).ForTrial(), trial);
        }

        if (!await scope.CompilesAsync(access.Call, trial.ToImmutable()).ConfigureAwait(false))
            return null;
        if (tenant?.NewParameter is { } parameter)
            changes.Insert(parameter.Span.Start, parameter.NewText!);
        return changes.ToImmutable() is { IsEmpty: false } planned ? new(planned, tenant?.Note ?? "") : null;
    }
}
