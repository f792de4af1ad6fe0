namespace TenantAnalyzers.DynamoDbLocal;

/// <summary>DynamoDB Local cannot be had or does not start; the message says what to do.</summary>
public sealed class DynamoDbLocalException : Exception
{
    /// <summary>Creates the exception with what went wrong and what to install.</summary>
    public DynamoDbLocalException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
