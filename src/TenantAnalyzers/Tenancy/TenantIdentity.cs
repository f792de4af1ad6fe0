using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace TenantAnalyzers.Tenancy;

/// <summary>Decides whether a symbol or a name denotes the tenant, under the options of one file.</summary>
internal sealed class TenantIdentity
{
    private static readonly string[] TypeSuffixes = ["Context", "Info", "Accessor", "Provider", "Resolver", "Identity"];

    private readonly TenantOptions _options;

    public TenantIdentity(TenantOptions options) => _options = options;

    public TenantOptions Options => _options;

    /// <summary>An attribute name that has the tenant in it somewhere: <c>tenantKey</c>, <c>pkTenant</c>.</summary>
    public bool MentionsTenant(string attribute)
    {
        foreach (var tenantName in _options.TenantNames)
        {
            if (attribute.IndexOf(tenantName, StringComparison.OrdinalIgnoreCase) >= 0)
                return true;
        }

        return false;
    }

    /// <summary>The attribute name is one that <c>partition_keys</c> lists.</summary>
    public bool IsPartitionKey(string attribute) => ContainsName(_options.PartitionKeys, attribute);

    /// <summary>The attribute name says nothing about what it holds.</summary>
    public bool IsGenericKey(string attribute) => ContainsName(_options.GenericKeys, attribute);

    /// <summary>
    /// The name of a symbol, claim or header denotes the tenant: a name of <c>tenant_names</c>, alone or as its last words
    /// (<c>currentTenantId</c>, <c>_tenantId</c>, <c>X-Tenant-Id</c>).
    /// </summary>
    public bool IsTenantName(string name)
    {
        foreach (var tenantName in _options.TenantNames)
        {
            if (TenantNaming.EndsWithWords(name, tenantName))
                return true;
        }

        return false;
    }

    /// <summary>
    /// The symbol (local, parameter, field, property, method) holds or returns the tenant: by attribute, by name, or by a
    /// type that is the tenant's id. <c>tenant.Id</c> counts through the name and type of what it is read from.
    /// </summary>
    public bool Denotes(ISymbol symbol, ISymbol? readFrom = null)
    {
        if (TenantAttributes.MarksTenant(symbol))
            return true;
        if (symbol is IMethodSymbol method)
            return DenotesMethod(method);
        if (symbol is IPropertySymbol or IFieldSymbol && TenantNaming.Same(symbol.Name, "Id"))
            return IsTenantType(symbol.ContainingType) || (readFrom is not null && IsTenantName(readFrom.Name + "Id"));
        // `tenant` may be the whole tenant object; then its id is what denotes, unless it is a plain value.
        return IsTenantName(symbol.Name) || IsTenantIdType(SymbolTypes.TypeOf(symbol));
    }

    /// <summary>The type stands for the tenant (<c>Tenant</c>, <c>TenantContext</c>, <c>ITenantAccessor</c>).</summary>
    public bool IsTenantType(ITypeSymbol? type)
    {
        if (type is null)
            return false;
        var name = type.Name;
        if (type.TypeKind == TypeKind.Interface && name.Length > 1 && name[0] == 'I' && char.IsUpper(name[1]))
            name = name.Substring(1);
        foreach (var suffix in TypeSuffixes)
        {
            if (name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.Ordinal))
            {
                name = name.Substring(0, name.Length - suffix.Length);
                break;
            }
        }

        return IsTenantName(name);
    }

    /// <summary>A type of the user's that is the tenant's id itself: <c>record struct TenantId(string Value)</c>.</summary>
    public bool IsTenantIdType(ITypeSymbol? type) =>
        type is INamedTypeSymbol { SpecialType: SpecialType.None }
        && (TenantAttributes.MarksTenant(type) || (IsIdName(type.Name) && IsTenantName(type.Name)));

    private bool DenotesMethod(IMethodSymbol method)
    {
        var name = method.Name;
        if (name.EndsWith("Async", StringComparison.Ordinal))
            name = name.Substring(0, name.Length - "Async".Length);
        return IsTenantName(name) || IsTenantIdType(method.ReturnType);
    }

    private static bool IsIdName(string name) => TenantNaming.EndsWithWords(name, "Id");

    private static bool ContainsName(ImmutableArray<string> names, string name)
    {
        foreach (var candidate in names)
        {
            if (TenantNaming.Same(candidate, name))
                return true;
        }

        return false;
    }
}
