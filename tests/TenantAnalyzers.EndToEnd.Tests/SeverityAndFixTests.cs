namespace TenantAnalyzers.EndToEnd.Tests;

public sealed class SeverityAndFixTests(PackedPackage package)
{
    [Fact]
    public async Task Build_WarnAsErrorOfOneRule_Fails()
    {
        var consumer = package.Consumers("warnaserror").Add("Leaky");

        var (command, messages) = await consumer.Build("Leaky", "-warnaserror:TNT1001");

        command.Expect(success: false);
        Assert.Equal(["TNT1001"], messages.Where(message => message.Severity == "error").Select(message => message.Id));
    }
}
