using System.Text.Json;

namespace TenantAnalyzers.Tool.Tests;

public sealed class SimulateTests : IDisposable
{
    private const string Foreign = """
        "principal": { "arn": "arn:aws:sts::123456789012:assumed-role/r/s", "tags": { "TenantId": "acme" } }, "action": "dynamodb:GetItem",
        "resource_arn": "arn:aws:dynamodb:eu-central-1:123456789012:table/Orders", "context": { "dynamodb:LeadingKeys": ["globex"] }
        """;

    private readonly TestFolder _folder = new();

    public SimulateTests()
    {
        _folder.Write("leaky.json", Policies.Leaky);
        _folder.Write("p/isolated.json", Policies.Isolated);
        _folder.Write("deny.json", """{ "Version": "2012-10-17", "Statement": { "Sid": "Never", "Effect": "Deny", "Action": "*", "Resource": "*" } }""");
    }

    public void Dispose() => _folder.Dispose();

    private async Task<ToolRun> Run(params string[] lines) =>
        await ToolRun.Of("simulate", "--requests", _folder.Write("requests.jsonl", string.Join('\n', lines.Select(static line => line.ReplaceLineEndings(" ")))));

    [Theory]
    [InlineData("""["leaky.json"]""", "", "allow", "Orders", 0)]
    [InlineData("\"leaky.json\"", "", "allow", "Orders", 0)]
    [InlineData("""["p/isolated.json"]""", "", "implicitDeny", null, 1)]
    [InlineData("""["leaky.json", "deny.json"]""", "", "explicitDeny", "Never", 1)]
    [InlineData("""["leaky.json"]""", "\"boundary\": \"p/isolated.json\",", "implicitDeny", null, 1)]
    [InlineData("""["leaky.json"]""", "\"session\": [\"p/isolated.json\"], \"expect\": \"deny\",", "implicitDeny", null, 0)]
    [InlineData("""["leaky.json"]""", "\"expect\": \"implicitDeny\",", "allow", "Orders", 1)]
    public async Task Simulate_Request_IsDecided(string identity, string more, string decision, string? statement, int exitCode)
    {
        var run = await Run($$"""{ "id": "a", "identity": {{identity}}, {{more}} {{Foreign}} }""");

        Assert.Equal(exitCode, run.ExitCode);
        var line = Assert.Single(run.Lines);
        Assert.Equal(("a", decision, statement), (line.GetProperty("id").GetString(), line.GetProperty("decision").GetString(), line.GetProperty("statement").GetString()));
        Assert.NotEmpty(line.GetProperty("reason").GetString()!);
    }

    [Fact]
    public async Task Simulate_OwnKey_IsAllowed()
    {
        var run = await Run($$"""{ "id": 7, "identity": ["p/isolated.json"], {{Foreign.Replace("globex", "acme", StringComparison.Ordinal)}} }""");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(7, Assert.Single(run.Lines).GetProperty("id").GetInt32());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\u0000")]
    [InlineData("""{ "id": "b", "identity": [[]], "action": "a:b", "resource_arn": "*" }""")]
    [InlineData("""{ "id": "b", "identity": ["leaky.json"], "resource_arn": "*" }""")]
    [InlineData("""{ "id": "b", "identity": ["nowhere.json"], "action": "a:b", "resource_arn": "*" }""")]
    [InlineData("""{ "id": "b", "identity": ["requests.jsonl"], "action": "a:b", "resource_arn": "*" }""")]
    [InlineData("""{ "id": "b", "identity": ["leaky.json"], "action": "a:b", "resource_arn": "*", "context": 3 }""")]
    [InlineData("""{ "id": "b", "identity": ["leaky.json"], "action": "a:b", "resource_arn": "*", "expect": "maybe" }""")]
    public async Task Simulate_BadLine_IsAnErrorAndTheRestGoesOn(string bad)
    {
        var run = await Run(bad, "", $$"""{ "id": "good", "identity": ["leaky.json"], {{Foreign}} }""");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(2, run.Lines.Length);
        Assert.NotEmpty(run.Lines[0].GetProperty("error").GetString()!);
        Assert.Equal(bad.Contains("\"b\"", StringComparison.Ordinal), run.Lines[0].TryGetProperty("id", out _));
        Assert.Equal("allow", run.Lines[1].GetProperty("decision").GetString());
    }

    [Fact]
    public async Task Simulate_FileThatIsNotThere_IsUnreadable() => Assert.Equal(2, (await ToolRun.Of("simulate", "--requests", _folder["nowhere"])).ExitCode);

    [Fact]
    public async Task Simulate_TwoPoliciesOfOneFile_AreToldApartByName()
    {
        _folder.Write("t.json", Policies.Template);
        _folder.Write("p.cs", $"class C {{ const string Open = @\"{Policies.Leaky.Replace("\"", "\"\"", StringComparison.Ordinal)}\"; }}");

        var run = await Run(
            $$"""{ "identity": ["p.cs#Open"], {{Foreign}} }""",
            $$"""{ "identity": ["t.json#Reader"], {{Foreign.Replace("eu-central-1", "us-east-1", StringComparison.Ordinal)}} }""",
            $$"""{ "identity": ["t.json#Nobody"], {{Foreign}} }""");

        Assert.Equal(["allow", "allow"], run.Lines[..2].Select(static line => line.GetProperty("decision").GetString()));
        Assert.NotEmpty(run.Lines[2].GetProperty("error").GetString()!);
    }

    /// <summary>What a review says leaks is allowed here, and denied once the policy is mended.</summary>
    [Theory]
    [InlineData(Policies.Leaky, "")]
    [InlineData(Policies.Template, "#Reader")]
    public async Task Simulate_WitnessOfAReview_IsAllowedUntilMended(string text, string name)
    {
        var path = _folder.Write("x.json", text);
        var review = await ToolRun.Of("review", path, "--format", "json");
        var witness = review.Json.GetProperty("files")[0].GetProperty("findings")[0].GetProperty("witness");
        var request = JsonSerializer.Serialize(new
        {
            identity = new[] { "x.json" + name },
            principal = new { tags = witness.GetProperty("principalTags") },
            action = witness.GetProperty("action"),
            resource_arn = witness.GetProperty("resource"),
            context = new Dictionary<string, JsonElement> { ["dynamodb:LeadingKeys"] = witness.GetProperty("leadingKeys") },
        });

        Assert.Equal("allow", Assert.Single((await Run(request)).Lines).GetProperty("decision").GetString());
        await ToolRun.Of("review", path, "--fix");
        Assert.Equal("implicitDeny", Assert.Single((await Run(request)).Lines).GetProperty("decision").GetString());
    }
}
