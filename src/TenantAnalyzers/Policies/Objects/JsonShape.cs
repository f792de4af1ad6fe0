using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TenantAnalyzers.Policies;

/// <summary>How the JSON libraries write a type: as an object of its properties, a dictionary or a list, and under which names.</summary>
internal static class JsonShape
{
    /// <summary>A type that is written as an object of its keys.</summary>
    public static bool IsDictionary(INamedTypeSymbol type) => Implements(type, "IDictionary") || Implements(type, "IReadOnlyDictionary");

    /// <summary>A type that is written as an array.</summary>
    public static bool IsList(INamedTypeSymbol type) => Implements(type, "IEnumerable");

    /// <summary>A collection of the framework.</summary>
    public static bool IsFramework(INamedTypeSymbol type) =>
        type.ContainingNamespace is { Name: "Generic" or "ObjectModel" or "Concurrent", ContainingNamespace: { Name: "Collections", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } }
        && type.Locations is [{ IsInMetadata: true }, ..];

    /// <summary>The type says itself how it is written.</summary>
    public static bool HasConverter(INamedTypeSymbol type) => Attribute(type, "JsonConverterAttribute") is not null;

    /// <summary>The properties and fields that are written, the base type's first.</summary>
    public static IEnumerable<ISymbol> PropertiesOf(INamedTypeSymbol type)
    {
        var bases = new Stack<INamedTypeSymbol>();
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
            bases.Push(current);
        foreach (var declaring in bases)
        {
            foreach (var member in declaring.GetMembers())
            {
                if (IsWritten(member))
                    yield return member;
            }
        }
    }

    /// <summary>The name that a member is written under.</summary>
    public static string NameOf(ISymbol member)
    {
        foreach (var name in new[] { "JsonPropertyNameAttribute", "JsonPropertyAttribute" })
        {
            if (Attribute(member, name) is { } attribute)
            {
                if (attribute.ConstructorArguments is [{ Value: string given }, ..])
                    return given;
                foreach (var named in attribute.NamedArguments)
                {
                    if (named is { Key: "PropertyName", Value.Value: string stated })
                        return stated;
                }
            }
        }

        return member.Name;
    }

    /// <summary>A property without code of its own.</summary>
    public static bool IsAutomatic(ISymbol property)
    {
        if (property.DeclaringSyntaxReferences is not [var reference] || reference.GetSyntax() is not PropertyDeclarationSyntax declaration)
            return true;
        if (declaration.AccessorList is not { } accessors)
            return false;
        foreach (var accessor in accessors.Accessors)
        {
            if (accessor.Body is not null || accessor.ExpressionBody is not null)
                return false;
        }

        return true;
    }

    private static bool IsWritten(ISymbol member) =>
        member is IPropertySymbol { DeclaredAccessibility: Accessibility.Public, IsStatic: false, IsIndexer: false, GetMethod: not null, IsImplicitlyDeclared: false }
        && Attribute(member, "JsonIgnoreAttribute") is null
        && member.Name != "EqualityContract";

    private static AttributeData? Attribute(ISymbol symbol, string name)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { } type && type.Name == name && PolicyTypes.IsJson(type))
                return attribute;
        }

        return null;
    }

    private static bool Implements(INamedTypeSymbol type, string name)
    {
        foreach (var implemented in type.AllInterfaces)
        {
            if (implemented.Name == name && implemented.ContainingNamespace is { Name: "Generic" or "Collections" })
                return true;
        }

        return false;
    }
}
