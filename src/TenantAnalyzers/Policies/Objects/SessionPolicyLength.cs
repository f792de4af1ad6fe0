using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace TenantAnalyzers.Policies;

/// <summary>
/// TNT3007: a session policy that STS refuses because it is too long. The limit counts characters ("AssumeRole", parameter Policy,
/// STS API reference); only a constant has a length that is certain.
/// </summary>
internal static class SessionPolicyLength
{
    /// <summary>The most characters that STS takes.</summary>
    private const int Limit = 2048;

    /// <summary>Looks at one assignment.</summary>
    public static void Analyze(SyntaxNodeAnalysisContext context)
    {
        var assignment = (AssignmentExpressionSyntax)context.Node;
        var member = assignment.Left is MemberAccessExpressionSyntax access ? access.Name : assignment.Left as IdentifierNameSyntax;
        if (member?.Identifier.ValueText != "Policy"
            || context.SemanticModel.GetSymbolInfo(assignment.Left, context.CancellationToken).Symbol is not IPropertySymbol property
            || !PolicyTypes.TakesSessionPolicy(property.ContainingType)
            || context.SemanticModel.GetConstantValue(assignment.Right, context.CancellationToken) is not { Value: string { Length: > Limit } policy })
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(
            Rules.PolicyMalformed,
            assignment.Right.GetLocation(),
            $"a session policy may have {Limit.ToString("N0", CultureInfo.InvariantCulture)} characters, and this one has {policy.Length.ToString("N0", CultureInfo.InvariantCulture)}"));
    }
}
