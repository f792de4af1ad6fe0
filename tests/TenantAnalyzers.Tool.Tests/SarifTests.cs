using System.Text.Json;

namespace TenantAnalyzers.Tool.Tests;

public sealed class SarifTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private async Task<JsonElement> Run(string text)
    {
        var run = await ToolRun.Of("review", _folder.Write("x y.json", text), "--format", "sarif");
        Assert.Equal("2.1.0", run.Json.GetProperty("version").GetString());
        return Assert.Single(run.Json.GetProperty("runs").EnumerateArray());
    }

    [Fact]
    public async Task Sarif_Leak_IsALocatedResultOfAKnownRule()
    {
        var run = await Run(Policies.Leaky);

        var result = Assert.Single(run.GetProperty("results").EnumerateArray());
        var rule = run.GetProperty("tool").GetProperty("driver").GetProperty("rules")[result.GetProperty("ruleIndex").GetInt32()];
        Assert.Equal("TNT3001", result.GetProperty("ruleId").GetString());
        Assert.Equal("TNT3001", rule.GetProperty("id").GetString());
        Assert.Equal(Rules.PolicyWithoutLeadingKeys.HelpLinkUri, rule.GetProperty("helpUri").GetString());
        Assert.NotEmpty(result.GetProperty("message").GetProperty("text").GetString()!);
        var location = Assert.Single(result.GetProperty("locations").EnumerateArray()).GetProperty("physicalLocation");
        Assert.EndsWith("/x%20y.json", location.GetProperty("artifactLocation").GetProperty("uri").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            (4, 5, 9, 6),
            (Region("startLine"), Region("startColumn"), Region("endLine"), Region("endColumn")));
        Assert.True(run.GetProperty("invocations")[0].GetProperty("executionSuccessful").GetBoolean());

        int Region(string name) => location.GetProperty("region").GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task Sarif_FileBelowTheCurrentFolder_IsRelativeToIt()
    {
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), typeof(SarifTests).Assembly.Location);
        var path = Path.Combine(Path.GetDirectoryName(relative)!, "sarif-relative-test.json");
        await File.WriteAllTextAsync(path, Policies.Leaky, TestContext.Current.CancellationToken);
        try
        {
            var run = await ToolRun.Of("review", path, "--format", "sarif");

            var location = run.Json.GetProperty("runs")[0].GetProperty("results")[0].GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation");
            if (path.StartsWith("..", StringComparison.Ordinal))
            {
                Assert.StartsWith("file:///", location.GetProperty("uri").GetString(), StringComparison.Ordinal);
                return;
            }
            Assert.Equal(path.Replace('\\', '/'), location.GetProperty("uri").GetString());
            Assert.Equal("SRCROOT", location.GetProperty("uriBaseId").GetString());
            Assert.EndsWith("/", run.Json.GetProperty("runs")[0].GetProperty("originalUriBaseIds").GetProperty("SRCROOT").GetProperty("uri").GetString(), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Sarif_StatementThatMoves_KeepsItsFingerprint()
    {
        var before = Prints(await Run(Policies.Leaky));
        var moved = Prints(await Run("\n\n" + Policies.Leaky.Replace("      ", "\t", StringComparison.Ordinal)));
        var twice = Prints(await Run($"[{Policies.Leaky},{Policies.Leaky}]"));

        Assert.Equal(before, moved);
        Assert.Equal(2, twice.Distinct().Count());

        static string[] Prints(JsonElement run) => [.. run.GetProperty("results").EnumerateArray()
            .Select(static result => Assert.Single(result.GetProperty("partialFingerprints").EnumerateObject()).Value.GetString()!)];
    }

    [Fact]
    public async Task Sarif_FileThatCannotBeRead_IsANotification()
    {
        var run = await Run("{ \"Statement\": [");

        Assert.False(run.GetProperty("invocations")[0].GetProperty("executionSuccessful").GetBoolean());
        Assert.Single(run.GetProperty("invocations")[0].GetProperty("toolExecutionNotifications").EnumerateArray());
    }
}
