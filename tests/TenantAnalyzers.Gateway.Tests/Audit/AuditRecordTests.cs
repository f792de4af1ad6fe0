using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TenantAnalyzers.Gateway.Audit;
using TenantAnalyzers.Gateway.Identity;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Gateway.Tests.Audit;

public sealed class AuditRecordTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 1, 10, 0, 5, TimeSpan.Zero);

    // The fields that "CloudTrail record contents" and iam-semantics section 6.2 name, in that order, with our additional data.
    private static readonly string[] Fields =
    [
        "eventVersion", "userIdentity", "eventTime", "eventSource", "eventName", "awsRegion", "sourceIPAddress", "userAgent", "errorCode", "errorMessage",
        "requestParameters", "responseElements", "additionalEventData", "requestID", "eventID", "readOnly", "resources", "eventType", "apiVersion",
        "managementEvent", "recipientAccountId", "eventCategory",
    ];

    [Fact]
    public void Write_OfADenial_HasCloudTrailsShape()
    {
        var record = Read(Event() with { ErrorCode = "AccessDenied", ErrorMessage = "User: … is not authorized" });
        Assert.Equal(Fields, record.EnumerateObject().Select(static property => property.Name));
        Assert.Equal("AccessDenied", record.GetProperty("errorCode").GetString());
        Assert.Equal("2026-09-01T10:00:05Z", record.GetProperty("eventTime").GetString());
        var who = record.GetProperty("userIdentity");
        Assert.Equal("AssumedRole", who.GetProperty("type").GetString());
        Assert.Equal("arn:aws:sts::123456789012:assumed-role/TenantRole/s1", who.GetProperty("arn").GetString());
        Assert.Equal("arn:aws:iam::123456789012:role/TenantRole", who.GetProperty("sessionContext").GetProperty("sessionIssuer").GetProperty("arn").GetString());
        var resource = Assert.Single(record.GetProperty("resources").EnumerateArray());
        Assert.Equal("AWS::DynamoDB::Table", resource.GetProperty("type").GetString());
        Assert.Equal("123456789012", resource.GetProperty("accountId").GetString());
        Assert.Equal("acme", record.GetProperty("additionalEventData").GetProperty("principalTags").GetProperty("TenantId").GetString());
    }

    [Fact]
    public void Write_OfAnAllowedCall_ReservesSpaceThatTakesAnOutcome()
    {
        var written = AuditRecord.Write(Event());
        Assert.Equal(Fields.Except(["errorCode", "errorMessage"]), Parse(written.Line.ToArray()).EnumerateObject().Select(static property => property.Name));

        var patched = written.Line.ToArray();
        AuditRecord.Outcome("ConditionalCheckFailedException", "The conditional request failed").CopyTo(patched, written.OutcomeAt);
        var record = Parse(patched);
        Assert.Equal(Fields, record.EnumerateObject().Select(static property => property.Name));
        Assert.Equal("ConditionalCheckFailedException", record.GetProperty("errorCode").GetString());
        Assert.Equal("The conditional request failed", record.GetProperty("errorMessage").GetString());
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("quotes \" and \\ and \u0001 and \n")]
    [InlineData("ünïcödé 😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀")]
    public void Outcome_OfAnyMessage_FillsTheSpaceExactlyAndStaysJson(string message)
    {
        foreach (var text in new[] { message, string.Concat(Enumerable.Repeat(message, 100)) })
        {
            var outcome = AuditRecord.Outcome(text, text);
            Assert.Equal(AuditRecord.OutcomeLength, outcome.Length);
            using var parsed = JsonDocument.Parse("{\"a\":1" + Encoding.ASCII.GetString(outcome) + "}");
            Assert.True(parsed.RootElement.TryGetProperty("errorCode", out _));
        }
    }

    [Fact]
    public void Write_OfAnUnknownCaller_NamesTheAccessKey()
    {
        var record = Read(Event() with { Caller = null, AccessKeyId = "AKIAUNKNOWN", ErrorCode = "UnrecognizedClientException", ErrorMessage = "x" });
        Assert.Equal("Unknown", record.GetProperty("userIdentity").GetProperty("type").GetString());
        Assert.Equal("AKIAUNKNOWN", record.GetProperty("userIdentity").GetProperty("accessKeyId").GetString());
    }

    [Fact]
    public void Write_IsOneLineWhateverStandsInIt()
    {
        var line = AuditRecord.Write(Event() with { UserAgent = "a\nb\r\u2028c", LeadingKeys = ["x\ny"] }).Line.ToArray();
        Assert.Equal(1, line.Count(static b => b is (byte)'\n' or (byte)'\r'));
    }

    internal static AuditEvent Event() => new()
    {
        Time = Now,
        Source = "dynamodb.amazonaws.com",
        Name = "GetItem",
        Region = "us-east-1",
        SourceIp = "192.0.2.1",
        UserAgent = "aws-sdk-dotnet/4",
        RequestId = "REQUEST",
        Account = "123456789012",
        IsReadOnly = true,
        IsDataEvent = true,
        Parameters = new JsonObject { ["tableName"] = "App" },
        LeadingKeys = ["globex"],
        Resources = [("AWS::DynamoDB::Table", "arn:aws:dynamodb:us-east-1:123456789012:table/App")],
        DecidedBy = "session policy",
        Caller = new Caller
        {
            Kind = CallerKind.AssumedRole,
            AccessKeyId = "ASIAEXAMPLE",
            Account = "123456789012",
            Arn = "arn:aws:sts::123456789012:assumed-role/TenantRole/s1",
            PrincipalId = "AROAEXAMPLEID:s1",
            Session = new SessionFacts("arn:aws:iam::123456789012:role/TenantRole", "AROAEXAMPLEID", "TenantRole", "s1", Now.AddSeconds(-5), Now.AddHours(1), []),
            Tags = Gateway.Configuration.Tags.None.Add("TenantId", "acme"),
            Policies = new PolicySet(),
        },
    };

    private static JsonElement Read(AuditEvent happened) => Parse(AuditRecord.Write(happened).Line.ToArray());

    private static JsonElement Parse(byte[] line)
    {
        using var document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }
}
