namespace TenantAnalyzers.Iam.Json;

/// <summary>Reads JSON text (RFC 8259) into a tree that knows where everything stands.</summary>
/// <remarks>
/// Total: any text gives a tree and errors, never an exception, in time linear in the text and without recursion.
/// Comments and trailing commas are errors, as they are to IAM. A byte order mark at the start is ignored (RFC 8259 section 8.1).
/// </remarks>
public static class JsonReader
{
    /// <summary>How many errors of one text are kept. The tree is complete all the same.</summary>
    public const int MaxErrors = 256;

    /// <summary>Reads a text.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static JsonReading Read(string text, CancellationToken cancellationToken = default) =>
        new JsonParser(text, cancellationToken).Parse();
}
