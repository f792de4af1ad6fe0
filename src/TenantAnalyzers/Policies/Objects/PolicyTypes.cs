using Microsoft.CodeAnalysis;

namespace TenantAnalyzers.Policies;

/// <summary>The types that policies are built of, told by name, namespace and assembly.</summary>
internal static class PolicyTypes
{
    /// <summary>A type of <c>Amazon.Auth.AccessControlPolicy</c> in the SDK's core.</summary>
    public static bool IsAccessControl(ITypeSymbol? type, string name) =>
        type is not null && type.Name == name && IsAccessControl(type.ContainingNamespace) && IsIn(type.ContainingAssembly, "AWSSDK.Core");

    /// <summary>A class of the SDK that holds ready-made actions: <c>DynamoDBActionIdentifiers</c>.</summary>
    public static bool IsActionIdentifiers(ITypeSymbol? type) =>
        type is { ContainingNamespace: { Name: "ActionIdentifiers", ContainingNamespace: { } space } }
        && type.Name.EndsWith("ActionIdentifiers", StringComparison.Ordinal)
        && IsAccessControl(space)
        && IsIn(type.ContainingAssembly, "AWSSDK.Core");

    /// <summary>A type of <c>Amazon.CDK.AWS.IAM</c>; the first CDK had an assembly for each service.</summary>
    public static bool IsCdkIam(ITypeSymbol? type, string name) => type is not null && type.Name == name && IsCdk(type, "IAM");

    /// <summary>A type of <c>Amazon.CDK.AWS.DynamoDB</c>.</summary>
    public static bool IsCdkDynamoDb(ITypeSymbol? type) => type is not null && IsCdk(type, "DynamoDB");

    /// <summary>A request of STS that takes a session policy, which AWS limits to 2,048 characters ("AssumeRole", STS API reference).</summary>
    public static bool TakesSessionPolicy(ITypeSymbol? type) =>
        type is
        {
            Name: "AssumeRoleRequest" or "AssumeRoleWithSAMLRequest" or "AssumeRoleWithWebIdentityRequest" or "GetFederationTokenRequest",
            ContainingNamespace: { Name: "Model", ContainingNamespace: { Name: "SecurityToken", ContainingNamespace: { Name: "Amazon", ContainingNamespace.IsGlobalNamespace: true } } },
        }
        && IsIn(type.ContainingAssembly, "AWSSDK.SecurityToken");

    /// <summary>A type of one of the JSON libraries that are read, or a dictionary, list or set of the framework.</summary>
    public static bool IsJson(ITypeSymbol? type) =>
        type is { ContainingAssembly: { } assembly } && (IsIn(assembly, "System.Text.Json") || IsIn(assembly, "Newtonsoft.Json"));

    /// <summary>A conversion to this type wraps a value and leaves it as it is.</summary>
    public static bool Wraps(ITypeSymbol? type) => IsJson(type) || IsAccessControl(type, "ActionIdentifier");

    /// <summary>The type is one that the project itself declares.</summary>
    public static bool IsOwn(ITypeSymbol type, Compilation compilation) =>
        SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly);

    /// <summary>The assembly has that name.</summary>
    public static bool IsIn(IAssemblySymbol? assembly, string name) => string.Equals(assembly?.Name, name, StringComparison.OrdinalIgnoreCase);

    private static bool IsAccessControl(INamespaceSymbol? space) =>
        space is { Name: "AccessControlPolicy", ContainingNamespace: { Name: "Auth", ContainingNamespace: { Name: "Amazon", ContainingNamespace.IsGlobalNamespace: true } } };

    private static bool IsCdk(ITypeSymbol type, string service) =>
        type.ContainingNamespace is { ContainingNamespace: { Name: "AWS", ContainingNamespace: { Name: "CDK", ContainingNamespace: { Name: "Amazon", ContainingNamespace.IsGlobalNamespace: true } } } } space
        && space.Name == service
        && (IsIn(type.ContainingAssembly, "Amazon.CDK.Lib") || IsIn(type.ContainingAssembly, "Amazon.CDK.AWS." + service));
}
