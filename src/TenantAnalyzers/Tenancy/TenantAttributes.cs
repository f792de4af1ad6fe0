using Microsoft.CodeAnalysis;

namespace TenantAnalyzers.Tenancy;

/// <summary>The package's attributes, recognised by full name from any assembly, so that a library can declare its own copy.</summary>
internal static class TenantAttributes
{
    private const string Namespace = "TenantAnalyzers";

    /// <summary><c>[TenantId]</c> or <c>[TenantKey]</c> stands on the symbol, its type or its return value.</summary>
    public static bool MarksTenant(ISymbol symbol)
    {
        return HasMark(symbol.GetAttributes())
            || (symbol is IMethodSymbol method && HasMark(method.GetReturnTypeAttributes()))
            || (SymbolTypes.TypeOf(symbol) is { } type && HasMark(type.GetAttributes()));
    }

    /// <summary>
    /// <c>[CrossTenant("why")]</c> with a justification stands on the symbol or on anything that contains it.
    /// An empty justification does not count.
    /// </summary>
    public static bool CrossesTenantsOnPurpose(ISymbol? symbol)
    {
        for (var current = symbol; current is not null and not INamespaceSymbol; current = current.ContainingSymbol)
        {
            foreach (var attribute in current.GetAttributes())
            {
                if (IsOurs(attribute, "CrossTenantAttribute")
                    && attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Primitive, Value: string why }, ..]
                    && !string.IsNullOrWhiteSpace(why))
                {
                    return true;
                }
            }

            if (current is IMethodSymbol { AssociatedSymbol: { } owner } && owner is not INamespaceSymbol && CrossesTenantsOnPurpose(owner))
                return true;
        }

        return false;
    }

    /// <summary>The package's <c>[TenantKey]</c>, as a compilation sees it; null when it has none.</summary>
    public static INamedTypeSymbol? KeyAttribute(Compilation compilation)
    {
        foreach (var member in compilation.GlobalNamespace.GetMembers(Namespace))
        {
            if (member is INamespaceSymbol space && space.GetTypeMembers("TenantKeyAttribute", arity: 0) is [var attribute])
                return attribute;
        }

        return null;
    }

    private static bool HasMark(System.Collections.Immutable.ImmutableArray<AttributeData> attributes)
    {
        foreach (var attribute in attributes)
        {
            if (IsOurs(attribute, "TenantIdAttribute") || IsOurs(attribute, "TenantKeyAttribute"))
                return true;
        }

        return false;
    }

    /// <summary>The type is the attribute <c>CrossTenant</c>.</summary>
    public static bool IsCrossTenant(INamedTypeSymbol type) => IsOurs(type, "CrossTenantAttribute");

    private static bool IsOurs(AttributeData attribute, string name) => attribute.AttributeClass is { } type && IsOurs(type, name);

    private static bool IsOurs(INamedTypeSymbol type, string name) =>
        type.Name == name && type.ContainingNamespace is { Name: Namespace, ContainingNamespace.IsGlobalNamespace: true };
}
