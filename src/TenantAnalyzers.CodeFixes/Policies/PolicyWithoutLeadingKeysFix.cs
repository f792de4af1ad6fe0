using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace TenantAnalyzers.CodeFixes.Policies;

/// <summary>Adds the condition on the leading keys to a statement of a policy, inside the literal that holds it (TNT3001).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PolicyWithoutLeadingKeysFix))]
public sealed class PolicyWithoutLeadingKeysFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rules.PolicyWithoutLeadingKeys.Id);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() =>
        FixAllProvider.Create(static (context, document, diagnostics) => PolicyRepair.ApplyAsync(document, diagnostics, context.CancellationToken));

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            // Whether an edit can be written is only known once it is: so it is made before it is offered.
            var mended = await PolicyRepair.ApplyAsync(context.Document, [diagnostic], context.CancellationToken).ConfigureAwait(false);
            if (mended is null)
                continue;
            context.RegisterCodeFix(
                CodeAction.Create(FixTitles.AddLeadingKeysCondition, _ => Task.FromResult(mended), FixTitles.AddLeadingKeysConditionKey),
                diagnostic);
        }
    }
}
