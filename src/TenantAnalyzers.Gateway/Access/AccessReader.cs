namespace TenantAnalyzers.Gateway.Access;

/// <summary>Derives from a wire request what IAM must be asked. Total: any bytes give a reading, never an exception of its own.</summary>
internal sealed class AccessReader(ITableSchemas schemas)
{
    /// <summary>Reads a request.</summary>
    /// <param name="target">The header <c>X-Amz-Target</c>: <c>DynamoDB_20120810.GetItem</c>, <c>DynamoDBStreams_20120810.GetRecords</c>.</param>
    /// <param name="body">The body.</param>
    /// <param name="scope">Whose tables are meant.</param>
    /// <param name="cancellationToken">Ends the look-up of keys.</param>
    /// <exception cref="HttpRequestException">The keys of a table cannot be had: DynamoDB does not answer.</exception>
    public ValueTask<AccessReading> ReadAsync(string target, ReadOnlyMemory<byte> body, RequestScope scope, CancellationToken cancellationToken)
    {
        _ = (schemas, target, body, scope, cancellationToken);
        throw new NotImplementedException();
    }
}
