namespace TenantAnalyzers.Benchmarks.Compilers;

/// <summary>
/// What the build of this project wrote down of the SDK that built it: what a plain <c>dotnet build</c> gives the compiler.
/// </summary>
internal static class Toolset
{
    /// <summary>The folder of the SDK's <c>csc.dll</c>.</summary>
    public static string CompilerFolder { get; } = Path.GetFullPath(Lines("compiler")[0]);

    /// <summary>The program that runs the SDK.</summary>
    public static string Dotnet { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";

    public static string[] SdkReferences { get; } = Lines("sdk-references");

    public static string[] AwsReferences { get; } = Lines("aws-references");

    public static AnalyzerSet Sdk { get; } = new("SDK default", Lines("sdk-analyzers"));

    public static AnalyzerSet Ours { get; } = new("TenantAnalyzers", Lines("our-analyzers"));

    public static AnalyzerSet Aws { get; } = new("AWS SDK's own", Lines("aws-analyzers"));

    public static AnalyzerSet Meziantou { get; } = new("Meziantou.Analyzer", Lines("meziantou-analyzers"));

    private static string[] Lines(string part) => File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "toolset", part + ".rsp"));
}

/// <summary>Analyzers that are given to a compiler together.</summary>
/// <param name="Name">What they are called in the tables.</param>
/// <param name="Lines">Lines of a response file.</param>
internal sealed record AnalyzerSet(string Name, string[] Lines)
{
    public static AnalyzerSet None { get; } = new("none", []);

    public static AnalyzerSet operator +(AnalyzerSet one, AnalyzerSet other) => new($"{one.Name} + {other.Name}", [.. one.Lines, .. other.Lines]);
}
