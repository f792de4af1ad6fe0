using Microsoft.CodeAnalysis;
using TenantAnalyzers.DynamoDb;

namespace TenantAnalyzers.Tests.DynamoDb;

/// <summary>A member of a type of the SDK, all its overloads together; a constructor is called <c>new</c>.</summary>
internal readonly record struct SdkMember(string Namespace, string Type, string Name)
{
    public static SdkMember Of(ISymbol member) => new(
        member.ContainingNamespace.ToDisplayString(),
        TypeName(member.ContainingType),
        member is IMethodSymbol { MethodKind: MethodKind.Constructor } ? "new" : member.MetadataName);

    public static SdkMember Of(CatalogRow row) =>
        new(row.Namespace, row.Arity == 0 ? row.Type : $"{row.Type}`{row.Arity}", row.EntryPoint.Member);

    public override string ToString() => $"{Namespace}.{Type}.{Name}";

    private static string TypeName(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? $"{TypeName(outer)}.{type.MetadataName}" : type.MetadataName;
}
