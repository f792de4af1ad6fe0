using System.Text;

namespace TenantAnalyzers.Tool.Tests;

public sealed class FixTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Policies.Leaky, "\n", false)]
    [InlineData(Policies.Leaky, "\r\n", true)]
    [InlineData(Policies.Template, "\n", false)]
    [InlineData(Policies.Template, "\r\n", true)]
    public async Task Fix_Json_AddsTheConditionAndNothingElse(string text, string newLine, bool mark)
    {
        text = text.Replace("\n", newLine, StringComparison.Ordinal);
        var path = _folder.Write("x.json", text, new UTF8Encoding(mark));

        var run = await ToolRun.Of("review", path, "--fix");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("mended 1 place", run.Output, StringComparison.Ordinal);
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(mark, bytes is [0xEF, 0xBB, 0xBF, ..]);
        var mended = _folder.Read("x.json");
        var start = Enumerable.Range(0, text.Length).First(i => text[i] != mended[i]);
        Assert.Equal(text[start..], mended[^(text.Length - start)..]);
        Assert.Contains("dynamodb:LeadingKeys", mended, StringComparison.Ordinal);
        Assert.Equal(newLine == "\n" ? 0 : mended.Split('\n').Length - 1, mended.Split('\r').Length - 1);
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
        Assert.Equal(0, (await ToolRun.Of("review", path)).ExitCode);
    }

    [Fact]
    public async Task Fix_PolicyInAString_StaysOne()
    {
        var path = _folder.Write("x.json", """
            { "Resources": { "P": { "Type": "AWS::IAM::ManagedPolicy", "Properties": {
              "PolicyDocument": "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"dynamodb:GetItem\",\"Resource\":\"*\"}]}"
            } } } }
            """);

        Assert.Equal(0, (await ToolRun.Of("review", path, "--fix")).ExitCode);

        Assert.Contains("""\"Resource\":\"*\",\"Condition\":{""", _folder.Read("x.json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dynamodb: LeadingKeys")]
    [InlineData("dynamodb:LeadingKey")]
    public async Task Fix_MisspeltKey_IsSpeltRight(string key)
    {
        var path = _folder.Write("x.json", Policies.Isolated.Replace("dynamodb:LeadingKeys", key, StringComparison.Ordinal));

        Assert.Equal(1, (await ToolRun.Of("review", path)).ExitCode);
        Assert.Equal(0, (await ToolRun.Of("review", path, "--fix")).ExitCode);

        Assert.Equal(Policies.Isolated, _folder.Read("x.json"));
    }

    [Fact]
    public async Task Fix_NothingToMend_LeavesTheFileUntouched()
    {
        var path = _folder.Write("x.json", Policies.Isolated);
        var time = File.GetLastWriteTimeUtc(path);

        Assert.Equal(0, (await ToolRun.Of("review", path, "--fix")).ExitCode);

        Assert.Equal((Policies.Isolated, time), (_folder.Read("x.json"), File.GetLastWriteTimeUtc(path)));
    }

    [Fact]
    public async Task Fix_SamPolicyTemplate_IsLeft()
    {
        const string Text = """{ "Resources": { "F": { "Type": "AWS::Serverless::Function", "Properties": { "Policies": [ { "DynamoDBReadPolicy": { "TableName": "Orders" } } ] } } } }""";
        var path = _folder.Write("x.template", Text);

        Assert.Equal(1, (await ToolRun.Of("review", path, "--fix")).ExitCode);

        Assert.Equal(Text, _folder.Read("x.template"));
    }

    [Fact]
    public async Task Fix_CSharp_IsLeftToFormat()
    {
        var text = $"class C {{ const string P = @\"{Policies.Leaky.Replace("\"", "\"\"", StringComparison.Ordinal)}\"; }}";
        var path = _folder.Write("x.cs", text);

        var run = await ToolRun.Of("review", path, "--fix");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("dotnet format", run.Output, StringComparison.Ordinal);
        Assert.Equal(text, _folder.Read("x.cs"));
    }
}
