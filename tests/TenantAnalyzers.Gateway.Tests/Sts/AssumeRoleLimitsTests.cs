using System.Text;
using TenantAnalyzers.Gateway.Configuration;
using TenantAnalyzers.Gateway.Decisions;
using TenantAnalyzers.Gateway.Identity;
using TenantAnalyzers.Gateway.Sts;
using TenantAnalyzers.Gateway.Tests.Identity;

namespace TenantAnalyzers.Gateway.Tests.Sts;

/// <summary>The limits of <c>AssumeRole</c>, and forms that no SDK sends.</summary>
public sealed class AssumeRoleLimitsTests : IAsyncDisposable
{
    private const string Start = "Action=AssumeRole&Version=2011-06-15&RoleArn=arn:aws:iam::111122223333:role/Tenant&RoleSessionName=acme";
    private const string AllowAll = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";

    private readonly ConfigFolder _folder = new(ShopConfig.Text);
    private readonly ConfigSource _config;
    private readonly SessionStore _sessions = new(TimeProvider.System);
    private readonly StsService _sts;

    public AssumeRoleLimitsTests()
    {
        _config = _folder.Load();
        _sts = new StsService(_config, _sessions);
    }

    public async ValueTask DisposeAsync()
    {
        await _config.DisposeAsync();
        _folder.Dispose();
    }

    private StsReply Answer(string body) =>
        _sts.Answer(body, _config.Current.AccessKeys[ShopConfig.ShopKey].Caller, new ConnectionFacts("127.0.0.1", null, false, "eu-west-1", TimeProvider.System.GetUtcNow()), "id");

    private static string Escape(string text) => Uri.EscapeDataString(text);

    public static TheoryData<string, string> Wrong => new()
    {
        { "Action=AssumeRole&Version=2011-06-15", "ValidationError" },
        { Start.Replace("RoleSessionName=acme", "RoleSessionName=a", StringComparison.Ordinal), "ValidationError" },
        { Start.Replace("RoleSessionName=acme", "RoleSessionName=" + new string('a', 65), StringComparison.Ordinal), "ValidationError" },
        { Start.Replace("RoleSessionName=acme", "RoleSessionName=a%2Fb", StringComparison.Ordinal), "ValidationError" },
        { Start.Replace("RoleSessionName=acme", "RoleSessionName=acme%0A", StringComparison.Ordinal), "ValidationError" },
        { Start.Replace("role/Tenant", "user/Tenant", StringComparison.Ordinal), "ValidationError" },
        { Start.Replace("role/Tenant", "role/" + new string('a', 3000), StringComparison.Ordinal), "ValidationError" },
        { Start + "&DurationSeconds=899", "ValidationError" },
        { Start + "&DurationSeconds=43201", "ValidationError" },
        { Start + "&DurationSeconds=7201", "ValidationError" },
        { Start + "&DurationSeconds=1e3", "ValidationError" },
        { Start + "&ExternalId=a", "ValidationError" },
        { Start + "&SourceIdentity=a%20b", "ValidationError" },
        { Start + "&Tags.member.1.Key=&Tags.member.1.Value=x", "ValidationError" },
        { Start + "&Tags.member.1.Key=aws:x&Tags.member.1.Value=x", "ValidationError" },
        { Start + "&Tags.member.1.Key=a%2A&Tags.member.1.Value=x", "ValidationError" },
        { Start + "&Tags.member.1.Key=a&Tags.member.1.Value=%2A", "ValidationError" },
        { Start + "&Tags.member.1.Key=" + new string('k', 129) + "&Tags.member.1.Value=x", "ValidationError" },
        { Start + "&Tags.member.1.Key=a&Tags.member.1.Value=" + new string('v', 257), "ValidationError" },
        { Start + Tags(51), "ValidationError" },
        { Start + "&Tags.member.1.Key=a&Tags.member.1.Value=x&Tags.member.2.Key=A&Tags.member.2.Value=y", "InvalidParameterValue" },
        { Start + "&TransitiveTagKeys.member.1=a", "InvalidParameterValue" },
        { Start + "&Policy=" + Escape("{"), "MalformedPolicyDocument" },
        { Start + "&Policy=" + Escape("{}"), "MalformedPolicyDocument" },
        { Start + "&Policy=" + Escape(AllowAll.Replace("Allow", "allow", StringComparison.Ordinal)), "MalformedPolicyDocument" },
        { Start + "&Policy=" + Escape(AllowAll.Replace("\"Action\"", "\"Principal\":\"*\",\"Action\"", StringComparison.Ordinal)), "MalformedPolicyDocument" },
        { Start + "&Policy=" + Escape(AllowAll.Replace("\"*\"", "\"☃\"", StringComparison.Ordinal)), "MalformedPolicyDocument" },
        { Start + "&Policy=" + Escape(AllowAll + new string(' ', 2048)), "ValidationError" },
        { Start + "&PolicyArns.member.1.arn=arn:aws:iam::111122223333:policy/NoSuch", "ValidationError" },
        { Start + "&PolicyArns.member.1.arn=arn:aws:iam::444455556666:policy/ReadOnly", "ValidationError" },
        { Start + string.Concat(Enumerable.Range(1, 11).Select(static i => $"&PolicyArns.member.{i}.arn=arn:aws:iam::111122223333:policy/ReadOnly")), "ValidationError" },
        { Start + Tags(50, random: true), "PackedPolicyTooLarge" },
        { Start + "&SerialNumber=arn:aws:iam::111122223333:mfa/x&TokenCode=123456", "AccessDenied" },
        { Start + "&Polcy=" + Escape(AllowAll), "ValidationError" },
        { Start + "&Tags.member.01.Key=a&Tags.member.1.Value=x", "ValidationError" },
        { Start + "&RoleSessionName=zeta", "ValidationError" },
        { Start + "&rolesessionname=zeta", "ValidationError" },
        { "", "InvalidAction" },
        { "Action=AssumeRoleWithSAML&Version=2011-06-15", "InvalidAction" },
        { "Action=GetCallerIdentity&Version=2010-01-01", "InvalidAction" },
        { "Action=%00%ff%EF%BF%BF&Version=%01", "InvalidAction" },
        { new string('&', 1000), "InvalidAction" },
        { new string('a', StsForm.MaxLength + 1), "ValidationError" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Answer_BeyondTheLimits_IsRefused(string body, string code)
    {
        StsReply reply = Answer(body);

        Assert.Equal(code, reply.Error?.Code);
        Assert.Equal(0, _sessions.Count);
        Assert.Contains($"<Code>{code}</Code>", reply.Body, StringComparison.Ordinal);
        System.Xml.Linq.XDocument.Parse(reply.Body);
    }

    [Theory]
    [InlineData("")]
    [InlineData("&DurationSeconds=900")]
    [InlineData("&DurationSeconds=7200")]
    [InlineData("&Tags=&TransitiveTagKeys=&PolicyArns=")]
    [InlineData("&Tags.member.1.Key=TenantId&Tags.member.1.Value=")]
    [InlineData("&Tags.member.2.Key=a&Tags.member.2.Value=x&Tags.member.7.Key=%C3%A9%20b&Tags.member.7.Value=y%2Bz%3D")]
    [InlineData("&SourceIdentity=alice&ExternalId=a:b/c")]
    public void Answer_WithinTheLimits_GivesASession(string more)
    {
        StsReply reply = Answer(Start + more);

        Assert.Null(reply.Error);
        Assert.Equal(1, _sessions.Count);
    }

    [Fact]
    public void Answer_FiftyTags_AreTaken() => Assert.Null(Answer(Start + Tags(50)).Error);

    [Fact]
    public void Answer_AnyPrefixOfARequest_IsAnswered()
    {
        string body = $"{Start}&Tags.member.1.Key=TenantId&Tags.member.1.Value=acme&Policy={Escape(AllowAll)}&DurationSeconds=900";
        for (int i = 0; i <= body.Length; i++)
            Assert.NotEmpty(Answer(body[..i]).Body);
    }

    private static string Tags(int count, bool random = false)
    {
        var text = new StringBuilder();
        // Text that does not compress, and is the same in every run.
        var numbers = new Random(1);
        for (int i = 1; i <= count; i++)
        {
            string value = random ? string.Concat(Enumerable.Range(0, 250).Select(_ => (char)('a' + numbers.Next(26)))) : "v";
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"&Tags.member.{i}.Key=k{i}&Tags.member.{i}.Value={value}");
        }

        return text.ToString();
    }
}
