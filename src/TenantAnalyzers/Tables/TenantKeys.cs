using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.Tables;

/// <summary>Decides whether a declared key is certainly not the tenant's, under the options of one file.</summary>
internal sealed class TenantKeys(TenantIdentity identity)
{
    // Names of keys that do not say what is in them, beside those of `generic_keys`.
    private static readonly string[] NamesThatSayNothing = ["PK", "PartitionKey", "HashKey"];

    /// <summary>The table may well be keyed by something else: it holds no tenant data, is one tenant's own, or might be either.</summary>
    public bool IsExempt(NamedTable table)
    {
        if (identity.Options.Isolation != Isolation.Pool || MentionsTenant(table.Expression))
            return true;
        foreach (var shared in identity.Options.SharedTables)
        {
            if (table.Matches(shared))
                return true;
        }

        // A table whose name is not seen might be one of them.
        return table.Name is null && !identity.Options.SharedTables.IsEmpty;
    }

    /// <summary>The tenant key that the table, or its index, should have.</summary>
    public string Expected(NamedTable table, string? index) => Configured(table, index) ?? identity.Options.PartitionKeys[0];

    /// <summary>The attribute is certainly not the tenant's key.</summary>
    /// <param name="attribute">The name in the table.</param>
    /// <param name="member">The member of the entity that holds it; null when a request declares it.</param>
    /// <param name="table">The table.</param>
    /// <param name="index">The index that it is the key of; null for the table itself.</param>
    /// <param name="cancellation">Stops the reading of accessors.</param>
    public bool IsCertainlyOther(string attribute, ISymbol? member, NamedTable table, string? index, CancellationToken cancellation)
    {
        if (member is not null && (TenantAttributes.MarksTenant(member) || identity.IsTenantIdType(SymbolTypes.TypeOf(member))))
            return false;
        if (Configured(table, index) is { } expected)
            return !TenantNaming.Same(attribute, expected) && !(member is not null && TenantNaming.Same(member.Name, expected));
        return SaysAnotherThing(attribute)
            && (member is null || (SaysAnotherThing(member.Name) && !IsMadeOfTenant(member, cancellation)))
            && !IsKeyOfRegistry(attribute, table)
            && !(table.Name is null && IsKeyOfSomeTable(attribute));
    }

    /// <summary>The member may hold the tenant, by name, type, attribute or what it is made of; or nothing says what it holds.</summary>
    public bool MayHoldTenant(ISymbol member, string attribute, NamedTable table, CancellationToken cancellation) =>
        !IsCertainlyOther(attribute, member, table, index: null, cancellation);

    /// <summary>The table lists the tenants themselves: its items are keyed by what a tenant is called.</summary>
    public bool IsRegistry(NamedTable table) => IsRegistry(table.Name) || IsRegistry(table.Alias);

    private string? Configured(NamedTable table, string? index)
    {
        foreach (var pair in identity.Options.TableKeys)
        {
            var slash = pair.Key.IndexOf('/');
            var configuredIndex = slash < 0 ? null : pair.Key.Substring(slash + 1);
            if (configuredIndex == index && table.Matches(slash < 0 ? pair.Key : pair.Key.Substring(0, slash)))
                return pair.Value;
        }

        return null;
    }

    // Without the table's name, any configured key might be the right one.
    private bool IsKeyOfSomeTable(string attribute)
    {
        foreach (var pair in identity.Options.TableKeys)
        {
            if (TenantNaming.Same(pair.Value, attribute))
                return true;
        }

        return false;
    }

    private bool SaysAnotherThing(string name)
    {
        if (identity.IsPartitionKey(name) || identity.MentionsTenant(name) || identity.IsTenantName(name) || identity.IsGenericKey(name) || TenantNaming.Same(name, "Key"))
            return false;
        foreach (var generic in NamesThatSayNothing)
        {
            // `GSI1PK`, `gsi2_pk`.
            if (TenantNaming.EndsWithWords(name, generic))
                return false;
        }

        return true;
    }

    private bool IsRegistry(string? name)
    {
        if (name is null)
            return false;
        foreach (var tenant in identity.Options.TenantNames)
        {
            // `OrdersByTenant` lists orders.
            if ((TenantNaming.EndsWithWords(name, tenant) && !TenantNaming.EndsWithWords(name, "By" + tenant)) || TenantNaming.EndsWithWords(name, tenant + "s"))
                return true;
        }

        return false;
    }

    // `TenantSettings` by `Id`: most likely the tenant's.
    private bool IsKeyOfRegistry(string attribute, NamedTable table) =>
        TenantNaming.Same(attribute, "Id") && (StartsWithTenant(table.Name) || StartsWithTenant(table.Alias));

    private bool StartsWithTenant(string? name)
    {
        foreach (var tenant in identity.Options.TenantNames)
        {
            if (name?.StartsWith(tenant, StringComparison.OrdinalIgnoreCase) == true)
                return true;
        }

        return false;
    }

    // `OrderKey => $"{TenantId}#{OrderId}"`.
    private bool IsMadeOfTenant(ISymbol member, CancellationToken cancellation)
    {
        foreach (var reference in member.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellation) is PropertyDeclarationSyntax property
                && (MentionsTenant(property.ExpressionBody) || MentionsTenant(property.AccessorList) || MentionsTenant(property.Initializer)))
            {
                return true;
            }
        }

        return false;
    }

    private bool MentionsTenant(SyntaxNode? node)
    {
        if (node is null)
            return false;
        foreach (var token in node.DescendantTokens())
        {
            if (token.IsKind(SyntaxKind.IdentifierToken) && (identity.IsTenantName(token.ValueText) || identity.MentionsTenant(token.ValueText)))
                return true;
        }

        return false;
    }
}
