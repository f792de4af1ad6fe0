using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace TenantAnalyzers.Tests;

/// <summary>What is under test (all analyzers, all fixes) and what it is compiled against.</summary>
internal static class Parts
{
    public static IEnumerable<DiagnosticAnalyzer> Analyzers() =>
        Instances<DiagnosticAnalyzer>(typeof(Rules), typeof(DiagnosticAnalyzerAttribute));

    public static IEnumerable<CodeFixProvider> Fixes() =>
        Instances<CodeFixProvider>(typeof(CodeFixes.FixTitles), typeof(ExportCodeFixProviderAttribute));

    /// <summary>The reference assemblies of the SDK these tests run on: needs no download.</summary>
    public static IEnumerable<string> ReferencePack()
    {
        var runtime = new DirectoryInfo(Path.GetDirectoryName(typeof(object).Assembly.Location)!);
        var packs = Path.Combine(runtime.Parent!.Parent!.Parent!.FullName, "packs", "Microsoft.NETCore.App.Ref");
        var newest = Directory.GetDirectories(packs, $"{Environment.Version.Major}.*").OrderBy(path => Version.Parse(Path.GetFileName(path).Split('-')[0])).Last();
        return Directory.GetFiles(Directory.GetDirectories(Path.Combine(newest, "ref")).Single(), "*.dll");
    }

    /// <summary>The SDK that sources are compiled against.</summary>
    public static IEnumerable<string> Sdk() => [typeof(AmazonDynamoDBClient).Assembly.Location, typeof(AmazonServiceClient).Assembly.Location];

    private static IEnumerable<T> Instances<T>(Type inAssembly, Type attribute) =>
        inAssembly.Assembly.GetTypes()
            .Where(type => !type.IsAbstract && typeof(T).IsAssignableFrom(type) && type.IsDefined(attribute, inherit: false))
            .Select(type => (T)Activator.CreateInstance(type)!);
}
