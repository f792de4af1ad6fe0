using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace TenantAnalyzers.EndToEnd.Tests;

public sealed class PackageContentTests(PackedPackage package)
{
    [Fact]
    public void Package_Files_AreExactlyTheExpectedOnes()
    {
        using var zip = package.Open();
        string[] ofNuGet = ["_rels/", "[Content_Types].xml", "package/services/"];
        var files = zip.Entries.Select(entry => entry.FullName).Where(name => !ofNuGet.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)));

        Assert.Equal(
            [
                "README.md",
                "TenantAnalyzers.nuspec",
                "analyzers/dotnet/cs/TenantAnalyzers.CodeFixes.dll",
                "analyzers/dotnet/cs/TenantAnalyzers.Iam.dll",
                "analyzers/dotnet/cs/TenantAnalyzers.dll",
                "build/TenantAnalyzers.props",
                "build/TenantAnalyzers.targets",
                "buildTransitive/TenantAnalyzers.Attributes.Embedded.cs",
                "buildTransitive/TenantAnalyzers.Attributes.cs",
                "buildTransitive/TenantAnalyzers.props",
                "buildTransitive/TenantAnalyzers.targets",
                "icon.png",
            ],
            files.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Package_Manifest_HasNoDependencyAndAllFacts()
    {
        using var zip = package.Open();
        using var nuspec = zip.GetEntry("TenantAnalyzers.nuspec")!.Open();
        var facts = XDocument.Load(nuspec).Root!.Elements().Single().Elements().ToDictionary(element => element.Name.LocalName);

        Assert.Equal("TenantAnalyzers", facts["id"].Value);
        Assert.Equal("true", facts["developmentDependency"].Value);
        Assert.Equal("MIT", facts["license"].Value);
        Assert.Equal("README.md", facts["readme"].Value);
        Assert.Equal("icon.png", facts["icon"].Value);
        Assert.NotEmpty(facts["description"].Value);
        Assert.DoesNotContain("dependencies", facts.Keys);
    }

    [Theory]
    [InlineData("TenantAnalyzers.Iam.dll", "")]
    [InlineData("TenantAnalyzers.dll", "Microsoft.CodeAnalysis 4.8.0.0, Microsoft.CodeAnalysis.CSharp 4.8.0.0, TenantAnalyzers.Iam 0.1.0.0")]
    [InlineData("TenantAnalyzers.CodeFixes.dll", "Microsoft.CodeAnalysis 4.8.0.0, Microsoft.CodeAnalysis.CSharp 4.8.0.0, Microsoft.CodeAnalysis.CSharp.Workspaces 4.8.0.0, Microsoft.CodeAnalysis.Workspaces 4.8.0.0, TenantAnalyzers 0.1.0.0, TenantAnalyzers.Iam 0.1.0.0")]
    public void Package_Assembly_ReferencesOnlyWhatTheOldestHostHas(string file, string allowed)
    {
        // One newer reference breaks older hosts without any build error.
        string[] all = ["netstandard 2.0.0.0", "System.Collections.Immutable 7.0.0.0", "System.Memory 4.0.1.2", .. allowed.Split(", ")];
        using var assembly = Read(file);
        var metadata = assembly.GetMetadataReader();

        var references = metadata.AssemblyReferences.Select(handle => metadata.GetAssemblyReference(handle))
            .Select(reference => $"{metadata.GetString(reference.Name)} {reference.Version}").ToArray();

        Assert.Contains("netstandard 2.0.0.0", references);
        Assert.Empty(references.Except(all));
    }

    [Theory]
    [InlineData("TenantAnalyzers.Iam.dll")]
    [InlineData("TenantAnalyzers.dll")]
    [InlineData("TenantAnalyzers.CodeFixes.dll")]
    public void Package_Assembly_NamesNoFolderOfTheMachine(string file)
    {
        using var assembly = Read(file);
        var debug = assembly.ReadDebugDirectory();
        var symbols = assembly.ReadCodeViewDebugDirectoryData(debug.Single(entry => entry.Type == DebugDirectoryEntryType.CodeView));

        Assert.StartsWith("/_/src/", symbols.Path, StringComparison.Ordinal);
        Assert.Contains(debug, entry => entry.Type == DebugDirectoryEntryType.Reproducible);
    }

    private PEReader Read(string file)
    {
        using var zip = package.Open();
        using var entry = zip.GetEntry($"analyzers/dotnet/cs/{file}")!.Open();
        var image = new MemoryStream();
        entry.CopyTo(image);
        image.Position = 0;
        return new PEReader(image);
    }
}
