using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using TenantAnalyzers.DynamoDb;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.Policies;

/// <summary>Registers once for the TNT3xxx family: a policy is read and proved once, whatever rules it breaks.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PoliciesAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        Rules.PolicyWithoutLeadingKeys,
        Rules.LeadingKeysSlippedPast,
        Rules.KeyPatternMatchesOtherTenants,
        Rules.KeyNamesFixedTenant,
        Rules.PolicyVariableWithoutVersion,
        Rules.ResourceNotBoundToTenant,
        Rules.PolicyMalformed,
        Rules.GrantGivesWholeTable);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        // A policy in generated code is mended where it is generated from.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (TenantSettings.LeavesOut(start.Options.AnalyzerConfigOptionsProvider))
                return;
            var settings = new TenantSettings(start.Options.AnalyzerConfigOptionsProvider);
            if (AwsReferences.Any(start.Compilation))
            {
                start.RegisterSyntaxNodeAction(node => OnLiteral(node, settings), PolicyLiterals.Kinds);
                var values = new FixedValues(start.Compilation);
                PolicyObjects.Register(start, settings, values);
                if (AwsReferences.HasCdk(start.Compilation))
                    TableGrants.Register(start, settings, values);
            }

            // A policy in a file needs no reference to say what it is.
            if (start.Options.AdditionalFiles.Any(static file => PolicyFileNames.MayHoldPolicy(file.Path)))
                start.RegisterAdditionalFileAction(file => OnFile(file, settings));
        });
    }

    private static void OnFile(AdditionalFileAnalysisContext context, TenantSettings settings)
    {
        if (!PolicyFileNames.MayHoldPolicy(context.AdditionalFile.Path))
            return;
        foreach (var report in FileReports.Of(context.AdditionalFile, settings.For(context.AdditionalFile), context.CancellationToken))
            context.ReportDiagnostic(report);
    }

    // Syntax, not operations: nearly all literals are turned down by their first character, and operations would have to be built for them.
    private static void OnLiteral(SyntaxNodeAnalysisContext context, TenantSettings settings)
    {
        var expression = (ExpressionSyntax)context.Node;
        if (!PolicyLiterals.IsCandidate(expression) || PolicyText.Read(expression, context.SemanticModel, context.CancellationToken) is not { } map)
            return;
        var policy = new LiteralPolicy(map, context.SemanticModel, settings.For(expression.SyntaxTree), context.CancellationToken);
        if (PolicyReports.Of(policy, policy.Identity.Options, context.CancellationToken) is not { IsEmpty: false } reports || CrossesTenantsOnPurpose(context))
            return;
        foreach (var report in reports)
            context.ReportDiagnostic(report);
    }

    /// <summary>The member that a node stands in crosses tenants on purpose, and says why.</summary>
    internal static bool CrossesTenantsOnPurpose(SyntaxNodeAnalysisContext context) =>
        TenantAttributes.CrossesTenantsOnPurpose(context.ContainingSymbol)
        || TenantAttributes.CrossesTenantsOnPurpose(context.SemanticModel.GetEnclosingSymbol(context.Node.SpanStart, context.CancellationToken));
}
