using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using TenantAnalyzers.DynamoDb;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.Policies;

/// <summary>
/// TNT3001 to TNT3007 for policies that code builds as objects: serialised ones, those of the SDK's <c>Amazon.Auth.AccessControlPolicy</c>
/// and those of the CDK.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PolicyObjectsAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        Rules.PolicyWithoutLeadingKeys,
        Rules.LeadingKeysSlippedPast,
        Rules.KeyPatternMatchesOtherTenants,
        Rules.KeyNamesFixedTenant,
        Rules.PolicyVariableWithoutVersion,
        Rules.ResourceNotBoundToTenant,
        Rules.PolicyMalformed);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        // A policy in generated code is mended where it is generated from.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (!AwsReferences.Any(start.Compilation) || TenantSettings.LeavesOut(start.Options.AnalyzerConfigOptionsProvider))
                return;
            var settings = new TenantSettings(start.Options.AnalyzerConfigOptionsProvider);
            var values = new FixedValues(start.Compilation);
            start.RegisterSyntaxNodeAction(node => Analyze(node, settings, values), PolicyCreations.Kinds);
            start.RegisterSyntaxNodeAction(SessionPolicyLength.Analyze, SyntaxKind.SimpleAssignmentExpression);
        });
    }

    // Syntax, not operations: nearly all creations are turned down by their names, and operations would have to be built for them.
    private static void Analyze(SyntaxNodeAnalysisContext context, TenantSettings settings, FixedValues values)
    {
        var cancellation = context.CancellationToken;
        if (!PolicyCreations.IsCandidate(context.Node)
            || context.SemanticModel.GetOperation(context.Node, cancellation) is not { } made
            || ObjectSite.Read(made, new(values, cancellation)) is not { } site)
        {
            return;
        }

        var identity = settings.For(context.Node.SyntaxTree);
        var policy = new ObjectPolicy(site.Document, values, identity, cancellation);
        if (PolicyReports.Of(policy, identity.Options, cancellation) is not { IsEmpty: false } reports || CrossesTenantsOnPurpose(context))
            return;
        foreach (var report in reports)
        {
            if (!site.OnlyFirst || report.Properties[PolicyReports.StatementProperty] == "0")
                context.ReportDiagnostic(report);
        }
    }

    private static bool CrossesTenantsOnPurpose(SyntaxNodeAnalysisContext context) =>
        TenantAttributes.CrossesTenantsOnPurpose(context.ContainingSymbol)
        || TenantAttributes.CrossesTenantsOnPurpose(context.SemanticModel.GetEnclosingSymbol(context.Node.SpanStart, context.CancellationToken));
}
