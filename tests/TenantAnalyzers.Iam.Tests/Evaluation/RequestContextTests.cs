using System.Collections.Immutable;

namespace TenantAnalyzers.Iam.Tests.Evaluation;

public sealed class RequestContextTests
{
    private static readonly RequestContext Context = RequestContext.Empty.With("aws:PrincipalTag/TenantId", "acme").With("aws:SourceIp", "192.0.2.1");

    [Fact]
    public void Over_IsAskedLikeACopy()
    {
        KeyValuePair<string, ImmutableArray<string>>[] keys = [new("dynamodb:LeadingKeys", ["a", "b"]), new("AWS:sourceip", ["192.0.2.2"]), new("aws:SourceIP", ["192.0.2.3"])];

        RequestContext over = Context.Over(keys);

        Assert.Equal(["a", "b"], Values(over, "DynamoDB:LeadingKeys"));
        Assert.Equal(["192.0.2.3"], Values(over, "aws:SourceIp"));
        Assert.Equal(["acme"], Values(over, "aws:principaltag/tenantid"));
        Assert.False(over.TryGetValues("aws:username", out _));
        Assert.Equal(Sorted(Context.With(keys)), Sorted(over));
        Assert.Equal(["192.0.2.1"], Values(Context, "aws:SourceIp"));
    }

    [Fact]
    public void With_OnOver_KeepsBoth()
    {
        RequestContext context = Context.Over([new("dynamodb:Select", ["COUNT"])]).With("aws:username", "u").Over([new("dynamodb:LeadingKeys", [])]);

        Assert.Equal(["COUNT"], Values(context, "dynamodb:Select"));
        Assert.Equal(["u"], Values(context, "aws:username"));
        Assert.Empty(Values(context, "dynamodb:LeadingKeys"));
        Assert.Equal(5, context.Keys.Count());
    }

    private static ImmutableArray<string> Values(RequestContext context, string key)
    {
        Assert.True(context.TryGetValues(key, out ImmutableArray<string> values));
        return values;
    }

    private static IEnumerable<string> Sorted(RequestContext context) =>
        context.Keys.Select(static key => $"{key.Key.ToUpperInvariant()}={string.Join(',', key.Value)}").Order(StringComparer.Ordinal);
}
