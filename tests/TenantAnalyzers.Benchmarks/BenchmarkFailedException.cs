namespace TenantAnalyzers.Benchmarks;

/// <summary>A figure cannot be measured, or would be wrong; the message says why.</summary>
internal sealed class BenchmarkFailedException(string message) : Exception(message);
