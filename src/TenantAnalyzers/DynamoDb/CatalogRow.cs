using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace TenantAnalyzers.DynamoDb;

/// <summary>Members of the catalog that send one operation, keyed in one way.</summary>
internal sealed class CatalogMembers(AccessKind kind, string operation, params string[] names)
{
    public AccessKind Kind { get; } = kind;

    public string Operation { get; } = operation;

    public ImmutableArray<string> Names { get; } = ImmutableArray.Create(names);
}

/// <summary>One row of the catalog: a member of one declaring type.</summary>
/// <param name="Namespace">The type's namespace.</param>
/// <param name="Type">The type's name.</param>
/// <param name="Arity">How many type parameters the type has.</param>
/// <param name="EntryPoint">What the member is.</param>
/// <param name="Elsewhere">Where the type is declared, when not in a 4.x build of <c>AWSSDK.DynamoDBv2</c>.</param>
internal readonly record struct CatalogRow(string Namespace, string Type, int Arity, EntryPoint EntryPoint, string? Elsewhere)
{
    /// <summary>The rows of one type, given by its full metadata name.</summary>
    public static IEnumerable<CatalogRow> Of(string type, SdkFamily family, string? elsewhere, CatalogMembers[] members)
    {
        var dot = type.LastIndexOf('.');
        var tick = type.IndexOf('`');
        var name = type.Substring(dot + 1, (tick < 0 ? type.Length : tick) - dot - 1);
        var arity = tick < 0 ? 0 : int.Parse(type.Substring(tick + 1), CultureInfo.InvariantCulture);
        foreach (var group in members)
        {
            foreach (var member in group.Names)
                yield return new(type.Substring(0, dot), name, arity, new(group.Operation, group.Kind, family, member), elsewhere);
        }
    }

    /// <summary>The row's type is this one, as far as names say; whose assembly it comes from is not asked.</summary>
    public bool IsOf(INamedTypeSymbol type) =>
        type.Arity == Arity && type.ContainingType is null && type.Name == Type && IsNamespace(type.ContainingNamespace);

    // Compares from the innermost name outwards, without making the full name.
    private bool IsNamespace(INamespaceSymbol space)
    {
        var end = Namespace.Length;
        for (var current = space; !current.IsGlobalNamespace; current = current.ContainingNamespace)
        {
            var start = end - current.Name.Length;
            if (start < 0 || string.CompareOrdinal(Namespace, start, current.Name, 0, current.Name.Length) != 0)
                return false;
            if (start > 0 && Namespace[start - 1] != '.')
                return false;
            end = start - 1;
        }

        return end < 0;
    }
}
