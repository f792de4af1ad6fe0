using Microsoft.CodeAnalysis;

namespace TenantAnalyzers.Tenancy;

/// <summary>The type of what a symbol holds or returns.</summary>
internal static class SymbolTypes
{
    /// <summary>The type of a variable, member or method's result; null for any other symbol.</summary>
    public static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        IMethodSymbol method => method.ReturnType,
        _ => null,
    };
}
