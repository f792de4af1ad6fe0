using System.Collections.Immutable;
using TenantAnalyzers.Iam;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.Tool.Review;

/// <summary>How a report is written.</summary>
internal enum ReportFormat
{
    Text,
    Json,
    Sarif,
}

/// <summary>What a review is asked to do.</summary>
internal sealed record ReviewOptions
{
    public required ImmutableArray<string> Paths { get; init; }

    public bool Fix { get; init; }

    /// <summary>What a tenant is, as far as all files share it.</summary>
    public TenancyModel Model { get; init; } = new();

    public ImmutableArray<string> SharedTables { get; init; } = [];

    /// <summary>Attributes that are the tenant's key.</summary>
    public ImmutableArray<string> PartitionKeys { get; init; } = ["tenantId"];

    /// <summary>The partition key of an index, by <c>table/index</c>.</summary>
    public ImmutableDictionary<string, string> IndexKeys { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>What a tenant is to the policies of a file that declares these tables.</summary>
    public TenancyModel ModelFor(ImmutableArray<TableFact> tables) => Model with
    {
        IsSharedTable = table => IsShared(table) || tables.Any(fact => IsNamed(fact.Name, table) && IsShared(fact.LogicalId)),
        IsTenantIndex = (table, index) => IsTenantIndex(tables, table, index),
    };

    private bool IsShared(string table) => SharedTables.Any(shared => TenantNaming.Same(shared, table));

    private bool? IsTenantIndex(ImmutableArray<TableFact> tables, string table, string index)
    {
        if (IndexKeys.TryGetValue($"{table}/{index}", out var given))
            return IsTenantKey(given);
        foreach (var fact in tables)
        {
            if (!IsNamed(fact.Name, table))
                continue;
            foreach (var declared in fact.Indexes)
            {
                if (IsNamed(declared.Name, index))
                    return declared.PartitionKey is { } key ? IsTenantKey(key) : null;
            }
        }
        return null;
    }

    // "GSI1PK" says nothing about what it holds.
    private bool? IsTenantKey(string attribute)
    {
        if (PartitionKeys.Any(key => TenantNaming.Same(key, attribute)))
            return true;
        return attribute.EndsWith("PK", StringComparison.OrdinalIgnoreCase) || attribute.Contains("hash", StringComparison.OrdinalIgnoreCase) ? null : false;
    }

    private static bool IsNamed(string pattern, string name) => Glob.IsMatch(pattern.Replace(PolicyValue.Hole, '*'), name, ignoreCase: false);
}
