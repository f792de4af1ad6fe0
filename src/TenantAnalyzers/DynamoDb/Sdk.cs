using Microsoft.CodeAnalysis;

namespace TenantAnalyzers.DynamoDb;

/// <summary>
/// What of the AWS SDK one compilation references: the only place that knows a metadata name. Built once per compilation.
/// </summary>
internal sealed class Sdk
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<IMethodSymbol, EntryPoint> _entryPoints = new(SymbolEqualityComparer.Default);

    private Sdk(Compilation compilation)
    {
        var types = new Dictionary<string, INamedTypeSymbol?>(StringComparer.Ordinal);
        foreach (var row in EntryPointCatalog.Rows)
        {
            if (!types.TryGetValue(row.Type, out var type))
                types.Add(row.Type, type = FindType(compilation, row.Type));
            if (type is null)
                continue;
            foreach (var member in type.GetMembers(row.Member))
            {
                // The SDK's .NET builds keep their synchronous twins as internal members.
                if (member is IMethodSymbol { DeclaredAccessibility: Accessibility.Public } method)
                {
                    _entryPoints[method] = row;
                    _names.Add(row.Member);
                }
            }
        }
    }

    /// <summary>The SDK as this compilation sees it; null when it is not referenced: then nothing is to be registered.</summary>
    public static Sdk? TryCreate(Compilation compilation)
    {
        var sdk = ReferencesAwsSdk(compilation) ? new Sdk(compilation) : null;
        return sdk is { _entryPoints.Count: > 0 } ? sdk : null;
    }

    /// <summary>The catalog's row for a called method, through overrides and implementations of the client's interface.</summary>
    public bool TryFind(IMethodSymbol method, out EntryPoint entryPoint)
    {
        entryPoint = default;
        if (!_names.Contains(method.Name))
            return false;
        for (var current = method; current is not null; current = current.OverriddenMethod)
        {
            if (_entryPoints.TryGetValue(current.OriginalDefinition, out entryPoint))
                return true;
        }

        return TryFindImplemented(method, out entryPoint);
    }

    /// <summary>
    /// The method is a client itself (it overrides or implements an entry point): what it passes on is judged where it is
    /// called.
    /// </summary>
    public bool IsEntryPoint(ISymbol? member) => member is IMethodSymbol method && TryFind(method, out _);

    // A decorator's method is the entry point that it implements.
    private bool TryFindImplemented(IMethodSymbol method, out EntryPoint entryPoint)
    {
        entryPoint = default;
        foreach (var type in method.ContainingType.AllInterfaces)
        {
            if (!IsSdkAssembly(type.ContainingAssembly))
                continue;
            foreach (var member in type.GetMembers(method.Name))
            {
                if (member is IMethodSymbol declared
                    && _entryPoints.TryGetValue(declared, out entryPoint)
                    && SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(declared), method))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The type belongs to the SDK's DynamoDB model, whose constructor parameters are named after its properties.</summary>
    public static bool IsModelType(ITypeSymbol? type) =>
        type is { ContainingNamespace: { Name: "Model", ContainingNamespace: { Name: "DynamoDBv2", ContainingNamespace.Name: "Amazon" } } }
        && IsSdkAssembly(type.ContainingAssembly);

    /// <summary>The type belongs to the SDK's object persistence model, whose attributes declare entities.</summary>
    public static bool IsDataModelType(ITypeSymbol? type) =>
        type is { ContainingNamespace: { Name: "DataModel", ContainingNamespace: { Name: "DynamoDBv2", ContainingNamespace.Name: "Amazon" } } }
        && IsSdkAssembly(type.ContainingAssembly);

    /// <summary>The type belongs to the SDK's document model.</summary>
    public static bool IsDocumentModelType(ITypeSymbol? type) =>
        type is { ContainingNamespace: { Name: "DocumentModel", ContainingNamespace: { Name: "DynamoDBv2", ContainingNamespace.Name: "Amazon" } } }
        && IsSdkAssembly(type.ContainingAssembly);

    private static bool ReferencesAwsSdk(Compilation compilation)
    {
        foreach (var reference in compilation.ReferencedAssemblyNames)
        {
            if (reference.Name.StartsWith("AWSSDK.DynamoDBv2", StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static INamedTypeSymbol? FindType(Compilation compilation, string metadataName)
    {
        // Two references may declare one name (v3 beside v4, a copied stub): only the SDK's own assembly counts.
        foreach (var type in compilation.GetTypesByMetadataName(metadataName))
        {
            if (IsSdkAssembly(type.ContainingAssembly))
                return type;
        }

        return null;
    }

    /// <summary>The assembly is one of the AWS SDK's own.</summary>
    public static bool IsSdkAssembly(IAssemblySymbol? assembly) =>
        assembly is not null && assembly.Name.StartsWith("AWSSDK.", StringComparison.OrdinalIgnoreCase);
}
