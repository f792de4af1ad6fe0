using System.Text;
using System.Text.Json;

namespace TenantAnalyzers.Tool.Tests;

public sealed class ReviewTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static JsonElement File(ToolRun run, string name) =>
        run.Json.GetProperty("files").EnumerateArray().Single(file => file.GetProperty("path").GetString()!.EndsWith(name, StringComparison.Ordinal));

    [Fact]
    public async Task Json_Leak_HasPlaceAndWitness()
    {
        _folder.Write("a.policy.json", Policies.Leaky);

        var run = await ToolRun.Of("review", _folder.Path, "--format", "json");

        Assert.Equal(1, run.ExitCode);
        var file = File(run, "a.policy.json");
        Assert.Equal("leaks", file.GetProperty("verdict").GetString());
        var finding = Assert.Single(file.GetProperty("findings").EnumerateArray());
        Assert.Equal(("TNT3001", 4, 5), (finding.GetProperty("rule").GetString(), finding.GetProperty("line").GetInt32(), finding.GetProperty("column").GetInt32()));
        Assert.Equal("Orders", finding.GetProperty("statement").GetString());
        var witness = finding.GetProperty("witness");
        var tenant = witness.GetProperty("principalTags").GetProperty("TenantId").GetString();
        Assert.StartsWith("dynamodb:", witness.GetProperty("action").GetString(), StringComparison.Ordinal);
        Assert.Equal("arn:aws:dynamodb:eu-central-1:123456789012:table/Orders", witness.GetProperty("resource").GetString());
        Assert.NotEqual(tenant, Assert.Single(witness.GetProperty("leadingKeys").EnumerateArray()).GetString());
    }

    [Theory]
    [InlineData(Policies.Leaky, "leaks", 1)]
    [InlineData(Policies.Isolated, "isolated", 0)]
    [InlineData(Policies.Logs, "not-dynamodb", 0)]
    [InlineData("""{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "dynamodb:{{actions}}", "Resource": "*" } }""", "cannot-tell", 0)]
    [InlineData("""{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Oops": 1, "Action": "a:b", "Resource": "*" } }""", "invalid", 1)]
    [InlineData("""{ "Statement": { "Effect": """, "invalid", 2)]
    [InlineData("", "invalid", 2)]
    [InlineData("not a policy at all", "invalid", 2)]
    [InlineData("{}", "not-dynamodb", 0)]
    [InlineData(Policies.Template, "leaks", 1)]
    public async Task Json_OneFile_HasVerdictAndExitCode(string text, string verdict, int exitCode)
    {
        var path = _folder.Write("x.json", text);

        var run = await ToolRun.Of("review", path, "--format", "json");

        Assert.Equal(exitCode, run.ExitCode);
        var file = Assert.Single(run.Json.GetProperty("files").EnumerateArray());
        Assert.Equal(verdict, file.GetProperty("verdict").GetString());
        Assert.NotEmpty(file.GetProperty("reason").GetString()!);
    }

    [Fact]
    public async Task Json_Folder_ListsEveryFileInOrderAndLeavesOutBuilds()
    {
        foreach (var name in new[] { "b/x.json", "a.json", "c.template", "c.txt", "bin/x.json", "obj/x.json", "node_modules/p/x.json", ".git/x.json" })
            _folder.Write(name, Policies.Isolated);

        var run = await ToolRun.Of("review", _folder.Path, "--format", "json");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            ["a.json", "c.template", "b/x.json"],
            run.Json.GetProperty("files").EnumerateArray().Select(file => Path.GetRelativePath(_folder.Path, file.GetProperty("path").GetString()!).Replace('\\', '/')));
    }

    [Fact]
    public async Task Json_SameFileTwice_IsReviewedOnce()
    {
        var path = _folder.Write("x.json", Policies.Leaky);

        var run = await ToolRun.Of("review", path, _folder.Path, path, "--format", "json");

        Assert.Single(run.Json.GetProperty("files").EnumerateArray());
    }

    [Fact]
    public async Task Review_LinkBackToTheFolder_Ends()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights on Windows.");
        _folder.Write("x.json", Policies.Leaky);
        Directory.CreateSymbolicLink(_folder["loop"], _folder.Path);
        System.IO.File.CreateSymbolicLink(_folder["broken.json"], _folder["nowhere"]);

        var run = await ToolRun.Of("review", _folder.Path, "--format", "json");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(["broken.json", "x.json"], run.Json.GetProperty("files").EnumerateArray().Select(file => Path.GetFileName(file.GetProperty("path").GetString()!)));
    }

    [Fact]
    public async Task Review_PathThatIsNotThere_IsUnreadable()
    {
        var run = await ToolRun.Of("review", _folder["nowhere"], "--format", "json");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("invalid", File(run, "nowhere").GetProperty("verdict").GetString());
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x00, 0xD8 })]
    [InlineData(new byte[] { 0x7B, 0xC3, 0x28 })]
    [InlineData(new byte[] { 0x00, 0x01, 0x02, 0xFF })]
    public async Task Review_Bytes_AreUnreadable(byte[] bytes)
    {
        await System.IO.File.WriteAllBytesAsync(_folder["x.json"], bytes, TestContext.Current.CancellationToken);

        Assert.Equal(2, (await ToolRun.Of("review", _folder["x.json"], "--format", "json")).ExitCode);
    }

    [Fact]
    public async Task Review_JsonWithCommentsBeside_IsNoError()
    {
        _folder.Write("tsconfig.json", "{ // comments\n }");

        Assert.Equal(0, (await ToolRun.Of("review", _folder.Path)).ExitCode);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-8")]
    public async Task Review_ByteOrderMark_IsRead(string encoding)
    {
        var path = _folder.Write("x.json", Policies.Leaky.Replace("\n", "\r\n", StringComparison.Ordinal), Encoding.GetEncoding(encoding));

        var finding = Assert.Single(File(await ToolRun.Of("review", path, "--format", "json"), "x.json").GetProperty("findings").EnumerateArray());

        Assert.Equal((4, 5), (finding.GetProperty("line").GetInt32(), finding.GetProperty("column").GetInt32()));
    }

    [Fact]
    public async Task Review_LargeFile_IsRead()
    {
        var text = new StringBuilder("[");
        for (var i = 0; i < 20_000; i++)
            text.Append(i == 0 ? "" : ",").Append(i == 10_000 ? Policies.Leaky : Policies.Logs);
        var path = _folder.Write("x.json", text.Append(']').ToString());

        var run = await ToolRun.Of("review", path, "--format", "json");

        Assert.Equal(1, run.ExitCode);
        Assert.Single(File(run, "x.json").GetProperty("findings").EnumerateArray());
    }

    [Fact]
    public async Task Review_TrustPolicyOfATenantRole_ReportsTheChosenTag()
    {
        var path = _folder.Write("account.json", $$"""
            { "RoleDetailList": [ {
              "RoleName": "tenant",
              "AssumeRolePolicyDocument": { "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Principal": { "AWS": "123456789012" }, "Action": ["sts:AssumeRole", "sts:TagSession"] } ] },
              "RolePolicyList": [ { "PolicyName": "p", "PolicyDocument": {{Policies.Isolated}} } ]
            } ] }
            """);

        var run = await ToolRun.Of("review", path, "--format", "json");

        var finding = Assert.Single(File(run, "account.json").GetProperty("findings").EnumerateArray());
        Assert.Equal(("TNT3002", "tenant"), (finding.GetProperty("rule").GetString(), finding.GetProperty("policy").GetString()));
        Assert.Equal("leaks", File(run, "account.json").GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task Review_BoundaryThatLimits_IsNoLeak()
    {
        var path = _folder.Write("account.json", $$"""
            {
              "RoleDetailList": [ {
                "RoleName": "tenant",
                "RolePolicyList": [ { "PolicyName": "p", "PolicyDocument": {{Policies.Leaky}} } ],
                "PermissionsBoundary": { "PermissionsBoundaryArn": "arn:limit" }
              } ],
              "Policies": [ { "PolicyName": "limit", "Arn": "arn:limit", "PolicyVersionList": [ { "IsDefaultVersion": true, "Document": {{Policies.Logs}} } ] } ]
            }
            """);

        Assert.Equal(0, (await ToolRun.Of("review", path)).ExitCode);
    }

    [Theory]
    [InlineData("--shared-table", "Orders")]
    [InlineData("--isolation", "database")]
    public async Task Review_OptionThatAllowsIt_IsSilent(string option, string value)
    {
        var path = _folder.Write("x.json", Policies.Leaky);

        Assert.Equal(0, (await ToolRun.Of("review", path, option, value)).ExitCode);
    }

    [Fact]
    public async Task Review_PrincipalTagAndKeyFormat_AreTheModels()
    {
        var path = _folder.Write("x.json", Policies.Isolated.Replace("${aws:PrincipalTag/TenantId}", "T#${aws:PrincipalTag/Org}", StringComparison.Ordinal));

        Assert.Equal(0, (await ToolRun.Of("review", path, "--principal-tag", "Org", "--key-format", "T#{tenant}")).ExitCode);
    }

    [Theory]
    [InlineData("status", 1)]
    [InlineData("tenant_id", 0)]
    [InlineData("org", 0)]
    public async Task Review_IndexKey_DecidesIndexes(string attribute, int exitCode)
    {
        var path = _folder.Write("x.json", Policies.Isolated.Replace("\"dynamodb:GetItem\"", "\"dynamodb:Query\"", StringComparison.Ordinal)
            .Replace("table/Orders\"", "table/Orders/index/by\"", StringComparison.Ordinal));

        var run = await ToolRun.Of("review", path, "--index-key", $"Orders/by={attribute}", "--partition-key", "tenantId", "--partition-key", "org");

        Assert.Equal(exitCode, run.ExitCode);
    }

    [Theory]
    [InlineData("--format", "xml")]
    [InlineData("--key-format", "nothing")]
    [InlineData("--index-key", "Orders=x")]
    [InlineData("--oops", "x")]
    public async Task Review_WrongOption_IsRefused(string option, string value)
    {
        var run = await ToolRun.Of("review", _folder.Path, option, value);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(option, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_Findings_AreLinesOfTheirOwn()
    {
        var path = _folder.Write("x.json", Policies.Leaky);

        var run = await ToolRun.Of("review", path);

        Assert.Contains($"{path}:4:5: TNT3001: Orders: ", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output);
        Assert.Equal(3, run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Output_File_HoldsTheReport()
    {
        var path = _folder.Write("x.json", Policies.Leaky);

        var run = await ToolRun.Of("review", path, "--format", "json", "--output", _folder["report.txt"]);

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Equal("leaks", JsonSerializer.Deserialize<JsonElement>(_folder.Read("report.txt")).GetProperty("files")[0].GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task Review_Cancelled_Ends()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var output = new StringWriter();

        var exitCode = await ToolCommand.Create().Parse(["review", _folder.Write("x.json", Policies.Leaky)])
            .InvokeAsync(new() { Output = output, Error = output }, cancelled.Token);

        Assert.Equal(2, exitCode);
    }
}
