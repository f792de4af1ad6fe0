using TenantAnalyzers.Tool.Yaml;

namespace TenantAnalyzers.Tool.Tests;

public sealed class YamlTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a: 1", """{"a":1}""")]
    [InlineData("a: 0123", """{"a":"0123"}""")]
    [InlineData("a: 2012-10-17", """{"a":"2012-10-17"}""")]
    [InlineData("a: 'true'\nb: true\nc: ~\nd:", """{"a":"true","b":true,"c":null,"d":null}""")]
    [InlineData("- !Ref X\n- !Sub 'a${X}'\n- !GetAtt X.Arn", """[{"Ref":"X"},{"Fn::Sub":"a${X}"},{"Fn::GetAtt":"X.Arn"}]""")]
    [InlineData("!Join [':', [a, !Ref b]]", """{"Fn::Join":[":",["a",{"Ref":"b"}]]}""")]
    [InlineData("!If\n  - c\n  - x: 1\n  - !Ref AWS::NoValue", """{"Fn::If":["c",{"x":1},{"Ref":"AWS::NoValue"}]}""")]
    [InlineData("a: &x [1]\nb: *x", """{"a":[1],"b":[1]}""")]
    [InlineData("a: &x { p: 1, q: 2 }\nb: { <<: *x, q: 3 }", """{"a":{"p":1,"q":2},"b":{"q":3,"p":1}}""")]
    [InlineData("a: 1\n---\nb: 2", """[{"a":1},{"b":2}]""")]
    [InlineData("a: |\n  x \"y\"\n  z\n", "{\"a\":\"x \\\"y\\\"\\nz\\n\"}")]
    [InlineData("", "[]")]
    public void Read_Yaml_IsJson(string yaml, string json)
    {
        var document = YamlDocument.Read(yaml, TestContext.Current.CancellationToken);

        Assert.Null(document.Problem);
        Assert.Equal(json, document.Json);
    }

    [Theory]
    [InlineData("a: [")]
    [InlineData("a: *nobody")]
    [InlineData("a: &x [*x]")]
    [InlineData("{{ helm }}: }")]
    public void Read_NoYaml_HasAProblem(string yaml) => Assert.NotNull(YamlDocument.Read(yaml, TestContext.Current.CancellationToken).Problem);

    [Fact]
    public void Read_AliasesOfAliases_EndAtALimit()
    {
        var yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + string.Concat(Enumerable.Range(1, 20).Select(static i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));

        Assert.NotNull(YamlDocument.Read(yaml, TestContext.Current.CancellationToken).Problem);
    }

    [Fact]
    public void Read_EveryPrefix_GivesADocument()
    {
        for (var length = 0; length < Policies.Yaml.Length; length++)
        {
            var document = YamlDocument.Read(Policies.Yaml[..length], TestContext.Current.CancellationToken);
            Assert.True(document.Problem is not null || document.Json.Length > 0);
        }
    }

    [Fact]
    public async Task Review_Template_ReportsTheStatementsPlace()
    {
        var path = _folder.Write("t.yaml", Policies.Yaml);

        var run = await ToolRun.Of("review", path, "--format", "json");

        Assert.Equal(1, run.ExitCode);
        var finding = Assert.Single(run.Json.GetProperty("files")[0].GetProperty("findings").EnumerateArray());
        Assert.Equal((13, 13, 16), (finding.GetProperty("line").GetInt32(), finding.GetProperty("column").GetInt32(), finding.GetProperty("endLine").GetInt32()));
    }

    [Fact]
    public async Task Fix_Template_IsLeftAndSaidSo()
    {
        var path = _folder.Write("t.yaml", Policies.Yaml);

        var run = await ToolRun.Of("review", path, "--fix");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("YAML is not rewritten", run.Output, StringComparison.Ordinal);
        Assert.Equal(Policies.Yaml, _folder.Read("t.yaml"));
    }
}
