using CsCheck;

namespace TenantAnalyzers.Iam.Tests.Matching;

public sealed class ItemResourceTests
{
    [Theory]
    [InlineData("table/Orders", DynamoDbResources.Table)]
    [InlineData("table/a.b-c_1/index/by-status", DynamoDbResources.Index)]
    [InlineData("table/", DynamoDbResources.None)]
    [InlineData("table/Orders/index/", DynamoDbResources.None)]
    [InlineData("table/Orders/index/i/x", DynamoDbResources.None)]
    [InlineData("table/Orders/stream/2026-01-01T00:00:00.000", DynamoDbResources.None)]
    [InlineData("table/Or ders", DynamoDbResources.None)]
    [InlineData("global-table/Orders", DynamoDbResources.None)]
    [InlineData("", DynamoDbResources.None)]
    public void Classify_ResourcePart_Names(string resource, DynamoDbResources expected) => Assert.Equal(expected, ItemResource.Classify(resource));

    [Theory]
    [InlineData("*", DynamoDbResources.Table, "table/x")]
    [InlineData("t*Orders", DynamoDbResources.Table, "table/Orders")]
    [InlineData("table/Orders/stream/*", DynamoDbResources.Table, null)]
    [InlineData("table/*/stream/*", DynamoDbResources.Index, null)]
    [InlineData("table/Orders/*", DynamoDbResources.Table, null)]
    [InlineData("table/Orders/*", DynamoDbResources.Index, "table/Orders/index/x")]
    [InlineData("table/Orders/i?dex/*s", DynamoDbResources.Index, "table/Orders/index/s")]
    [InlineData("table/${aws:PrincipalTag/TenantId}*", DynamoDbResources.Table, null)]
    public void FindMatch_Pattern_GivesAnInstance(string pattern, DynamoDbResources kind, string? expected)
    {
        string? found = ItemResource.FindMatch(GlobPattern.Parse(pattern), kind);

        Assert.Equal(expected, found);
    }

    /// <summary>Found texts match; where none is found, no random table or index matches either.</summary>
    [Fact]
    public void FindMatch_RandomPattern_IsCompleteAndRight() =>
        Gen.Select(Gen.OneOf("table", "tab", "le", "/", "index", "*", "?", "x", "s", "-").Array[0, 7], Gen.OneOf("x", "s", "-", "xs", "s-x", "index", "table").Array[2]).Sample(
            static (pieces, names) =>
            {
                string pattern = string.Concat(pieces);
                foreach ((DynamoDbResources kind, string instance) in new[] { (DynamoDbResources.Table, $"table/{names[0]}"), (DynamoDbResources.Index, $"table/{names[0]}/index/{names[1]}") })
                {
                    string? found = ItemResource.FindMatch(GlobPattern.Parse(pattern), kind);
                    if (found is not null)
                    {
                        Assert.Equal(kind, ItemResource.Classify(found));
                        Assert.True(Glob.IsMatch(pattern, found, ignoreCase: false), pattern);
                    }
                    else
                    {
                        Assert.False(Glob.IsMatch(pattern, instance, ignoreCase: false), pattern);
                    }
                }
            },
            iter: 20_000);
}
