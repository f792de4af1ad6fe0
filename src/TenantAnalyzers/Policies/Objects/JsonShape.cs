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

    /// <summary>
    /// Every library writes the type as the object of its public properties. Fields are written by one and not by the other, and converters,
    /// data contracts and extension data write what they like.
    /// </summary>
    public static bool IsPlain(INamedTypeSymbol type)
    {
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            if (HasConverter(current))
                return false;
            foreach (var attribute in current.GetAttributes())
            {
                if (attribute.AttributeClass?.Name == "DataContractAttribute")
                    return false;
            }

            foreach (var member in current.GetMembers())
            {
                if (member is IFieldSymbol { IsStatic: false, DeclaredAccessibility: Accessibility.Public }
                    || Attribute(member, "JsonExtensionDataAttribute") is not null
                    || (member.DeclaredAccessibility != Accessibility.Public && (Attribute(member, "JsonPropertyAttribute") ?? Attribute(member, "JsonIncludeAttribute")) is not null))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>The type or member says itself how it is written.</summary>
    public static bool HasConverter(ISymbol symbol) => Attribute(symbol, "JsonConverterAttribute") is not null;

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
        && !IsIgnored(member)
        && member.Name != "EqualityContract";

    // `[JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]` leaves out nothing but null.
    private static bool IsIgnored(ISymbol member)
    {
        const int Always = 1;
        if (Attribute(member, "JsonIgnoreAttribute") is not { } attribute)
            return false;
        foreach (var named in attribute.NamedArguments)
        {
            if (named.Key == "Condition")
                return named.Value.Value is Always;
        }

        return true;
    }

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
