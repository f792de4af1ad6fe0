using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TenantAnalyzers.DynamoDb;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.Policies;

/// <summary>TNT3008: a grant method of the CDK gives the whole table.</summary>
internal static class TableGrants
{
    /// <summary>Registers what looks for them.</summary>
    public static void Register(CompilationStartAnalysisContext start, TenantSettings settings, FixedValues values) =>
        start.RegisterSyntaxNodeAction(node => Analyze(node, settings, values), SyntaxKind.InvocationExpression);

    private static void Analyze(SyntaxNodeAnalysisContext context, TenantSettings settings, FixedValues values)
    {
        if (((InvocationExpressionSyntax)context.Node).Expression is not MemberAccessExpressionSyntax { Name: var name } called
            || !TableGrant.IsCandidate(name.Identifier.ValueText)
            || context.SemanticModel.GetOperation(context.Node, context.CancellationToken) is not IInvocationOperation { Instance: { } receiver } call
            || !PolicyTypes.IsCdkDynamoDb(call.TargetMethod.ContainingType))
        {
            return;
        }

        var reader = new ValueReader(values, context.CancellationToken);
        if (!TableGrant.ReachesItems(call, reader) || GrantNarrowing.Narrows(call, reader))
            return;
        var options = settings.For(context.Node.SyntaxTree).Options;
        // A table for each tenant is bound by its name.
        if (options.Isolation != Isolation.Pool)
            return;
        var table = TableGrant.TableOf(receiver);
        var tableName = CdkTable.NameOf(table, reader);
        var variable = TableGrant.NameIn(table);
        if (PolicyModel.IsSharedTable(options, tableName ?? "") || PolicyModel.IsSharedTable(options, variable ?? "") || PoliciesAnalyzer.CrossesTenantsOnPurpose(context))
            return;
        var shown = tableName ?? variable;
        context.ReportDiagnostic(Diagnostic.Create(
            Rules.GrantGivesWholeTable, called.GetLocation(), name.Identifier.ValueText, shown is null ? "the table" : $"`{shown}`"));
    }
}
