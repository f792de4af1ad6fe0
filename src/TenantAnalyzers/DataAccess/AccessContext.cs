using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TenantAnalyzers.DynamoDb;
using TenantAnalyzers.Flow;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.DataAccess;

/// <summary>What the binders of one access share: what its arguments hold, and what the compilation declares.</summary>
internal sealed class AccessContext(AccessSite site, TenantIdentity identity, Declarations declared, CancellationToken cancellation)
{
    public AccessSite Site => site;

    public TenantIdentity Identity => identity;

    public FlowState State => site.State;

    /// <summary>What the compilation says of a class that is mapped to a table.</summary>
    public Entity EntityOf(INamedTypeSymbol type) => declared.Entities.For(type);

    /// <summary>What the compilation says of the table; null when it says nothing certain.</summary>
    public TableSchema? SchemaOf(Table table) =>
        table.KnownName is { } name ? declared.Schemas.ByName(name, cancellation)
        : table.Name?.Unwrapped is SymbolValue { Symbol: IFieldSymbol or IPropertySymbol } holder ? declared.Schemas.ForTable(holder.Symbol, cancellation)
        : null;

    public HeapObject? Object(Slot? slot) => slot is { } given ? State.Object(given.Value) : null;

    public static Slot? Property(HeapObject? owner, string name) =>
        owner is not null && owner.Properties.TryGetValue(name, out var slot) ? slot : null;

    /// <summary>A property that holds something other than null.</summary>
    public static Slot? Given(HeapObject? owner, string name) => Property(owner, name) is { } slot && Table.IsGiven(slot) ? slot : null;

    public SyntaxNode? CreationOf(Slot? slot) => Object(slot)?.Creation;

    /// <summary>The value under a key; null when it is certain that there is none.</summary>
    public FlowValue? Entry(Slot dictionary, string key)
    {
        if (Object(dictionary) is not { } contents)
            return dictionary.Value.Unwrapped is NullValue ? null : new UnknownValue(Reason(dictionary.Value));
        foreach (var entry in contents.Entries)
        {
            if (entry.Key.Unwrapped is not TextValue { IsConstant: true, Text: var name })
                return new UnknownValue("a name among the expression's values is not visible");
            if (name == key)
                return entry.Value.Value;
        }

        return contents.Open is { } open ? new UnknownValue(open) : null;
    }

    public KeyBinding Unbound(string found, Table table, AccessParts parts) =>
        new(BindingKind.Unbound, $"binds {found}", table.InWords, KeyOf(table, out _), parts);

    public KeyBinding Unknown(Table table, string reason, AccessParts? parts = null) =>
        new(BindingKind.Unknown, reason, table.InWords, KeyOf(table, out _), parts ?? AccessParts.None);

    /// <summary>
    /// What decides is made elsewhere: cannot tell, unless an attribute says that it is bound to the tenant already.
    /// </summary>
    public KeyBinding Hidden(FlowValue value, Table table, string what, AccessParts? parts = null)
    {
        var cause = (value.Unwrapped as SymbolValue ?? value as SymbolValue)?.Symbol;
        return cause is not null && TenantAttributes.MarksTenant(cause)
            ? Tenant(table, cause.Name, parts ?? AccessParts.None)
            : Unknown(table, $"{what}: {Reason(value)}", parts) with { Cause = cause };
    }

    public KeyBinding Other(Table table, string found, AccessParts parts) =>
        new(BindingKind.Other, found, table.InWords, KeyOf(table, out _), parts) { Index = table.IndexInWords };

    public KeyBinding Tenant(Table table, string name, AccessParts parts) =>
        new(BindingKind.Tenant, $"binds `{name}`", table.InWords, name, parts);

    /// <summary>The attribute is the tenant key of this table.</summary>
    public bool IsTenantKey(string name, Table table) =>
        KeyOf(table, out var configured) is var expected && configured
            ? TenantNaming.Same(name, expected)
            : identity.IsPartitionKey(name) || IsKeyOfSomeTable(name, table);

    /// <summary>The attribute that should bind the tenant; <paramref name="configured"/> when it is named for this very table.</summary>
    public string KeyOf(Table table, out bool configured)
    {
        configured = true;
        foreach (var pair in identity.Options.TableKeys)
        {
            if (table.Matches(pair.Key))
                return pair.Value;
        }

        configured = false;
        return identity.Options.PartitionKeys[0];
    }

    /// <summary>An access that would be reported is not, where tenants do not share the table.</summary>
    public KeyBinding Exempt(KeyBinding binding, Table table)
    {
        if (!binding.IsUnscoped)
            return binding;
        if (WhyExempt(table) is { } reason)
            return Unknown(table, reason, binding.Parts) with { IsExempt = true };
        if (!table.IsKnown && !identity.Options.SharedTables.IsEmpty)
            return Unknown(table, "the table's name is not visible, and some tables hold no tenant data (`tenant_analyzers.shared_tables`)", binding.Parts);
        return DeclaredKeyOf(table) is { } declaredKey && !IsTenantKey(declaredKey, table)
            ? binding with { Parts = binding.Parts with { HasOtherKey = true } }
            : binding;
    }

    // The partition key as a builder, an entity or a table's creation in this compilation declares it.
    private string? DeclaredKeyOf(Table table) =>
        table.HashKey ?? table.Mapped?.HashKey?.AttributeName ?? (SchemaOf(table) is { HashKeys: [var hash, ..] } ? hash : null);

    /// <summary>One verdict for all parts of a batch: the first that leaks, else the first that cannot be told.</summary>
    public KeyBinding Worst(IReadOnlyList<KeyBinding> parts, Table table, string none)
    {
        KeyBinding? worst = null;
        foreach (var part in parts)
        {
            if (part.Kind == BindingKind.Other)
                return part;
            if (worst is null || Rank(part) > Rank(worst))
                worst = part;
        }

        // Nothing is sent where there is nothing to send.
        return worst ?? Unknown(table, none) with { IsExempt = true };

        static int Rank(KeyBinding binding) => binding switch
        {
            { Kind: BindingKind.Unbound } => 3,
            { Kind: BindingKind.Unknown, IsExempt: false } => 2,
            { Kind: BindingKind.Unknown } => 1,
            _ => 0,
        };
    }

    public static string Reason(FlowValue value) => value.Unwrapped switch
    {
        UnknownValue unknown => unknown.Reason,
        SymbolValue symbol => $"it comes from `{symbol.Symbol.Name}`",
        _ => "it is not followed",
    };

    private string? WhyExempt(Table table)
    {
        if (identity.Options.Isolation != Isolation.Pool)
            return "tenants do not share tables here (`tenant_analyzers.isolation`)";
        if (table.Name is { } name && ValueJudge.MayHoldTenant(name, identity))
            return "the table's name may hold the tenant";
        foreach (var shared in identity.Options.SharedTables)
        {
            // A table that holds no tenant data has no index that does.
            if (table.Matches(shared) || (table with { Index = null }).Matches(shared))
                return "the table holds no tenant data (`tenant_analyzers.shared_tables`)";
        }

        if (table.Mapped is { } mapped && (identity.IsTenantType(mapped.Type) || TenantAttributes.CrossesTenantsOnPurpose(mapped.Type)))
            return "the entity is the tenant itself, or crosses tenants on purpose";
        return table.KnownName is { } known && IsRegistry(known) ? "the table lists the tenants themselves" : null;
    }

    // `Tenants`, `prod-tenants`: the key of such a table is the tenant, whatever it is called.
    private bool IsRegistry(string name) =>
        name.EndsWith("s", StringComparison.OrdinalIgnoreCase) && identity.IsTenantName(name.Substring(0, name.Length - 1));

    // Without the table's name, any configured key might be the right one.
    private bool IsKeyOfSomeTable(string name, Table table)
    {
        if (table.IsKnown)
            return false;
        foreach (var pair in identity.Options.TableKeys)
        {
            if (TenantNaming.Same(pair.Value, name))
                return true;
        }

        return false;
    }
}
