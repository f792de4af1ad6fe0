using TenantAnalyzers.Gateway.Identity;
using TenantAnalyzers.Gateway.Signing;
using TenantAnalyzers.Gateway.Tests.Identity;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Gateway.Tests.Signing;

/// <summary>
/// The Signature Version 4 test suite that AWS published with its general reference. Left out are the requests whose path is not encoded on
/// the wire (<c>get-space</c>, <c>get-utf8</c>): no HTTP server takes them.
/// </summary>
public sealed class TestVectorTests
{
    private const string Token = "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/"
        + "qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==";

    private const string Unreserved = "-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string Vanilla = "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31";

    public static TheoryData<string, string, string, string, string, string> Vectors => new()
    {
        { "get-vanilla", "GET", "/", "", "", Vanilla },
        { "get-slash", "GET", "//", "", "", Vanilla },
        { "get-slash-dot-slash", "GET", "/./", "", "", Vanilla },
        { "get-relative", "GET", "/example/..", "", "", Vanilla },
        { "get-relative-relative", "GET", "/example1/example2/../..", "", "", Vanilla },
        { "get-slash-pointless-dot", "GET", "/./example", "", "", "ef75d96142cf21edca26f06005da7988e4f8dc83a165a80865db7089db637ec5" },
        { "get-unreserved", "GET", "/" + Unreserved, "", "", "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f" },
        { "get-vanilla-query", "GET", "/", "", "", Vanilla },
        { "get-vanilla-query-order-key-case", "GET", "/?Param2=value2&Param1=value1", "", "", "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500" },
        { "get-vanilla-empty-query-key", "GET", "/?Param1=value1", "", "", "a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb" },
        { "get-vanilla-query-unreserved", "GET", $"/?{Unreserved}={Unreserved}", "", "", "9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197" },
        { "get-header-value-order", "GET", "/", "My-Header1:value4|My-Header1:value1|My-Header1:value3|My-Header1:value2", "", "08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01" },
        { "get-header-key-duplicate", "GET", "/", "My-Header1:value2|My-Header1:value2|My-Header1:value1", "", "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea" },
        { "get-header-value-trim", "GET", "/", "My-Header1: value1|My-Header2: \"a   b   c\"", "", "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736" },
        { "post-vanilla", "POST", "/", "", "", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b" },
        { "post-header-key-sort", "POST", "/", "My-Header1:value1", "", "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c" },
        { "post-header-value-case", "POST", "/", "My-Header1:VALUE1", "", "cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d" },
        { "post-sts-header-before", "POST", "/", "X-Amz-Security-Token:" + Token, "", "85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead" },
        { "post-x-www-form-urlencoded", "POST", "/", "Content-Type:application/x-www-form-urlencoded", "Param1=value1", "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a" },
        { "post-x-www-form-urlencoded-parameters", "POST", "/", "Content-Type:application/x-www-form-urlencoded; charset=utf8", "Param1=value1", "1a72ec8f64bd914b0e42e42607c7fbce7fb2c7465f63e3092b3b0d39fa77a6fe" },
    };

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Verify_PublishedVector_Holds(string name, string method, string target, string headers, string body, string signature)
    {
        (string Name, string Value)[] own = [.. headers.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(static header => (header.Split(':', 2)[0], header.Split(':', 2)[1]))];
        string signed = string.Join(';', own.Select(static header => header.Name.ToLowerInvariant()).Append("host").Append("x-amz-date").Distinct().Order(StringComparer.Ordinal));
        var request = new SampleRequest(method, target, body,
        [
            ("Host", "example.amazonaws.com"),
            ("X-Amz-Date", "20150830T123600Z"),
            ("Authorization", $"AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders={signed}, Signature={signature}"),
            .. own,
        ]);
        bool hasToken = name.Contains("sts", StringComparison.Ordinal);
        var verifier = new SignatureVerifier(new Example(hasToken ? Token : null), new SetClock(new DateTimeOffset(2015, 8, 30, 12, 36, 0, TimeSpan.Zero)));

        Verification verification = verifier.Verify(request.ToHttp(), request.Bytes, "service");

        Assert.True(verification.Error is null, $"{name}: {verification.Error?.Message}");
        Assert.Equal("us-east-1", verification.Region);
    }

    private sealed class Example(string? token) : ICredentials
    {
        public Credential? Find(string accessKeyId) => accessKeyId != "AKIDEXAMPLE" ? null : new Credential(
            new Caller
            {
                Kind = CallerKind.User,
                AccessKeyId = accessKeyId,
                Account = "123456789012",
                Arn = "arn:aws:iam::123456789012:user/example",
                PrincipalId = "AIDAEXAMPLE",
                Policies = new PolicySet(),
            },
            "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", token, token is null ? null : DateTimeOffset.MaxValue);
    }
}
