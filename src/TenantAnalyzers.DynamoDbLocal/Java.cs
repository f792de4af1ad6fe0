using System.Globalization;
using System.Text.RegularExpressions;

namespace TenantAnalyzers.DynamoDbLocal;

/// <summary>Finds a Java that is new enough.</summary>
internal static partial class Java
{
    public const int Oldest = 17;

    public const string HowToInstall =
        "Install one (Debian, Ubuntu: apt-get install openjdk-17-jre-headless; macOS: brew install openjdk@17; Windows: winget install Microsoft.OpenJDK.17) or set JAVA_HOME.";

    /// <summary>The java command, or why there is none that will do.</summary>
    public static async Task<(string? Path, string? Problem)> FindAsync(DynamoDbLocalOptions options, CancellationToken cancellationToken)
    {
        var problem = "no java on PATH, and JAVA_HOME is not set";
        string?[] candidates = [options.Variable("JAVA_HOME") is { } home ? InHome(home) : null, options.FindProgram("java")];
        foreach (var candidate in candidates)
        {
            if (candidate is null || !File.Exists(candidate))
                continue;
            var result = await Tool.RunAsync(candidate, ["-version"], options, cancellationToken).ConfigureAwait(false);
            var version = ParseVersion(result.Output);
            if (version >= Oldest)
                return (candidate, null);
            problem = version is null ? $"{candidate} does not tell its version" : $"{candidate} is version {version}, {Oldest} or newer is needed";
        }

        return (null, problem);
    }

    /// <summary>The major version: 17 of <c>version "17.0.15"</c>, 8 of <c>version "1.8.0_402"</c>.</summary>
    internal static int? ParseVersion(string output)
    {
        var match = VersionPattern().Match(output);
        return match.Success ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;
    }

    private static string InHome(string home) => Path.Combine(home, "bin", OperatingSystem.IsWindows() ? "java.exe" : "java");

    [GeneratedRegex("""version "(?:1\.)?(\d{1,6})""", RegexOptions.CultureInvariant)]
    private static partial Regex VersionPattern();
}
