namespace TenantAnalyzers.Iam.Json;

/// <summary>A place where a text is not JSON (RFC 8259).</summary>
/// <param name="Message">What is wrong, in words, without a final period.</param>
/// <param name="Span">The characters concerned; may be empty at the end of the text.</param>
public readonly record struct JsonError(string Message, SourceSpan Span);
