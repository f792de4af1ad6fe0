using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TenantAnalyzers.CodeFixes.Editing;
using TenantAnalyzers.DataAccess;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.CodeFixes.DataAccess;

/// <summary>TNT1009: states at the declaration of what decides that it is bound to the tenant.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BindingNotDecidedFix))]
public sealed class BindingNotDecidedFix : PlannedFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rules.BindingNotDecided.Id);

    private protected override string Title => FixTitles.MarkAsTenantKey;

    private protected override string EquivalenceKey => FixTitles.MarkAsTenantKeyKey;

    private protected override async Task<FixPlan?> PlanAsync(FixScope scope, Diagnostic diagnostic)
    {
        if (AccessAtCall.PlaceOf(diagnostic, AccessProperties.CauseAt) is not { } place || scope.FindDeclaration(place) is not { } declaration
            || TenantAttributes.KeyAttribute(scope.Model.Compilation) is not { } attribute || !scope.Model.IsAccessible(declaration.SpanStart, attribute))
        {
            return null;
        }

        var changes = new ChangeList();
        var text = Name(attribute, declaration.SpanStart, scope);
        switch (declaration)
        {
            // The parameter of a record is named for its property.
            case ParameterSyntax { Parent.Parent: RecordDeclarationSyntax }:
                changes.Insert(declaration.SpanStart, $"[property: {text}] ");
                break;
            case ParameterSyntax { Type: not null }:
                changes.Insert(declaration.SpanStart, $"[{text}] ");
                break;
            case VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: FieldDeclarationSyntax field } }:
                scope.Layout.AddAttribute(field, text, changes);
                break;
            case PropertyDeclarationSyntax property:
                scope.Layout.AddAttribute(property, text, changes);
                break;
            default:
                return null;
        }

        var planned = changes.ToImmutable();
        return await scope.CompilesAsync(declaration, planned).ConfigureAwait(false) ? new(planned, "") : null;
    }

    private static string Name(INamedTypeSymbol attribute, int position, FixScope scope)
    {
        const string Suffix = nameof(Attribute);
        var name = attribute.ToMinimalDisplayString(scope.Model, position);
        return name.EndsWith(Suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - Suffix.Length) : name;
    }
}
