namespace TenantAnalyzers.Tool.Simulate;

/// <summary>A line that is no request, or names a policy that cannot be read.</summary>
internal sealed class BadRequestException(string message) : Exception(message);
