using TenantAnalyzers;

namespace Library;

/// <summary>Who the caller is.</summary>
public interface ITenantContext
{
    /// <summary>Is not called after the tenant on purpose: only the attribute says so.</summary>
    [TenantId]
    string Owner { get; }
}
