namespace TenantAnalyzers.Iam;

/// <summary>The answer for one statement.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Verdict">The answer.</param>
/// <param name="Reason">Why, in words; what a person could change when it is <see cref="LeadingKeysVerdict.CannotTell"/>.</param>
/// <param name="Finding">The leak, when and only when the verdict is <see cref="LeadingKeysVerdict.Open"/>.</param>
public sealed record LeadingKeysDecision(PolicyStatement Statement, LeadingKeysVerdict Verdict, string Reason, LeadingKeysFinding? Finding = null);
