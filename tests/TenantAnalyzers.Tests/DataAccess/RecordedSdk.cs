using System.Net;
using System.Text;
using Amazon.DynamoDBv2;
using Amazon.Runtime;

namespace TenantAnalyzers.Tests.DataAccess;

/// <summary>The real SDK up to the wire: what it would send is kept, and every answer is empty.</summary>
internal sealed class RecordedSdk : HttpMessageHandler
{
    private readonly List<string> _sent = [];

    public RecordedSdk() =>
        Client = new(new BasicAWSCredentials("key", "secret"), new AmazonDynamoDBConfig { ServiceURL = "http://localhost", HttpClientFactory = new Factory(this) });

    public AmazonDynamoDBClient Client { get; }

    /// <summary>The requests in order: the operation and the JSON text of its body.</summary>
    public IReadOnlyList<string> Sent => _sent;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(Send(request, cancellationToken));

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var target = request.Headers.GetValues("X-Amz-Target").Single();
        using var body = new StreamReader(request.Content!.ReadAsStream(cancellationToken), leaveOpen: true);
        _sent.Add($"{target[(target.IndexOf('.', StringComparison.Ordinal) + 1)..]} {body.ReadToEnd()}");
        return new(HttpStatusCode.OK) { Content = new StringContent("""{"Responses":{},"UnprocessedKeys":{}}""", Encoding.UTF8, "application/x-amz-json-1.0") };
    }

    private sealed class Factory(HttpMessageHandler handler) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(handler, disposeHandler: false);

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;
    }
}
