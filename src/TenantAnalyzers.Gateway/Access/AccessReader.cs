using System.Text.Json;

namespace TenantAnalyzers.Gateway.Access;

/// <summary>Derives from a wire request what IAM must be asked. Total: any bytes give a reading, never an exception of its own.</summary>
internal sealed class AccessReader(ITableSchemas schemas)
{
    private const int MostNameCharacters = 64;

    /// <summary>Reads a request.</summary>
    /// <param name="target">The header <c>X-Amz-Target</c>: <c>DynamoDB_20120810.GetItem</c>, <c>DynamoDBStreams_20120810.GetRecords</c>.</param>
    /// <param name="body">The body.</param>
    /// <param name="scope">Whose tables are meant.</param>
    /// <param name="cancellationToken">Ends the look-up of keys.</param>
    /// <exception cref="HttpRequestException">The keys of a table cannot be had: DynamoDB does not answer.</exception>
    public async ValueTask<AccessReading> ReadAsync(string target, ReadOnlyMemory<byte> body, RequestScope scope, CancellationToken cancellationToken)
    {
        if (Operations.Find(target) is not { } operation)
            return Unknown(target);
        JsonDocument document;
        try
        {
            document = WireJson.Parse(body);
        }
        catch (DoubtException doubt)
        {
            return new() { Operation = operation.Name, Doubt = doubt.Message, IsReadOnly = operation.IsReadOnly, IsDataEvent = operation.IsDataEvent };
        }

        using (document)
        {
            var request = new RequestReading(operation.Name, document.RootElement, scope, schemas, cancellationToken);
            try
            {
                await operation.ReadAsync(request).ConfigureAwait(false);
                return request.Finish(doubt: null, operation.IsReadOnly, operation.IsDataEvent);
            }
            catch (DoubtException doubt)
            {
                return request.Finish(doubt.Message, operation.IsReadOnly, operation.IsDataEvent);
            }
        }
    }

    private static AccessReading Unknown(string target)
    {
        var name = target[(target.IndexOf('.') + 1)..];
        return new() { Operation = name.Length <= MostNameCharacters ? name : name[..MostNameCharacters], Doubt = "the operation is not known" };
    }
}
