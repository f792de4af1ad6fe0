namespace TenantAnalyzers.Gateway.Access;

/// <summary>A request cannot be judged. Caught in <see cref="AccessReader"/>: whatever is not understood ends as a doubt, no check can be forgotten.</summary>
/// <param name="reason">Why, in words without a final period.</param>
internal sealed class DoubtException(string reason) : Exception(reason);
