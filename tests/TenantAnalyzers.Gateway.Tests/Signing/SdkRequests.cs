using System.Net;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace TenantAnalyzers.Gateway.Tests.Signing;

/// <summary>Requests that the SDK has signed, caught before they are sent.</summary>
internal static class SdkRequests
{
    /// <summary>A GetItem.</summary>
    public static async Task<SampleRequest> GetItemAsync(AWSCredentials credentials)
    {
        using var catcher = new Catcher();
        using var client = new AmazonDynamoDBClient(credentials, new AmazonDynamoDBConfig
        {
            ServiceURL = "http://dynamodb.example:8000",
            AuthenticationRegion = "eu-west-1",
            MaxErrorRetry = 0,
            HttpClientFactory = new Factory(catcher),
        });
        await client.GetItemAsync("Orders", new Dictionary<string, AttributeValue> { ["PK"] = new("TENANT#acme") }, TestContext.Current.CancellationToken);
        return catcher.Caught!;
    }

    private sealed class Catcher : HttpMessageHandler
    {
        public SampleRequest? Caught { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var headers = request.Headers.Concat(request.Content!.Headers)
                .Select(static header => (header.Key, string.Join(header.Key is "User-Agent" ? " " : ",", header.Value))).ToList();
            if (!headers.Exists(static header => header.Key == "Host"))
                headers.Add(("Host", request.RequestUri!.Authority));
            Caught = new SampleRequest(request.Method.Method, request.RequestUri!.PathAndQuery, await request.Content.ReadAsStringAsync(cancellationToken), [.. headers]);
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("{}") };
        }
    }

    private sealed class Factory(HttpMessageHandler handler) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(handler, disposeHandler: false);

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;
    }
}
