using Microsoft.CodeAnalysis;

namespace TenantAnalyzers.Tables;

/// <summary>A declared key that is certainly not the tenant's.</summary>
/// <param name="Rule">The rule that says so.</param>
/// <param name="Place">Where it is declared.</param>
/// <param name="Expected">The tenant key that it should be.</param>
/// <param name="Message">The arguments of the rule's message.</param>
internal sealed record KeyFinding(DiagnosticDescriptor Rule, Location Place, string Expected, object[] Message);
