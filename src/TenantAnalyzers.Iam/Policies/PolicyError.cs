namespace TenantAnalyzers.Iam;

/// <summary>A place where a text is not JSON, or not an IAM policy.</summary>
/// <param name="Message">What is wrong, in words, without a final period.</param>
/// <param name="Span">The characters concerned.</param>
public readonly record struct PolicyError(string Message, SourceSpan Span);
