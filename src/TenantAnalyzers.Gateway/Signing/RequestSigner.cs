namespace TenantAnalyzers.Gateway.Signing;

/// <summary>Signs what the gateway itself sends to DynamoDB, always with the same access key.</summary>
internal sealed class RequestSigner(string accessKeyId, TimeProvider clock)
{
    /// <summary>Adds <c>x-amz-date</c> and <c>Authorization</c>.</summary>
    /// <param name="request">The request; its headers are otherwise complete.</param>
    /// <param name="bodyHash">The SHA-256 of the body.</param>
    /// <param name="region">The region to sign for.</param>
    public void Sign(HttpRequestMessage request, ReadOnlySpan<byte> bodyHash, string region)
    {
        _ = (accessKeyId, clock, bodyHash.Length, region, request);
        throw new NotImplementedException();
    }
}
