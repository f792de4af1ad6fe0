namespace TenantAnalyzers.DynamoDbLocal;

/// <summary>Where DynamoDB Local is looked for and how long it may take to start.</summary>
public sealed record DynamoDbLocalOptions
{
    /// <summary>Environment variables read before those of the process; a variable set to null counts as not set.</summary>
    public IReadOnlyDictionary<string, string?>? Environment { get; init; }

    /// <summary>Where the download is kept. Default: <c>TenantAnalyzers/dynamodb-local</c> in the user's local application data.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>Gets the notice about the licence and the note about a download. Default: the error stream.</summary>
    public TextWriter? Notices { get; init; }

    /// <summary>How long the server may take until it answers.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(90);

    internal string? Variable(string name)
    {
        var value = Environment is not null && Environment.TryGetValue(name, out var given) ? given : System.Environment.GetEnvironmentVariable(name);
        return string.IsNullOrWhiteSpace(value) ? null : value;
    }

    internal string Cache => CacheFolder ?? Path.Combine(
        System.Environment.GetFolderPath(System.Environment.SpecialFolder.LocalApplicationData, System.Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } data
            ? data
            : Path.GetTempPath(),
        "TenantAnalyzers",
        "dynamodb-local");

    internal TextWriter NoticeWriter => Notices ?? Console.Error;

    /// <summary>The full path of a program on <c>PATH</c>, or null.</summary>
    internal string? FindProgram(string name)
    {
        string[] endings = OperatingSystem.IsWindows() ? [".exe", ".cmd"] : [""];
        foreach (var folder in (Variable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            foreach (var ending in endings)
            {
                var file = Path.Combine(folder, name + ending);
                if (File.Exists(file))
                    return file;
            }
        }

        return null;
    }
}
