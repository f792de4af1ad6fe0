namespace TenantAnalyzers.Gateway.Access;

/// <summary>The operations of DynamoDB Streams. They carry none of the service's condition keys.</summary>
internal static class StreamOperations
{
    internal static readonly Shape RecordsShape = Shape.Of("ShardIterator Limit#");

    /// <summary>
    /// An iterator begins with the ARN of its stream. DynamoDB Local goes by that ARN: with the rest of another stream's iterator it gives
    /// no records.
    /// </summary>
    public static ValueTask ReadRecordsAsync(RequestReading request)
    {
        RecordsShape.Check(request.Body);
        var parts = (WireJson.FindText(request.Body, "ShardIterator") ?? throw new DoubtException("`ShardIterator` is missing")).Split('|');
        if (parts.Length != 3)
            throw new DoubtException("the shard iterator does not name its stream");
        var (table, arn, below) = TableReference.OfArn(parts[0], request.Scope);
        if (!below.StartsWith("stream/", StringComparison.Ordinal))
            throw new DoubtException("the shard iterator does not name its stream");
        request.NoteForeign(table);
        request.Parameters["streamArn"] = arn;
        request.Add(new AccessBuilder(Actions.Of("GetRecords"), arn, table.Arn));
        return ValueTask.CompletedTask;
    }
}
