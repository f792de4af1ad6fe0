using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace TenantAnalyzers.EndToEnd.Tests;

/// <summary>Consumers of every shape, built by one command.</summary>
public sealed class BuiltConsumers(PackedPackage package) : IAsyncLifetime
{
    public Consumers Projects { get; } = package.Consumers("shapes");

    public CommandResult Command { get; private set; } = null!;

    public BuildMessage[] Messages { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        Projects.Add("Leaky").Add("Leaky", "Configured").Add("Leaky", "LeakyTests").Add("Legacy").Add("NoAws").Add("Library").Add("LibraryFriend");
        File.WriteAllText(Projects.Path("Configured", ".editorconfig"), """
            [*.cs]
            dotnet_diagnostic.TNT1001.severity = error
            dotnet_diagnostic.TNT1002.severity = none
            """);
        File.WriteAllText(Projects.Path("LeakyTests", "Directory.Build.props"), "<Project><PropertyGroup><IsTestProject>true</IsTestProject></PropertyGroup></Project>");
        (Command, Messages) = await Projects.Build(project: null);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public IEnumerable<BuildMessage> Of(string project) => Messages.Where(message => message.Project == project);
}

public sealed partial class ConsumerBuildTests(BuiltConsumers built) : IClassFixture<BuiltConsumers>
{
    [Theory]
    [InlineData("Leaky")]
    [InlineData("Legacy")]
    public void Build_LeakyProject_WarnsAtTheMarkedLines(string project)
    {
        var warnings = built.Of(project).Select(message => $"{message.Severity} {message.Id} {message.File}:{message.Line}");

        Assert.Equal(Marked(project).Select(mark => $"warning {mark}").Order(StringComparer.Ordinal), warnings.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Build_LeakyProject_ShowsRulesOfEveryKind() =>
        Assert.Equal(
            ["TNT1001", "TNT1002", "TNT1003", "TNT1004", "TNT1005", "TNT1006", "TNT2003", "TNT3001"],
            built.Of("Leaky").Select(message => message.Id).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Build_SeverityFromEditorConfig_IsUsed()
    {
        var found = built.Of("Configured").Select(message => $"{message.Severity} {message.Id}");

        Assert.Equal(
            ["error TNT1001", "warning TNT1003", "warning TNT1004", "warning TNT1005", "warning TNT1006", "warning TNT2003", "warning TNT3001", "warning TNT3001"],
            found.Order(StringComparer.Ordinal));
        built.Command.Expect(success: false);
    }

    [Fact]
    public void Build_OnlyTheConfiguredProject_Fails() =>
        Assert.Equal(["Configured"], built.Messages.Where(message => message.Severity == "error").Select(message => message.Project).Distinct());

    [Theory]
    [InlineData("NoAws")]
    [InlineData("LeakyTests")]
    [InlineData("Library")]
    [InlineData("LibraryFriend")]
    public void Build_ProjectWithNothingToReport_IsSilent(string project)
    {
        Assert.Empty(built.Of(project));
        Assert.NotEmpty(Directory.GetFiles(built.Projects.Path(project, "bin"), $"{project}.dll", SearchOption.AllDirectories));
    }

    [Fact]
    public void Build_Analyzers_LoadAndDoNotThrow() =>
        Assert.DoesNotContain(built.Messages, message => message.Id is "CS8032" or "CS8033" or "CS9057" or "AD0001");

    [Fact]
    public async Task Project_Evaluated_HasPolicyFilesOnce()
    {
        var files = await built.Projects.Evaluate("Leaky", "-getItem:AdditionalFiles", "-getItem:CompilerVisibleProperty");
        Assert.Equal(2, PolicyFile().Count(files.Output));
        Assert.Contains("\"TenantAnalyzersMode\"", files.Output, StringComparison.Ordinal);
        Assert.Contains("\"TenantAnalyzersInTests\"", files.Output, StringComparison.Ordinal);

        var without = await built.Projects.Evaluate(
            "Leaky", "-getItem:AdditionalFiles", "-getItem:Compile", "-p:TenantAnalyzersIncludePolicies=false", "-p:TenantAnalyzersIncludeAttributes=false");
        Assert.Equal(0, PolicyFile().Count(without.Output));
        Assert.DoesNotContain("TenantAnalyzers.Attributes", without.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Attributes_OnAMember_StayInTheAssembly()
    {
        // Else an annotation would be lost on every project that references the annotated one.
        var file = Directory.GetFiles(built.Projects.Path("Library", "bin"), "Library.dll", SearchOption.AllDirectories).First();
        using var assembly = new PEReader(File.OpenRead(file));
        var metadata = assembly.GetMetadataReader();
        var property = metadata.PropertyDefinitions.Select(metadata.GetPropertyDefinition).Single(item => metadata.GetString(item.Name) == "Owner");

        var attributes =
            from handle in property.GetCustomAttributes()
            let constructor = metadata.GetCustomAttribute(handle).Constructor
            where constructor.Kind == HandleKind.MethodDefinition
            let type = metadata.GetTypeDefinition(metadata.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType())
            select $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
        Assert.Equal(["TenantAnalyzers.TenantIdAttribute"], attributes);
    }

    private IEnumerable<string> Marked(string project) =>
        from file in Directory.GetFiles(built.Projects.Path(project)).Where(static path => path.EndsWith(".cs", StringComparison.Ordinal) || path.EndsWith(".policy.json", StringComparison.Ordinal))
        from line in File.ReadLines(file).Select((text, index) => (Text: text, Number: index + 1))
        where Mark().IsMatch(line.Text)
        select $"{Mark().Match(line.Text).Value} {Path.GetFileName(file)}:{line.Number}";

    [GeneratedRegex(@"TNT\d{4}")]
    private static partial Regex Mark();

    // As it stands in the JSON that MSBuild answers with; "Identity" is there once for each item.
    [GeneratedRegex("\"Identity\": \"(reader\\.policy\\.json|infra/serverless\\.template)\"")]
    private static partial Regex PolicyFile();
}
