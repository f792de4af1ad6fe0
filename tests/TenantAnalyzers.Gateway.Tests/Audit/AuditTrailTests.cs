using System.Text;
using System.Text.Json.Nodes;
using TenantAnalyzers.Gateway.Audit;

namespace TenantAnalyzers.Gateway.Tests.Audit;

public sealed class AuditTrailTests
{
    private static AuditEvent Event => AuditRecordTests.Event();

    [Theory]
    [InlineData("globex", true)]
    [InlineData("TENANT#globex", true)]
    [InlineData("TENANT#globex#2", true)]
    [InlineData("globex2", false)]
    [InlineData("aglobex", false)]
    [InlineData("Globex", false)]
    public void Concerns_AKey_WhereTheTenantStandsAlone(string key, bool expected) =>
        Assert.Equal(expected, AuditTrail.Concerns(Entry(Event with { LeadingKeys = [key] }), "globex"));

    [Fact]
    public void Concerns_ATableOfTheTenant() => Assert.True(AuditTrail.Concerns(
        Entry(Event with { LeadingKeys = ["x"], Resources = [("AWS::DynamoDB::Table", "arn:aws:dynamodb:us-east-1:123456789012:table/orders-globex")] }), "globex"));

    [Fact]
    public void Concerns_ARequestThatReachesEveryKey() => Assert.True(AuditTrail.Concerns(Entry(Event with { LeadingKeys = [], ReachesEveryKey = true }), "globex"));

    [Theory]
    [InlineData("doubt", true)]
    [InlineData("signature", true)]
    [InlineData("identity-based policy", false)]
    public void Concerns_WhatWasRefusedBeforeItWasUnderstood(string decidedBy, bool expected) =>
        Assert.Equal(expected, AuditTrail.Concerns(Entry(Event with { LeadingKeys = [], DecidedBy = decidedBy }), "globex"));

    [Fact]
    public void Concerns_ASessionThatWouldBeTheTenant() => Assert.True(AuditTrail.Concerns(
        Entry(Event with { LeadingKeys = [], Parameters = new JsonObject { ["principalTags"] = new JsonObject { ["TenantId"] = "globex" } } }), "globex"));

    [Theory]
    [InlineData("signature", true)]
    [InlineData("doubt", true)]
    [InlineData("identity-based policy", false)]
    public void Concerns_WhatWasRefusedUnread(string decidedBy, bool expected) => Assert.Equal(expected, AuditTrail.Concerns(
        Entry(Event with { LeadingKeys = [], Resources = [], ErrorCode = "AccessDenied", ErrorMessage = "x", DecidedBy = decidedBy }), "globex"));

    [Theory]
    [InlineData("AccessDenied", true)]
    [InlineData("AccessDeniedException", true)]
    [InlineData("InvalidSignatureException", true)]
    [InlineData("ConditionalCheckFailedException", false)]
    [InlineData(null, false)]
    public void IsDenied_ForRefusalsAlone(string? code, bool expected) => Assert.Equal(expected, Entry(Event with { ErrorCode = code, ErrorMessage = code }).IsDenied);

    [Fact]
    public void Read_OfABrokenFile_TellsWhichLinesSayNothing()
    {
        var unreadable = new List<int>();
        var text = $"{Line(Event)}{{\"half\":\n\n[]\n{Line(Event)}";
        var entries = AuditTrail.Read(new StringReader(text), unreadable.Add).ToList();
        Assert.Equal([1, 5], entries.Select(static entry => entry.Line));
        Assert.Equal([2, 4], unreadable);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"userIdentity":1,"resources":{},"additionalEventData":[],"requestParameters":"x","errorCode":{}}""")]
    [InlineData("""{"userIdentity":{"arn":3},"resources":[1,{"ARN":2}],"additionalEventData":{"leadingKeys":[1]},"requestParameters":{"principalTags":[]}}""")]
    public void Read_OfRecordsOfAnotherShape_DoesNotFail(string line)
    {
        var entry = Assert.Single(AuditTrail.Read(new StringReader(line), static _ => Assert.Fail("it is an object")));
        Assert.False(AuditTrail.Concerns(entry, "globex"));
        Assert.False(entry.IsDenied);
        Assert.StartsWith("an unknown caller", entry.Who, StringComparison.Ordinal);
    }

    private static AuditEntry Entry(AuditEvent happened) => Assert.Single(AuditTrail.Read(new StringReader(Line(happened)), static _ => Assert.Fail("unreadable")));

    private static string Line(AuditEvent happened) => Encoding.UTF8.GetString(AuditRecord.Write(happened).Line.Span);
}
