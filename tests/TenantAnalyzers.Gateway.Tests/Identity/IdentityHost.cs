using System.Net;
using System.Text;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TenantAnalyzers.Gateway.Configuration;
using TenantAnalyzers.Gateway.Decisions;
using TenantAnalyzers.Gateway.Identity;
using TenantAnalyzers.Gateway.Signing;
using TenantAnalyzers.Gateway.Sts;
using TenantAnalyzers.Gateway.Wire;

namespace TenantAnalyzers.Gateway.Tests.Identity;

/// <summary>STS, and of DynamoDB only the door, on a free port: enough for the SDK's clients to sign to.</summary>
internal sealed class IdentityHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SignatureVerifier _verifier;
    private readonly StsService _sts;

    private IdentityHost(string config, TimeProvider clock)
    {
        Folder = new ConfigFolder(config);
        Config = Folder.Load();
        Sessions = new SessionStore(clock);
        Credentials = new Credentials(Config, Sessions);
        _verifier = new SignatureVerifier(Credentials, clock);
        _sts = new StsService(Config, Sessions);
        Clock = clock;
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static options => options.Listen(IPAddress.Loopback, 0, static listen => listen.Protocols = HttpProtocols.Http1));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public ConfigFolder Folder { get; }

    public ConfigSource Config { get; }

    public SessionStore Sessions { get; }

    public Credentials Credentials { get; }

    public TimeProvider Clock { get; }

    public string Url { get; private set; } = "";

    /// <summary>What was verified last.</summary>
    public Verification Last { get; private set; }

    /// <summary>What STS answered last.</summary>
    public StsReply? LastSts { get; private set; }

    public static async Task<IdentityHost> StartAsync(string config = ShopConfig.Text, TimeProvider? clock = null)
    {
        var host = new IdentityHost(config, clock ?? TimeProvider.System);
        await host._app.StartAsync(TestContext.Current.CancellationToken);
        host.Url = host._app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return host;
    }

    public AmazonSecurityTokenServiceClient Sts(AWSCredentials credentials) =>
        new(credentials, new AmazonSecurityTokenServiceConfig { ServiceURL = Url, AuthenticationRegion = "eu-west-1", MaxErrorRetry = 0 });

    public AmazonSecurityTokenServiceClient Sts(string key = ShopConfig.ShopKey, string secret = ShopConfig.ShopSecret) => Sts(new BasicAWSCredentials(key, secret));

    public AmazonDynamoDBClient DynamoDb(AWSCredentials credentials) =>
        new(credentials, new AmazonDynamoDBConfig { ServiceURL = Url, AuthenticationRegion = "eu-west-1", MaxErrorRetry = 0 });

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await Config.DisposeAsync();
        Folder.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        byte[] body = buffer.ToArray();
        bool isSts = context.Request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal) == true;
        Last = _verifier.Verify(context.Request, body, isSts ? "sts" : "dynamodb");
        if (isSts)
            await AnswerStsAsync(context, Encoding.UTF8.GetString(body));
        else
            await AnswerDynamoDbAsync(context);
    }

    private async Task AnswerStsAsync(HttpContext context, string body)
    {
        const string RequestId = "01234567-0123-0123-0123-0123456789ab";
        LastSts = Last.Caller is { } caller
            ? _sts.Answer(body, caller, new ConnectionFacts("127.0.0.1", context.Request.Headers.UserAgent, false, Last.Region, Clock.GetUtcNow()), RequestId)
            : StsReply.Refuse(StsError.From(Last.Error!), RequestId);
        context.Response.StatusCode = LastSts.Status;
        context.Response.ContentType = StsReply.ContentType;
        await context.Response.WriteAsync(LastSts.Body);
    }

    private async Task AnswerDynamoDbAsync(HttpContext context)
    {
        WireError? error = Last.Error;
        context.Response.StatusCode = error?.Status ?? 200;
        context.Response.ContentType = "application/x-amz-json-1.0";
        await context.Response.WriteAsync(error is null ? "{}" : JsonSerializer.Serialize(new Dictionary<string, string> { ["__type"] = error.Type, [error.MessageName] = error.Message }));
    }
}

/// <summary>A clock that stands still where it is set.</summary>
internal sealed class SetClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
