using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace TenantAnalyzers.CodeFixes.Policies;

/// <summary>A fix for one rule that mends statements of policies inside the literals that hold them.</summary>
/// <param name="rule">The rule.</param>
/// <param name="title">What the fix is called.</param>
/// <param name="key">What fix-all groups by.</param>
public abstract class PolicyFix(DiagnosticDescriptor rule, string title, string key) : CodeFixProvider
{
    private readonly string _title = title;
    private readonly string _key = key;

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(rule.Id);

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() =>
        FixAllProvider.Create(static (context, document, diagnostics) => PolicyRepair.ApplyAsync(document, diagnostics, context.CancellationToken));

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            // Whether an edit can be written is only known once it is: so it is made before it is offered.
            var mended = await PolicyRepair.ApplyAsync(context.Document, [diagnostic], context.CancellationToken).ConfigureAwait(false);
            if (mended is not null)
                context.RegisterCodeFix(CodeAction.Create(_title, _ => Task.FromResult(mended), _key), diagnostic);
        }
    }
}
