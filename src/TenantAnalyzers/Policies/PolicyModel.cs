using TenantAnalyzers.Iam;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.Policies;

/// <summary>The options of a file in the terms of the prover.</summary>
internal static class PolicyModel
{
    /// <summary>The model for a policy, whose holes its source knows.</summary>
    public static TenancyModel For(IPolicySource source, TenantOptions options) => new()
    {
        Isolation = options.Isolation switch
        {
            Isolation.Table => IsolationModel.Table,
            Isolation.Database => IsolationModel.Database,
            _ => IsolationModel.Pool,
        },
        PrincipalTag = options.PrincipalTag,
        KeyFormat = options.KeyFormat,
        TenantIdChars = options.TenantIdChars,
        IsTenantHole = source.IsTenantHole,
        IsSharedTable = table => IsSharedTable(options, table),
        IsTenantIndex = (table, index) => IsTenantIndex(options, table, index),
    };

    /// <summary>Whether a table is declared to hold no tenant data.</summary>
    public static bool IsSharedTable(TenantOptions options, string table) => options.SharedTables.Any(shared => TenantNaming.Same(shared, table));

    // What `table_keys` says of an index is its tenant key; of the others nothing is known.
    private static bool? IsTenantIndex(TenantOptions options, string table, string index)
    {
        foreach (var pair in options.TableKeys)
        {
            var slash = pair.Key.IndexOf('/');
            if (slash > 0 && TenantNaming.Same(pair.Key.Substring(0, slash), table) && TenantNaming.Same(pair.Key.Substring(slash + 1), index))
                return true;
        }

        return null;
    }
}
