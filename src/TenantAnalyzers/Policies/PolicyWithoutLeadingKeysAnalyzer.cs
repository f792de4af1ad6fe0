using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using TenantAnalyzers.Iam;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.Policies;

/// <summary>TNT3001: an IAM policy in a string lets every tenant's items be reached.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PolicyWithoutLeadingKeysAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property that tells the fix which statement of the policy it is, counted from 0.</summary>
    internal const string StatementProperty = "Statement";

    private const int ActionsShown = 3;

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rules.PolicyWithoutLeadingKeys);

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
            start.RegisterSyntaxNodeAction(node => Analyze(node, settings), PolicyLiterals.Kinds);
        });
    }

    // Syntax, not operations: nearly all literals are turned down by their first character, and operations would have to be built for them.
    private static void Analyze(SyntaxNodeAnalysisContext context, TenantSettings settings)
    {
        var expression = (ExpressionSyntax)context.Node;
        if (!PolicyLiterals.IsCandidate(expression)
            || settings.For(expression.SyntaxTree) is not { Options.Isolation: Isolation.Pool } identity
            || PolicyText.Read(expression, context.SemanticModel, context.CancellationToken) is not { } map)
        {
            return;
        }

        if (PolicyFindings.Of(map, context.SemanticModel, identity, context.CancellationToken) is not { Findings: { IsEmpty: false } findings }
            || CrossesTenantsOnPurpose(context))
        {
            return;
        }
        foreach (var finding in findings.Where(static finding => finding.Rule == PolicyRule.NoLeadingKeys))
            context.ReportDiagnostic(ToDiagnostic(map, finding));
    }

    private static bool CrossesTenantsOnPurpose(SyntaxNodeAnalysisContext context) =>
        TenantAttributes.CrossesTenantsOnPurpose(context.ContainingSymbol)
        || TenantAttributes.CrossesTenantsOnPurpose(context.SemanticModel.GetEnclosingSymbol(context.Node.SpanStart, context.CancellationToken));

    private static Diagnostic ToDiagnostic(LiteralMap map, IsolationFinding finding)
    {
        var span = finding.Statement.Span;
        var places = map.Places(span.Start, span.Length).Select(place => Location.Create(map.Expression.SyntaxTree, place)).ToList();
        var statement = finding.Statement.Index.ToString(CultureInfo.InvariantCulture);
        return Diagnostic.Create(
            Rules.PolicyWithoutLeadingKeys,
            places[0],
            places.Skip(1),
            ImmutableDictionary<string, string?>.Empty.Add(StatementProperty, statement),
            InWords(finding.Actions),
            finding.Witness);
    }

    // `dynamodb:*` opens a dozen: the first few say enough.
    private static string InWords(ImmutableArray<string> actions)
    {
        var shown = string.Join(", ", actions.Take(ActionsShown).Select(static action => $"`{action}`"));
        return actions.Length > ActionsShown ? $"{shown} and {actions.Length - ActionsShown} more" : shown;
    }
}
