using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Http;
using TenantAnalyzers.Gateway.Access;
using TenantAnalyzers.Gateway.Audit;
using TenantAnalyzers.Gateway.Configuration;
using TenantAnalyzers.Gateway.Decisions;
using TenantAnalyzers.Gateway.Signing;

namespace TenantAnalyzers.Benchmarks.Runtime;

/// <summary>What the parts of the gateway's work on one GetItem cost, on one thread and without a network.</summary>
internal static class Stages
{
    private const int Times = 5_000;
    private const string Body = """{"TableName":"Orders","Key":{"tenantId":{"S":"acme"},"orderId":{"S":"order-7"}}}""";
    private const string Target = "DynamoDB_20120810.GetItem";

    public static async Task RunAsync(string configFile, string scratch, int rounds)
    {
        await using var source = ConfigSource.Load(configFile, TextWriter.Null);
        var config = source.Current;
        var credential = config.AccessKeys.Values.Single();
        var clock = TimeProvider.System;
        var body = Encoding.UTF8.GetBytes(Body);
        var signer = new RequestSigner(credential.Caller.AccessKeyId, credential.Secret, clock);
        var verifier = new SignatureVerifier(new OneKey(credential), clock);
        var reader = new AccessReader(new OneTable());
        var authorizer = new Authorizer();
        var scope = new RequestScope("aws", "us-east-1", config.TableAccount) { TableAccount = config.TableAccount };
        var facts = new ConnectionFacts("127.0.0.1", "sdk", false, "us-east-1", clock.GetUtcNow());
        var reading = await reader.ReadAsync(Target, body, scope, default);
        var request = Signed(signer, body);
        if (verifier.Verify(request, body, "dynamodb") is not { Error: null } || !authorizer.Decide(config, credential.Caller, reading, facts).IsAllowed)
            throw new BenchmarkFailedException("the request is not allowed as it should be, so nothing was measured");
        var happened = new AuditEvent
        {
            Time = facts.Now,
            Source = "dynamodb.amazonaws.com",
            Name = "GetItem",
            Region = "us-east-1",
            SourceIp = "127.0.0.1",
            RequestId = "X",
            Caller = credential.Caller,
            Parameters = reading.Parameters,
            LeadingKeys = reading.LeadingKeys,
            IsDataEvent = true,
            Account = config.TableAccount,
        };
        await using var log = new AuditLog(new AuditStorage(Path.Combine(scratch, "stages.jsonl")), flushEach: false);
        var line = AuditRecord.Write(happened).Line;

        (string Name, Func<Task?> Work)[] stages =
        [
            ("signature", () => Nothing(verifier.Verify(request, body, "dynamodb"))),
            ("reading", () => Nothing(reader.ReadAsync(Target, body, scope, default).Result)),
            ("decision", () => Nothing(authorizer.Decide(config, credential.Caller, reading, facts))),
            ("record", () => Nothing(AuditRecord.Write(happened))),
            ("write of the record", () => Nothing(log.AppendAsync(line).AsTask().Result)),
            ("signature of the hop", () => Nothing(Signed(signer, body))),
        ];
        Report.Heading("Parts of the gateway's work on a GetItem");
        Report.Table(["part", "µs", "bytes allocated"], stages.Select(stage => Measure(stage.Name, stage.Work, rounds)));
    }

    private static Task? Nothing<T>(T _) => null;

    private static string[] Measure(string name, Func<Task?> work, int rounds)
    {
        var best = double.MaxValue;
        long bytes = 0;
        for (var round = 0; round < rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < Times; i++)
                work();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds / Times);
            bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / Times;
        }

        return [name, Report.Number(best), Report.Count(bytes)];
    }

    private static HttpRequest Signed(RequestSigner signer, byte[] body)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "http://127.0.0.1:8001/");
        message.Headers.TryAddWithoutValidation("X-Amz-Target", Target);
        signer.Sign(message, RequestSigner.HashOf(body), "us-east-1");
        var request = new DefaultHttpContext().Request;
        request.Method = "POST";
        request.Path = "/";
        request.Host = new HostString("127.0.0.1:8001");
        foreach (var (name, values) in message.Headers.NonValidated)
            request.Headers[name] = values.ToString();
        return request;
    }

    private sealed class OneKey(Credential credential) : ICredentials
    {
        public Credential? Find(string accessKeyId) => credential;
    }

    private sealed class OneTable : ITableSchemas
    {
        private readonly TableSchema _schema = new(
            "Orders", new KeySchema([new("tenantId", KeyType.S)], [new("orderId", KeyType.S)]), ImmutableDictionary<string, KeySchema>.Empty);

        public ValueTask<TableSchema?> FindAsync(string table, CancellationToken cancellationToken) => new(_schema);

        public void Forget(string table)
        {
        }
    }
}
