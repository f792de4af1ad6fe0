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
internal static class PolicyObjects
{
    /// <summary>Registers what looks for them.</summary>
    public static void Register(CompilationStartAnalysisContext start, TenantSettings settings, FixedValues values)
    {
        start.RegisterSyntaxNodeAction(node => Analyze(node, settings, values), PolicyCreations.Kinds);
        start.RegisterSyntaxNodeAction(SessionPolicyLength.Analyze, SyntaxKind.SimpleAssignmentExpression);
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
        if (PolicyReports.Of(policy, identity.Options, cancellation) is not { IsEmpty: false } reports || PoliciesAnalyzer.CrossesTenantsOnPurpose(context))
            return;
        foreach (var report in reports)
        {
            if (!site.OnlyFirst || report.Properties[PolicyReports.StatementProperty] == "0")
                context.ReportDiagnostic(report);
        }
    }
}
