namespace TenantAnalyzers.Iam;

/// <summary>A place where a text is not JSON, or not an IAM policy, or not the policy it looks like.</summary>
/// <param name="Message">What is wrong, in words, without a final period.</param>
/// <param name="Span">The characters concerned.</param>
/// <param name="Kind">What comes of it.</param>
/// <param name="Mend">The change that puts it right, where there is only one that can be meant.</param>
public readonly record struct PolicyError(string Message, SourceSpan Span, PolicyErrorKind Kind = PolicyErrorKind.Refused, TextEdit? Mend = null);
