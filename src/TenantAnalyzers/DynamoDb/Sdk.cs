using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace TenantAnalyzers.DynamoDb;

/// <summary>
/// What of the AWS SDK one compilation calls: the only place that compares SDK symbols with names. Nothing is looked up
/// when a compilation starts; a called method is compared with the catalog once.
/// </summary>
internal sealed class Sdk
{
    // Only methods whose name is in the catalog get here; null for those that merely share the name.
    private readonly ConcurrentDictionary<IMethodSymbol, EntryPoint?> _known = new(SymbolEqualityComparer.Default);

    private Sdk()
    {
    }

    /// <summary>The SDK as this compilation sees it; null when it is not referenced: then nothing is to be registered.</summary>
    public static Sdk? TryCreate(Compilation compilation)
    {
        foreach (var reference in compilation.ReferencedAssemblyNames)
        {
            if (reference.Name.Equals("AWSSDK.DynamoDBv2", StringComparison.OrdinalIgnoreCase)
                || reference.Name.Equals("AWSSDK.DynamoDBStreams", StringComparison.OrdinalIgnoreCase))
            {
                return new Sdk();
            }
        }

        return null;
    }

    /// <summary>Some entry point is called so.</summary>
    public static bool HasName(string member) => EntryPointCatalog.ByMember.ContainsKey(member);

    /// <summary>The catalog's row for a called method, through overrides and implementations of the SDK's interfaces.</summary>
    public bool TryFind(IMethodSymbol method, out EntryPoint entryPoint)
    {
        entryPoint = default;
        if (method.ContainingType is null || !(EntryPointCatalog.ByMember.ContainsKey(method.Name) || IsExplicit(method)))
            return false;
        var definition = method.OriginalDefinition;
        if (!_known.TryGetValue(definition, out var found))
            found = _known.GetOrAdd(definition, Find(definition));
        entryPoint = found.GetValueOrDefault();
        return found is not null;
    }

    /// <summary>
    /// The method is a client itself (it overrides or implements an entry point): what it passes on is judged where it is
    /// called.
    /// </summary>
    public bool IsEntryPoint(ISymbol? member) => member is IMethodSymbol method && TryFind(method, out _);

    /// <summary>
    /// The name that the SDK gives to a parameter of an entry point; an override or an implementation may call it otherwise.
    /// </summary>
    public static string ParameterName(IMethodSymbol entryPoint, IParameterSymbol parameter)
    {
        if (IsSdkAssembly(entryPoint.ContainingAssembly))
            return parameter.Name;
        for (var current = entryPoint; current is not null; current = current.OverriddenMethod)
        {
            if (IsSdkAssembly(current.ContainingAssembly))
                return current.Parameters[parameter.Ordinal].Name;
        }

        foreach (var type in entryPoint.ContainingType.AllInterfaces)
        {
            if (!IsSdkAssembly(type.ContainingAssembly))
                continue;
            foreach (var member in type.GetMembers(entryPoint.Name))
            {
                if (member is IMethodSymbol declared && SymbolEqualityComparer.Default.Equals(entryPoint.ContainingType.FindImplementationForInterfaceMember(declared), entryPoint))
                    return declared.Parameters[parameter.Ordinal].Name;
            }
        }

        return parameter.Name;
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

    /// <summary>The assembly can name the SDK's types.</summary>
    public static bool IsReferencedBy(IAssemblySymbol assembly)
    {
        foreach (var module in assembly.Modules)
        {
            foreach (var reference in module.ReferencedAssemblies)
            {
                if (reference.Name.StartsWith("AWSSDK.DynamoDBv2", StringComparison.OrdinalIgnoreCase))
                    return true;
            }
        }

        return false;
    }

    /// <summary>The assembly is one of the AWS SDK's own.</summary>
    public static bool IsSdkAssembly(IAssemblySymbol? assembly) =>
        assembly is not null && assembly.Name.StartsWith("AWSSDK.", StringComparison.OrdinalIgnoreCase);

    private static EntryPoint? Find(IMethodSymbol method)
    {
        for (var current = method; current is not null; current = current.OverriddenMethod?.OriginalDefinition)
        {
            if (FindDeclared(current) is { } declared)
                return declared;
        }

        return FindImplemented(method);
    }

    // The SDK's .NET builds keep their synchronous twins as internal members.
    private static EntryPoint? FindDeclared(IMethodSymbol method)
    {
        if (method.DeclaredAccessibility != Accessibility.Public
            || !IsSdkAssembly(method.ContainingAssembly)
            || !EntryPointCatalog.ByMember.TryGetValue(method.Name, out var rows))
        {
            return null;
        }

        foreach (var row in rows)
        {
            if (row.IsOf(method.ContainingType))
                return row.EntryPoint;
        }

        return null;
    }

    // A decorator's method is the entry point that it implements.
    private static EntryPoint? FindImplemented(IMethodSymbol method)
    {
        foreach (var declared in method.ExplicitInterfaceImplementations)
        {
            if (FindDeclared(declared.OriginalDefinition) is { } entryPoint)
                return entryPoint;
        }

        foreach (var type in method.ContainingType.AllInterfaces)
        {
            if (!IsSdkAssembly(type.ContainingAssembly))
                continue;
            foreach (var member in type.GetMembers(method.Name))
            {
                if (member is IMethodSymbol declared
                    && FindDeclared(declared.OriginalDefinition) is { } entryPoint
                    && SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(declared), method))
                {
                    return entryPoint;
                }
            }
        }

        return null;
    }

    // Its name is that of the interface and the member together.
    private static bool IsExplicit(IMethodSymbol method) => method.MethodKind == MethodKind.ExplicitInterfaceImplementation;
}
