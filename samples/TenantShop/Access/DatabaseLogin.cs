using System.Net.Http.Headers;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Util;

namespace TenantShop.Access;

/// <summary>IAM refused the login of a database user; the message is IAM's.</summary>
public sealed class DatabaseLoginException(string errorCode, string message, int status, string? requestId) : Exception(message)
{
    public string ErrorCode { get; } = errorCode;

    public int Status { get; } = status;

    public string? RequestId { get; } = requestId;
}

/// <summary>
/// Logs a database user in as RDS does: the token is the presigned URL of <c>rds-db:connect</c> without its scheme, and whoever has the
/// database's gate verifies the signature and asks IAM.
/// </summary>
/// <remarks>Source: RDS user guide, "IAM database authentication"; the token's form as the SDK's RDSAuthTokenGenerator writes it.</remarks>
internal sealed class DatabaseLogin(AwsSettings aws, IHttpClientFactory http, IConfiguration configuration)
{
    private const string Scheme = "https://";
    private const string LifetimeSeconds = "900";

    private readonly string _host = configuration["Databases:Host"] ?? "databases.tenantshop.example";
    private readonly int _port = configuration.GetValue("Databases:Port", 5432);

    /// <summary>The token with which <paramref name="user"/> may log in for 15 minutes, if IAM lets the signer.</summary>
    public async Task<string> TokenAsync(AWSCredentials signer, string user)
    {
        var credentials = await signer.GetCredentialsAsync();
        var request = new DefaultRequest(new ConnectRequest(), "rds")
        {
            UseQueryString = true,
            HttpMethod = "GET",
            Endpoint = new UriBuilder("https", _host, _port).Uri,
        };
        request.Parameters["X-Amz-Expires"] = LifetimeSeconds;
        request.Parameters["DBUser"] = user;
        request.Parameters["Action"] = "connect";
        if (credentials.UseToken)
            request.Parameters["X-Amz-Security-Token"] = credentials.Token;
        var signed = AWS4PreSignedUrlSigner.SignRequest(
            request, null, new RequestMetrics(), credentials.AccessKey, credentials.SecretKey, "rds-db", aws.Region);
        return AmazonServiceClient.ComposeUrl(request).AbsoluteUri[Scheme.Length..] + "&" + signed.ForQueryParameters;
    }

    /// <summary>Returns when the token opens the database.</summary>
    /// <exception cref="DatabaseLoginException">It does not.</exception>
    public async Task DemandAsync(string token)
    {
        using var client = http.CreateClient(nameof(DatabaseLogin));
        using var body = new StringContent(token, new MediaTypeHeaderValue("text/plain"));
        using var response = await client.PostAsync(new Uri(aws.Gateway, "database-login"), body);
        if (response.IsSuccessStatusCode)
            return;
        var (code, message) = Read(await response.Content.ReadAsStringAsync());
        var requestId = response.Headers.TryGetValues("x-amzn-RequestId", out var ids) ? ids.FirstOrDefault() : null;
        throw new DatabaseLoginException(code, message, (int)response.StatusCode, requestId);
    }

    // {"__type":"com.amazon.coral.service#AccessDeniedException","Message":"…"}
    private static (string Code, string Message) Read(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var type = document.RootElement.GetProperty("__type").GetString() ?? "";
            var message = document.RootElement.TryGetProperty("Message", out var text) || document.RootElement.TryGetProperty("message", out text) ? text.GetString() : "";
            return (type[(type.IndexOf('#', StringComparison.Ordinal) + 1)..], message ?? "");
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return ("LoginRefused", "The login was refused without a reason.");
        }
    }

    // The signer wants a request object; nothing of it is sent.
    private sealed class ConnectRequest : AmazonWebServiceRequest;
}
