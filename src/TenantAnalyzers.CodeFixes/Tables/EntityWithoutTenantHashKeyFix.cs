using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TenantAnalyzers.CodeFixes.Editing;
using TenantAnalyzers.DynamoDb;
using TenantAnalyzers.Tables;

namespace TenantAnalyzers.CodeFixes.Tables;

/// <summary>TNT2003: makes the tenant the hash key of the entity, and the present hash key its range key.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(EntityWithoutTenantHashKeyFix))]
public sealed class EntityWithoutTenantHashKeyFix : PlannedFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rules.EntityWithoutTenantHashKey.Id);

    private protected override string Title => FixTitles.AddTenantHashKey;

    private protected override string EquivalenceKey => FixTitles.AddTenantHashKeyKey;

    private protected override async Task<FixPlan?> PlanAsync(FixScope scope, Diagnostic diagnostic)
    {
        var span = diagnostic.Location.SourceSpan;
        if (!scope.Root.FullSpan.Contains(span)
            || !diagnostic.Properties.TryGetValue(TableProperties.KeyAttribute, out var expected) || string.IsNullOrEmpty(expected)
            || scope.Root.FindToken(span.Start).Parent?.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } declaration
            || scope.Model.GetDeclaredSymbol(declaration, scope.CancellationToken) is not { } type)
        {
            return null;
        }

        var plan = new TenantHashKeyPlan(declaration, new EntityReader().For(type), expected!, scope);
        var changes = new ChangeList();
        if (!plan.TryPlan(changes) || changes.ToImmutable() is not { IsEmpty: false } planned)
            return null;
        return await scope.CompilesAsync(declaration, planned).ConfigureAwait(false) ? new(planned, plan.Note) : null;
    }
}
