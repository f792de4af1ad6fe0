using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;

namespace TenantAnalyzers.Tenancy;

/// <summary>What separates the tenants of a code base; see <c>tenant_analyzers.isolation</c>.</summary>
public enum Isolation
{
    /// <summary>Tenants share tables; the partition key separates them.</summary>
    Pool,

    /// <summary>Each tenant has its own tables.</summary>
    Table,

    /// <summary>Each tenant has its own database (account or endpoint).</summary>
    Database,
}

/// <summary>One configuration key: what it is called, what holds without it, and what it is for.</summary>
/// <param name="Name">The key in <c>.editorconfig</c> or <c>.globalconfig</c>.</param>
/// <param name="Default">The value that holds when the key is absent or malformed.</param>
/// <param name="Description">One line for the documentation.</param>
public readonly record struct OptionKey(string Name, string Default, string Description);

/// <summary>
/// All options of the package, read from <c>.editorconfig</c> or a global config. A malformed value falls back to its
/// default; reading never throws.
/// </summary>
public sealed class TenantOptions
{
    /// <summary>Attribute names that are the tenant key.</summary>
    public static readonly OptionKey PartitionKeysKey = new(
        "tenant_analyzers.partition_keys", "tenantId", "Attribute names that are the tenant key; case and separators are ignored.");

    /// <summary>How the tenant stands in the key value.</summary>
    public static readonly OptionKey KeyFormatKey = new(
        "tenant_analyzers.key_format", "{tenant}", "How the tenant stands in the key value, e.g. `TENANT%23{tenant}`; `%23` is `#`, which would start a comment.");

    /// <summary>Key names that say nothing about what they hold.</summary>
    public static readonly OptionKey GenericKeysKey = new(
        "tenant_analyzers.generic_keys", "PK, HashKey", "Key names that say nothing: the value must then be seen to hold the tenant.");

    /// <summary>Names of symbols and claims that denote the tenant.</summary>
    public static readonly OptionKey TenantNamesKey = new(
        "tenant_analyzers.tenant_names", "tenant, tenantId", "Names of symbols and claims that denote the tenant's identity.");

    /// <summary>The characters that a tenant's id can hold.</summary>
    public static readonly OptionKey TenantIdCharsKey = new(
        "tenant_analyzers.tenant_id_chars", "A-Za-z0-9_-", "The characters a tenant id can hold: they decide whether a pattern of IAM can match another tenant.");

    /// <summary>The tenant key per table.</summary>
    public static readonly OptionKey TableKeysKey = new(
        "tenant_analyzers.table_keys", "", "The tenant key per table, e.g. `Orders=tenantId, Pets=household_id, Pets/by-owner=household_id`.");

    /// <summary>Tables without tenant data.</summary>
    public static readonly OptionKey SharedTablesKey = new(
        "tenant_analyzers.shared_tables", "", "Tables that hold no tenant data.");

    /// <summary>What separates the tenants.</summary>
    public static readonly OptionKey IsolationKey = new(
        "tenant_analyzers.isolation", "pool", "What separates the tenants: `pool` (shared tables), `table` or `database`.");

    /// <summary>The principal tag of the policy variable.</summary>
    public static readonly OptionKey PrincipalTagKey = new(
        "tenant_analyzers.principal_tag", "TenantId", "The session tag that names the tenant: `${aws:PrincipalTag/TenantId}`.");

    /// <summary>The placeholder for the tenant's id in <see cref="KeyFormat"/>.</summary>
    public const string TenantPlaceholder = "{tenant}";

    private TenantOptions(AnalyzerConfigOptions config)
    {
        PartitionKeys = List(config, PartitionKeysKey);
        GenericKeys = List(config, GenericKeysKey);
        TenantNames = List(config, TenantNamesKey);
        SharedTables = List(config, SharedTablesKey);
        TableKeys = Pairs(config, TableKeysKey);
        PrincipalTag = Text(config, PrincipalTagKey);
        TenantIdChars = Text(config, TenantIdCharsKey).Replace("%23", "#");
        // The compiler takes `#` for the start of a comment wherever it stands in a line, so it is written %23.
        KeyFormat = Text(config, KeyFormatKey).Replace("%23", "#");
        if (KeyFormat.IndexOf(TenantPlaceholder, StringComparison.Ordinal) < 0)
            KeyFormat = KeyFormatKey.Default;
        Isolation = Text(config, IsolationKey).ToUpperInvariant() switch
        {
            "TABLE" => Isolation.Table,
            "DATABASE" => Isolation.Database,
            _ => Isolation.Pool,
        };
    }

    /// <summary>Every key, in the order of the documentation.</summary>
    public static ImmutableArray<OptionKey> Keys { get; } = ImmutableArray.Create(
        PartitionKeysKey, KeyFormatKey, GenericKeysKey, TenantNamesKey, TenantIdCharsKey, TableKeysKey, SharedTablesKey, IsolationKey, PrincipalTagKey);

    /// <summary>Attribute names that are the tenant key; never empty.</summary>
    public ImmutableArray<string> PartitionKeys { get; }

    /// <summary>The key value with <c>{tenant}</c> where the tenant's id stands, e.g. <c>TENANT#{tenant}</c>.</summary>
    public string KeyFormat { get; }

    /// <summary>Key names that say nothing about what they hold.</summary>
    public ImmutableArray<string> GenericKeys { get; }

    /// <summary>Names that denote the tenant.</summary>
    public ImmutableArray<string> TenantNames { get; }

    /// <summary>The characters a tenant's id can hold, as in a bracket expression: <c>A-Za-z0-9_-</c>.</summary>
    public string TenantIdChars { get; }

    /// <summary>Pairs of table (or <c>table/index</c>) and its tenant key.</summary>
    public ImmutableArray<KeyValuePair<string, string>> TableKeys { get; }

    /// <summary>Tables without tenant data.</summary>
    public ImmutableArray<string> SharedTables { get; }

    /// <summary>What separates the tenants.</summary>
    public Isolation Isolation { get; }

    /// <summary>The session tag that names the tenant.</summary>
    public string PrincipalTag { get; }

    /// <summary>Reads the options of one file.</summary>
    /// <param name="config">What <c>AnalyzerConfigOptionsProvider.GetOptions(tree)</c> gives; key look-up ignores case.</param>
    public static TenantOptions Read(AnalyzerConfigOptions config) => new(config);

    private static string Text(AnalyzerConfigOptions config, OptionKey key) =>
        config.TryGetValue(key.Name, out var value) && value.Trim() is { Length: > 0 } text ? text : key.Default;

    private static ImmutableArray<string> List(AnalyzerConfigOptions config, OptionKey key)
    {
        var given = Split(config.TryGetValue(key.Name, out var value) ? value : "");
        return given.IsEmpty ? Split(key.Default) : given;
    }

    private static ImmutableArray<string> Split(string list) =>
        list.Split(',').Select(static item => item.Trim()).Where(static item => item.Length > 0).ToImmutableArray();

    private static ImmutableArray<KeyValuePair<string, string>> Pairs(AnalyzerConfigOptions config, OptionKey key)
    {
        var pairs = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        foreach (var item in List(config, key))
        {
            var equals = item.IndexOf('=');
            if (equals > 0 && equals < item.Length - 1)
                pairs.Add(new(item.Substring(0, equals).Trim(), item.Substring(equals + 1).Trim()));
        }

        return pairs.ToImmutable();
    }
}
