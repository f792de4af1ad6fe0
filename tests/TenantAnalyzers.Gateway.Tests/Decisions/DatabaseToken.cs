using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Util;

namespace TenantAnalyzers.Gateway.Tests.Decisions;

/// <summary>Makes a token of IAM database authentication with the signer of AWSSDK.Core, as the SDK's RDS package does.</summary>
internal static class DatabaseToken
{
    private sealed class ConnectRequest : AmazonWebServiceRequest;

    public static string Create(ImmutableCredentials credentials, string host, int port, string user, string region, string service = "rds-db", string expires = "900")
    {
        var request = new DefaultRequest(new ConnectRequest(), service)
        {
            UseQueryString = true,
            HttpMethod = "GET",
            Endpoint = new UriBuilder("https", host, port).Uri,
        };
        request.Parameters["X-Amz-Expires"] = expires;
        request.Parameters["DBUser"] = user;
        request.Parameters["Action"] = "connect";
        if (credentials.UseToken)
            request.Parameters["X-Amz-Security-Token"] = credentials.Token;

        AWS4SigningResult signed = AWS4PreSignedUrlSigner.SignRequest(request, null, new RequestMetrics(), credentials.AccessKey, credentials.SecretKey, service, region);
        string url = $"{AmazonServiceClient.ComposeUrl(request).AbsoluteUri}&{signed.ForQueryParameters}";
        return url["https://".Length..];
    }
}
