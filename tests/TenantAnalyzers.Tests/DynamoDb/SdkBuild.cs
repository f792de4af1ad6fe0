using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TenantAnalyzers.Tests.DynamoDb;

/// <summary>One build of <c>AWSSDK.DynamoDBv2</c>, as a compilation that references it sees it.</summary>
internal sealed class SdkBuild
{
    private static readonly string PackageRoot = typeof(SdkBuild).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(item => item.Key == "NuGetPackageRoot").Value!;

    private SdkBuild(string version, string framework)
    {
        Name = $"{version} {framework}";
        var path = Path.Combine(PackageRoot, "awssdk.dynamodbv2", version, "lib", framework, "AWSSDK.DynamoDBv2.dll");
        var reference = MetadataReference.CreateFromFile(path);
        // One core for all: of the types that the service's assembly takes from it only the names matter here.
        Compilation = CSharpCompilation.Create(
            "Caller",
            references: [reference, .. Parts.ReferencePack().Append(typeof(Amazon.Runtime.AmazonServiceClient).Assembly.Location).Select(file => MetadataReference.CreateFromFile(file))],
            options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, metadataImportOptions: MetadataImportOptions.All));
        AllMembers =
        [
            .. from type in TypesIn(((IAssemblySymbol)Compilation.GetAssemblyOrModuleSymbol(reference)!).GlobalNamespace)
               where type.TypeKind is TypeKind.Class or TypeKind.Struct or TypeKind.Interface
               from member in type.GetMembers()
               where member is IPropertySymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.Constructor or MethodKind.UserDefinedOperator or MethodKind.Conversion }
               select member,
        ];
        Members = [.. AllMembers.Where(member => member.DeclaredAccessibility == Accessibility.Public)];
    }

    /// <summary>The version the tests run on and the oldest of the same major version that can be had.</summary>
    public static ImmutableArray<SdkBuild> Supported { get; } =
        [new("4.1.0", "net8.0"), new("4.1.0", "net472"), new("4.0.103.2", "net8.0"), new("4.0.103.2", "net472")];

    /// <summary>The only version 3 that can be had; it does not restore as a reference, but can be looked at.</summary>
    public static ImmutableArray<SdkBuild> Old { get; } = [new("3.3.105.15", "netstandard2.0"), new("3.3.105.15", "net45")];

    public static ImmutableArray<SdkBuild> All { get; } = Supported.AddRange(Old);

    public static TheoryData<string> Names => [.. All.Select(build => build.Name)];

    public string Name { get; }

    public CSharpCompilation Compilation { get; }

    /// <summary>The methods, constructors and properties of its public types, public or not.</summary>
    public ImmutableArray<ISymbol> AllMembers { get; }

    /// <summary>Those that a program can name.</summary>
    public ImmutableArray<ISymbol> Members { get; }

    public static SdkBuild Named(string name) => All.Single(build => build.Name == name);

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol container) =>
        from member in container.GetMembers().OfType<INamespaceOrTypeSymbol>()
        where member is INamespaceSymbol or { DeclaredAccessibility: Accessibility.Public }
        from type in TypesIn(member).Concat(member is INamedTypeSymbol named ? [named] : [])
        select type;
}
