using System.Diagnostics;
using System.Globalization;
using TenantAnalyzers.DynamoDbLocal;

namespace TenantAnalyzers.Samples.Tests.DynamoDbLocal;

/// <summary>The real server: starts, answers, and ends with whoever started it.</summary>
public sealed class ServerTests
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(10) };

    [Fact]
    public async Task Start_ThenDispose_AnswersAndEnds()
    {
        string url;
        await using (var server = await Needs.DynamoDbAsync())
        {
            url = server.ServiceUrl;
            Assert.True(await AnswersAsync(url));
        }

        Assert.False(await AnswersAsync(url));
    }

    [Fact]
    public async Task Start_Twice_GivesTwoServers()
    {
        await using var one = await Needs.DynamoDbAsync();
        await using var two = await Needs.DynamoDbAsync();
        Assert.NotEqual(one.ServiceUrl, two.ServiceUrl);
        Assert.True(await AnswersAsync(one.ServiceUrl) && await AnswersAsync(two.ServiceUrl));
    }

    [Fact]
    public async Task Start_UrlOfARunningServer_UsesItAndLeavesItRunning()
    {
        await using var running = await Needs.DynamoDbAsync();
        var options = new DynamoDbLocalOptions { Environment = new Dictionary<string, string?> { ["DYNAMODB_LOCAL_URL"] = running.ServiceUrl } };
        await using (var server = await Needs.DynamoDbAsync(options))
        {
            Assert.Equal(running.ServiceUrl, server.ServiceUrl);
            Assert.Null(server.ProcessId);
        }

        Assert.True(await AnswersAsync(running.ServiceUrl));
    }

    [Fact]
    public async Task Start_UrlWhereNothingAnswers_SaysSo()
    {
        var options = new DynamoDbLocalOptions { Environment = new Dictionary<string, string?> { ["DYNAMODB_LOCAL_URL"] = "http://127.0.0.1:1" } };
        var error = await Assert.ThrowsAsync<DynamoDbLocalException>(() => DynamoDbLocalServer.StartAsync(options, TestContext.Current.CancellationToken));
        Assert.Contains("no DynamoDB answers there", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_ServerThatEndsAtOnce_GivesItsLastWords()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The fake programs are shell scripts.");
        using var machine = new FakeMachine();
        machine.AddProgram("java", "case \"$1\" in -version) echo 'version \"17\"';; *) echo I am broken; exit 3;; esac");
        machine.AddCached();
        var error = await Assert.ThrowsAsync<DynamoDbLocalException>(() => DynamoDbLocalServer.StartAsync(machine.Options, TestContext.Current.CancellationToken));
        Assert.Contains("I am broken", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_ServerThatNeverAnswers_GivesUpAndEndsIt()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The fake programs are shell scripts.");
        using var machine = new FakeMachine();
        machine.AddProgram("java", "case \"$1\" in -version) echo 'version \"17\"';; *) echo $$ > \"" + machine.Home + "/pid\"; exec /bin/sleep 600;; esac");
        machine.AddCached();
        var options = machine.Options with { StartTimeout = TimeSpan.FromSeconds(2) };
        var error = await Assert.ThrowsAsync<DynamoDbLocalException>(() => DynamoDbLocalServer.StartAsync(options, TestContext.Current.CancellationToken));
        Assert.Contains("did not answer", error.Message, StringComparison.Ordinal);
        var id = int.Parse(await File.ReadAllTextAsync(Path.Combine(machine.Home, "pid"), TestContext.Current.CancellationToken), CultureInfo.InvariantCulture);
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(id));
    }

    [Fact]
    public async Task Start_TwoProcessesAtOnceWithEmptyCache_BothStartAndTheCacheIsWhole()
    {
        await Needs.InstallationAsync();
        var cache = Directory.CreateTempSubdirectory("dynamodb-local-cache-").FullName;
        try
        {
            var options = new DynamoDbLocalOptions { CacheFolder = cache, Notices = TextWriter.Null };
            var servers = await Task.WhenAll(Needs.DynamoDbAsync(options), Needs.DynamoDbAsync(options));
            foreach (var server in servers)
            {
                Assert.True(await AnswersAsync(server.ServiceUrl));
                await server.DisposeAsync();
            }

            Assert.DoesNotContain(Directory.GetDirectories(cache), static folder => Path.GetFileName(folder).StartsWith(".work-", StringComparison.Ordinal));
        }
        finally
        {
            Directory.Delete(cache, recursive: true);
        }
    }

    [Theory]
    [InlineData("KILL")]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("end of input")]
    public async Task Starter_HoweverItEnds_TakesTheServerAlong(string how)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && how != "end of input", "Windows has no signals.");
        await Needs.InstallationAsync();
        var start = new ProcessStartInfo("dotnet", [typeof(DynamoDbLocalServer).Assembly.Location]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var starter = Process.Start(start)!;
        var url = await starter.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(url);
        Assert.True(await AnswersAsync(url));

        if (how == "end of input")
            starter.StandardInput.Close();
        else
            using (var kill = Process.Start("kill", ["-" + how, starter.Id.ToString(CultureInfo.InvariantCulture)]))
                await kill.WaitForExitAsync(TestContext.Current.CancellationToken);

        await starter.WaitForExitAsync(TestContext.Current.CancellationToken);
        var ended = Stopwatch.StartNew();
        while (await AnswersAsync(url) && ended.Elapsed < TimeSpan.FromSeconds(10))
            await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.False(await AnswersAsync(url));
    }

    private static async Task<bool> AnswersAsync(string url)
    {
        try
        {
            using var response = await Http.GetAsync(new Uri(url), TestContext.Current.CancellationToken);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
