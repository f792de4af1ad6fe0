using System.Diagnostics;
using System.Net;
using Amazon.DynamoDBv2.Model;
using TenantAnalyzers.Gateway.Tests.Attacks.Suite;
using TenantAnalyzers.Gateway.Tests.Support;
using TenantAnalyzers.Samples.Tests.DynamoDbLocal;

namespace TenantAnalyzers.Gateway.Tests.Faults;

/// <summary>The real DynamoDB Local, killed while requests run.</summary>
public sealed class KilledDynamoDbTests
{
    private const int Callers = 8;

    // Longer than what the gateway holds back until it is whole.
    private const int NoteLength = 200_000;

    [Fact]
    public async Task DynamoDb_KilledWhileRequestsRun_EveryAnswerIsWholeOrARetryableError()
    {
        var token = TestContext.Current.CancellationToken;
        await using var dynamoDb = await Needs.DynamoDbAsync();
        Assert.SkipWhen(dynamoDb.ProcessId is null, "This DynamoDB Local was not started by the test, so it is not the test's to kill.");
        using var admin = TestGateway.AdminOf(dynamoDb.ServiceUrl);
        await DynamoDbTables.CreateAsync(admin, "Orders", new TableShape("tenantId", null));
        var item = new Dictionary<string, AttributeValue>(FaultScene.Key) { ["note"] = new AttributeValue(new string('n', NoteLength)) };
        await admin.PutItemAsync("Orders", item, token);
        await using var gateway = await TestGateway.StartAsync(dynamoDb.ServiceUrl, FaultScene.Config);
        var keys = await FaultScene.KeysAsync(gateway);
        var whole = System.Text.Json.JsonSerializer.Serialize(new { S = new string('n', NoteLength) });
        var served = 0;

        // Not the SDK's client, which would try again by itself: here every request counts.
        using var http = new HttpClient();
        var failures = await Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ =>
        {
            for (; ; )
            {
                try
                {
                    using var request = SignedRequest.Create(gateway.Url, keys, "DynamoDB_20120810.GetItem", FaultScene.GetItemBody());
                    using var response = await http.SendAsync(request, token);
                    var body = await response.Content.ReadAsStringAsync(token);
                    if (response.StatusCode >= HttpStatusCode.InternalServerError)
                        return body;
                    Assert.Equal(HttpStatusCode.OK, response.StatusCode);
                    Assert.Contains(whole, body, StringComparison.Ordinal);
                }
                catch (Exception exception) when (exception is HttpRequestException or IOException)
                {
                    return exception.Message;
                }

                if (Interlocked.Increment(ref served) == 5 * Callers)
                {
                    using var process = Process.GetProcessById(dynamoDb.ProcessId!.Value);
                    process.Kill();
                }
            }
        }));

        Assert.Equal(Callers, failures.Length);
        var records = gateway.Audit.Where(static entry => entry.Operation == "GetItem").ToArray();
        Assert.Equal(served + failures.Length, records.Length);
        Assert.Equal(failures.Length, records.Count(static record => record.ErrorCode is not null));
    }
}
