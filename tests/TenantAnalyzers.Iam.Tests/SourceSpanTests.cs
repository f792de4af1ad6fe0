namespace TenantAnalyzers.Iam.Tests;

public sealed class SourceSpanTests
{
    [Fact]
    public void FromBounds_StartAndEnd_GivesBothBack()
    {
        var span = SourceSpan.FromBounds(3, 7);

        Assert.Equal((3, 4, 7), (span.Start, span.Length, span.End));
    }
}
