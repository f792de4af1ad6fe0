using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using TenantAnalyzers.CodeFixes.Editing;

namespace TenantAnalyzers.CodeFixes;

/// <summary>
/// A fix that plans all its changes before it is offered: what cannot be planned, or would not compile, is not offered.
/// </summary>
public abstract class PlannedFix : CodeFixProvider
{
    /// <summary>What the action is called.</summary>
    private protected abstract string Title { get; }

    /// <summary>The constant that fix-all groups by.</summary>
    private protected abstract string EquivalenceKey { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => new PlannedFixAll(this);

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await FixScope.CreateAsync(context.Document, context.CancellationToken).ConfigureAwait(false) is not { } scope)
            return;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await PlanAsync(scope, diagnostic).ConfigureAwait(false) is not { } plan)
                continue;
            var title = plan.Note.Length == 0 ? Title : $"{Title} ({plan.Note})";
            context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(Apply(scope, [plan])), EquivalenceKey), diagnostic);
        }
    }

    /// <summary>The changes that mend one diagnostic; null when none are certain to be right.</summary>
    private protected abstract Task<FixPlan?> PlanAsync(FixScope scope, Diagnostic diagnostic);

    private static Document Apply(FixScope scope, IEnumerable<FixPlan> plans) =>
        FixPlan.Join(plans) is { IsEmpty: false } changes ? scope.Document.WithText(scope.Text.WithChanges(changes)) : scope.Document;

    /// <summary>Plans every diagnostic of a document on its original text, and makes all changes at once.</summary>
    private sealed class PlannedFixAll(PlannedFix fix) : DocumentBasedFixAllProvider
    {
        protected override async Task<Document?> FixAllAsync(FixAllContext fixAllContext, Document document, ImmutableArray<Diagnostic> diagnostics)
        {
            if (await FixScope.CreateAsync(document, fixAllContext.CancellationToken).ConfigureAwait(false) is not { } scope)
                return document;
            var plans = new List<FixPlan>();
            foreach (var diagnostic in diagnostics.OrderBy(static diagnostic => diagnostic.Location.SourceSpan))
            {
                fixAllContext.CancellationToken.ThrowIfCancellationRequested();
                if (await fix.PlanAsync(scope, diagnostic).ConfigureAwait(false) is { } plan)
                    plans.Add(plan);
            }

            return Apply(scope, plans);
        }
    }
}
