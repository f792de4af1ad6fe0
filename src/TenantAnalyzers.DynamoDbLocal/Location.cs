namespace TenantAnalyzers.DynamoDbLocal;

/// <summary>Where DynamoDB Local was found.</summary>
internal abstract record Location(string Description)
{
    /// <summary>Someone started it already.</summary>
    internal sealed record Running(string Url) : Location(Url);

    /// <summary>A folder with the jar and its libraries, and the Java to run it.</summary>
    internal sealed record Folder(string Path, string Java) : Location(Path);

    /// <summary>The public container image.</summary>
    internal sealed record Container(string Docker) : Location("Docker image " + Image)
    {
        public const string Image = "amazon/dynamodb-local";
    }
}
