using System.Net;
using System.Text;
using TenantAnalyzers.Gateway.Access;

namespace TenantAnalyzers.Gateway.Tests.Access;

/// <summary>What is remembered of tables, and for how long.</summary>
public sealed class TableSchemasTests
{
    private static readonly Uri Endpoint = new("http://127.0.0.1:1/");

    private const string Orders = """
        {"Table":{"TableName":"Orders","KeySchema":[{"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"sk","KeyType":"RANGE"}],
         "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"},{"AttributeName":"sk","AttributeType":"N"},{"AttributeName":"t","AttributeType":"B"}],
         "GlobalSecondaryIndexes":[{"IndexName":"ByT","KeySchema":[{"AttributeName":"t","KeyType":"HASH"},{"AttributeName":"pk","KeyType":"HASH"}]}]}}
        """;

    private const string Missing = """{"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException","message":"no"}""";

    [Fact]
    public async Task Find_Table_GivesItsKeys()
    {
        var (schemas, _, _) = Answering((HttpStatusCode.OK, Orders));
        var table = await schemas.FindAsync("Orders", TestContext.Current.CancellationToken);
        Assert.Equal([new KeyAttribute("pk", KeyType.S)], table!.Key.Partition);
        Assert.Equal([new KeyAttribute("sk", KeyType.N)], table.Key.Sort);
        Assert.Equal([new KeyAttribute("t", KeyType.B), new KeyAttribute("pk", KeyType.S)], table.Indexes["ByT"].Partition);
        Assert.False(table.Indexes.ContainsKey("byt"));
    }

    [Fact]
    public async Task Find_Again_AsksOnce()
    {
        var (schemas, dynamoDb, _) = Answering((HttpStatusCode.OK, Orders));
        for (var i = 0; i < 3; i++)
            await schemas.FindAsync("Orders", TestContext.Current.CancellationToken);
        Assert.Equal(1, dynamoDb.Count);
    }

    [Fact]
    public async Task Find_AtTheSameTime_AsksOnce()
    {
        var (schemas, dynamoDb, _) = Answering((HttpStatusCode.OK, Orders));
        dynamoDb.Gate = new TaskCompletionSource();
        var all = Enumerable.Range(0, 20).Select(_ => Task.Run(() => schemas.FindAsync("Orders", TestContext.Current.CancellationToken).AsTask())).ToList();
        dynamoDb.Gate.SetResult();
        Assert.All(await Task.WhenAll(all), Assert.NotNull);
        Assert.Equal(1, dynamoDb.Count);
    }

    [Fact]
    public async Task Find_WaiterGoesAway_OthersGetTheAnswer()
    {
        var (schemas, dynamoDb, _) = Answering((HttpStatusCode.OK, Orders));
        dynamoDb.Gate = new TaskCompletionSource();
        using var cancelled = new CancellationTokenSource();
        var first = schemas.FindAsync("Orders", cancelled.Token).AsTask();
        var second = schemas.FindAsync("Orders", TestContext.Current.CancellationToken).AsTask();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        dynamoDb.Gate.SetResult();
        Assert.NotNull(await second);
    }

    [Fact]
    public async Task Find_Forgotten_AsksAgain()
    {
        var (schemas, dynamoDb, _) = Answering((HttpStatusCode.OK, Orders), (HttpStatusCode.BadRequest, Missing));
        Assert.NotNull(await schemas.FindAsync("Orders", TestContext.Current.CancellationToken));
        schemas.Forget("Orders");
        Assert.Null(await schemas.FindAsync("Orders", TestContext.Current.CancellationToken));
        Assert.Equal(2, dynamoDb.Count);
    }

    [Fact]
    public async Task Find_Old_AsksAgain()
    {
        var (schemas, dynamoDb, clock) = Answering((HttpStatusCode.OK, Orders));
        await schemas.FindAsync("Orders", TestContext.Current.CancellationToken);
        clock.Now += TableSchemas.MostAge - TimeSpan.FromTicks(1);
        await schemas.FindAsync("Orders", TestContext.Current.CancellationToken);
        Assert.Equal(1, dynamoDb.Count);
        clock.Now += TimeSpan.FromTicks(1);
        await schemas.FindAsync("Orders", TestContext.Current.CancellationToken);
        Assert.Equal(2, dynamoDb.Count);
    }

    [Fact]
    public async Task Find_NotThere_IsNotRemembered()
    {
        var (schemas, _, _) = Answering((HttpStatusCode.BadRequest, Missing), (HttpStatusCode.OK, Orders));
        Assert.Null(await schemas.FindAsync("Orders", TestContext.Current.CancellationToken));
        Assert.NotNull(await schemas.FindAsync("Orders", TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, "")]
    [InlineData(HttpStatusCode.OK, "{}")]
    [InlineData(HttpStatusCode.OK, "[]")]
    [InlineData(HttpStatusCode.OK, """{"Table":{"AttributeDefinitions":[],"KeySchema":[]}}""")]
    [InlineData(HttpStatusCode.OK, """{"Table":{"AttributeDefinitions":[],"KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}]}}""")]
    [InlineData(HttpStatusCode.OK, """{"Table":{"AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"X"}],"KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}]}}""")]
    [InlineData(HttpStatusCode.BadRequest, """{"__type":"x#ValidationException"}""")]
    [InlineData(HttpStatusCode.BadRequest, """{"__type":1}""")]
    [InlineData(HttpStatusCode.InternalServerError, Missing)]
    [InlineData(HttpStatusCode.BadGateway, "<html>")]
    public async Task Find_AnswerIsNone_ThrowsAndAsksAgain(HttpStatusCode status, string answer)
    {
        var (schemas, _, _) = Answering((status, answer), (HttpStatusCode.OK, Orders));
        await Assert.ThrowsAsync<HttpRequestException>(() => schemas.FindAsync("Orders", TestContext.Current.CancellationToken).AsTask());
        Assert.NotNull(await schemas.FindAsync("Orders", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Find_NobodyAnswers_Throws()
    {
        var (schemas, _, _) = Answering();
        await Assert.ThrowsAsync<HttpRequestException>(() => schemas.FindAsync("Orders", TestContext.Current.CancellationToken).AsTask());
    }

    [Fact]
    public async Task Reading_IndexIsNew_AsksAgain()
    {
        var (schemas, dynamoDb, _) = Answering((HttpStatusCode.OK, Orders.Replace("ByT", "Old")), (HttpStatusCode.OK, Orders));
        var reader = new AccessReader(schemas);
        var body = """{"TableName":"Orders","IndexName":"ByT","KeyConditionExpression":"t = :t AND pk = :p","ExpressionAttributeValues":{":t":{"B":"AAE="},":p":{"S":"A"}}}"""u8.ToArray();
        var reading = await reader.ReadAsync("DynamoDB_20120810.Query", body, Reading.Scope, TestContext.Current.CancellationToken);
        Assert.Null(reading.Doubt);
        Assert.Equal(2, dynamoDb.Count);
    }

    private static (TableSchemas Schemas, FakeDynamoDb DynamoDb, FakeClock Clock) Answering(params (HttpStatusCode Status, string Body)[] answers)
    {
        var dynamoDb = new FakeDynamoDb(answers);
        var clock = new FakeClock();
        return (new TableSchemas(new HttpMessageInvoker(dynamoDb), Endpoint, clock), dynamoDb, clock);
    }

    /// <summary>Gives the answers in their order, the last one again and again; without any it is not there.</summary>
    private sealed class FakeDynamoDb((HttpStatusCode Status, string Body)[] answers) : HttpMessageHandler
    {
        private int _count;

        public int Count => _count;

        public TaskCompletionSource? Gate { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Assert.Equal("DynamoDB_20120810.DescribeTable", Assert.Single(request.Headers.GetValues("X-Amz-Target")));
            Assert.Equal("""{"TableName":"Orders"}""", await request.Content!.ReadAsStringAsync(cancellationToken));
            var count = Interlocked.Increment(ref _count);
            if (Gate is { } gate)
                await gate.Task;
            if (answers.Length == 0)
                throw new IOException("gone");
            var (status, body) = answers[Math.Min(count, answers.Length) - 1];
            return new(status) { Content = new StringContent(body, Encoding.UTF8, "application/x-amz-json-1.0") };
        }
    }

    private sealed class FakeClock : TimeProvider
    {
        public TimeSpan Now { get; set; } = TimeSpan.FromDays(1);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
