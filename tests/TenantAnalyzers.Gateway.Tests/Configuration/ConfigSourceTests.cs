using TenantAnalyzers.Gateway.Configuration;
using TenantAnalyzers.Gateway.Tests.Identity;

namespace TenantAnalyzers.Gateway.Tests.Configuration;

public sealed class ConfigSourceTests
{
    private const string One = """{ "tableAccount": "111122223333", "accounts": { "111122223333": {} } }""";
    private const string Two = """{ "tableAccount": "444455556666", "accounts": { "444455556666": {} } }""";

    private static string WithPolicy(string file) =>
        $$"""{ "tableAccount": "111122223333", "accounts": { "111122223333": { "managedPolicies": { "P": { "file": "{{file}}" } } } } }""";

    private static string Policy(string action) => $$"""{ "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Action": "{{action}}", "Resource": "*" } ] }""";

    private static void LookTwice(ConfigSource source)
    {
        source.Look();
        source.Look();
    }

    [Fact]
    public async Task Look_FileChanged_TakesItWhenItIsSettled()
    {
        using var folder = new ConfigFolder(One);
        await using ConfigSource source = folder.Load();
        GatewayConfig before = source.Current;
        LookTwice(source);
        Assert.Same(before, source.Current);

        folder.Write("gateway.json", Two + " ");
        source.Look();
        Assert.Same(before, source.Current);
        source.Look();

        Assert.Equal("444455556666", source.Current.TableAccount);
        Assert.Contains("has changed and is in force", folder.Notices.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Look_Garbage_KeepsTheOldOneAndSaysSo()
    {
        using var folder = new ConfigFolder(One);
        await using ConfigSource source = folder.Load();
        GatewayConfig before = source.Current;

        folder.Write("gateway.json", "{ garbage");
        LookTwice(source);

        Assert.Same(before, source.Current);
        Assert.Contains("the one before stays in force", folder.Notices.ToString(), StringComparison.Ordinal);
        Assert.Contains("gateway.json:1:3: this is no JSON", folder.Notices.ToString(), StringComparison.Ordinal);
        // Said once, and mended by another change.
        int said = folder.Notices.ToString().Length;
        LookTwice(source);
        Assert.Equal(said, folder.Notices.ToString().Length);
        folder.Write("gateway.json", Two);
        LookTwice(source);
        Assert.Equal("444455556666", source.Current.TableAccount);
    }

    [Fact]
    public async Task Look_FileRenamedOver_TakesIt()
    {
        using var folder = new ConfigFolder(One);
        await using ConfigSource source = folder.Load();

        // What editors leave beside it does not matter; of the same length and time, it is another file all the same.
        folder.Write("gateway.json~", One);
        folder.Write("gateway.json.new", Two);
        File.SetLastWriteTimeUtc(folder.Path("gateway.json.new"), File.GetLastWriteTimeUtc(folder.File));
        File.Move(folder.Path("gateway.json.new"), folder.File, overwrite: true);
        LookTwice(source);

        Assert.Equal("444455556666", source.Current.TableAccount);
    }

    [Fact]
    public async Task Look_FileGoneAndBack_KeepsTheOldOneMeanwhile()
    {
        using var folder = new ConfigFolder(One);
        await using ConfigSource source = folder.Load();

        File.Delete(folder.File);
        LookTwice(source);
        Assert.Equal("111122223333", source.Current.TableAccount);
        Assert.Contains("there is no such file", folder.Notices.ToString(), StringComparison.Ordinal);
        folder.Write("gateway.json", Two);
        LookTwice(source);

        Assert.Equal("444455556666", source.Current.TableAccount);
    }

    [Fact]
    public async Task Look_ReferencedFileChanged_TakesIt()
    {
        using var folder = new ConfigFolder(WithPolicy("p.json"));
        folder.Write("p.json", Policy("dynamodb:GetItem"));
        await using ConfigSource source = folder.Load();

        folder.Write("p.json", Policy("dynamodb:Query"));
        LookTwice(source);

        Assert.Equal("dynamodb:Query", source.Current.Accounts["111122223333"].ManagedPolicies["P"].Statements[0].Actions[0].Text);
    }

    [Fact]
    public async Task Look_MissingReferenceAppears_MendsTheConfiguration()
    {
        using var folder = new ConfigFolder(One);
        await using ConfigSource source = folder.Load();

        folder.Write("gateway.json", WithPolicy("p.json"));
        LookTwice(source);
        Assert.Empty(source.Current.Accounts["111122223333"].ManagedPolicies);
        folder.Write("p.json", Policy("dynamodb:GetItem"));
        LookTwice(source);

        Assert.Single(source.Current.Accounts["111122223333"].ManagedPolicies);
    }

    [Fact]
    public async Task Load_FileChangesLater_IsSeenByItself()
    {
        using var folder = new ConfigFolder(One);
        await using ConfigSource source = ConfigSource.Load(folder.File, TextWriter.Null);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));

        folder.Write("gateway.json", Two + "\n");
        while (source.Current.TableAccount != "444455556666")
            await Task.Delay(20, patience.Token);
    }
}
