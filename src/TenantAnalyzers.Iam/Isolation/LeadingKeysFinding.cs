using System.Collections.Immutable;

namespace TenantAnalyzers.Iam;

/// <summary>An Allow that opens items to every tenant, with the proof (TNT3001).</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Actions">The item actions it opens, patterns expanded, in the catalog's order.</param>
/// <param name="Witness">A request for another tenant's items that the statement allows.</param>
public sealed record LeadingKeysFinding(PolicyStatement Statement, ImmutableArray<string> Actions, Witness Witness);
