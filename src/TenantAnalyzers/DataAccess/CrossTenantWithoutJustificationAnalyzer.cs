using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using TenantAnalyzers.DynamoDb;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.DataAccess;

/// <summary>TNT1007: a <c>[CrossTenant]</c> that does not say why, and therefore silences nothing.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CrossTenantWithoutJustificationAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rules.CrossTenantWithoutJustification);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        // Nobody can mend generated code where it stands.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (!TenantSettings.LeavesOut(start.Options.AnalyzerConfigOptionsProvider) && Sdk.TryCreate(start.Compilation) is not null)
                start.RegisterSyntaxNodeAction(OnAttribute, SyntaxKind.Attribute);
        });
    }

    private static void OnAttribute(SyntaxNodeAnalysisContext context)
    {
        var attribute = (AttributeSyntax)context.Node;
        if (!IsNamed(attribute.Name)
            || context.SemanticModel.GetSymbolInfo(attribute, context.CancellationToken).Symbol is not IMethodSymbol { ContainingType: { } type }
            || !TenantAttributes.IsCrossTenant(type))
        {
            return;
        }

        var given = attribute.ArgumentList?.Arguments is [var first, ..] ? context.SemanticModel.GetConstantValue(first.Expression, context.CancellationToken) : default;
        if (!(given is { HasValue: true, Value: string why } && !string.IsNullOrWhiteSpace(why)))
            context.ReportDiagnostic(Diagnostic.Create(Rules.CrossTenantWithoutJustification, attribute.GetLocation()));
    }

    // An alias (`using Shared = TenantAnalyzers.CrossTenantAttribute`) hides the name: it is worth no look-up of every attribute.
    private static bool IsNamed(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => IsNamed(qualified.Right),
        AliasQualifiedNameSyntax aliased => IsNamed(aliased.Name),
        SimpleNameSyntax simple => simple.Identifier.ValueText is "CrossTenant" or "CrossTenantAttribute",
        _ => false,
    };
}
