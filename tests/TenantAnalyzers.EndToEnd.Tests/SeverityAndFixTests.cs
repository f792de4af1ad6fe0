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

    [Fact]
    public async Task Format_LeakyProject_LeavesOnlyTheIndexAndTheFile()
    {
        var consumer = package.Consumers("format").Add("Leaky");
        var (command, messages) = await consumer.Build("Leaky");
        command.Expect(success: true);
        Assert.Equal(9, messages.Count(message => message.Id.StartsWith("TNT", StringComparison.Ordinal)));
        var scoped = consumer.Read("Leaky", "OrderRepository.cs").Split('\n')[^8..];

        var format = await consumer.Format(
            "Leaky", "--diagnostics", "TNT1001", "TNT1002", "TNT1003", "TNT1004", "TNT1005", "TNT1006", "TNT2003", "TNT3001", "--severity", "warn");

        format.Expect(success: true);
        (command, messages) = await consumer.Build("Leaky", "--no-restore");
        command.Expect(success: true);
        Assert.Equal(["TNT1006", "TNT3001"], messages.Select(message => message.Id).Order(StringComparer.Ordinal));
        Assert.Contains("dynamodb:LeadingKeys", consumer.Read("Leaky", "Policies.cs"), StringComparison.Ordinal);
        Assert.Contains("[DynamoDBHashKey(\"tenantId\")]", consumer.Read("Leaky", "Customer.cs"), StringComparison.Ordinal);
        Assert.DoesNotContain("ScanAsync", consumer.Read("Leaky", "OrderRepository.cs"), StringComparison.Ordinal);
        Assert.Equal(scoped, consumer.Read("Leaky", "OrderRepository.cs").Split('\n')[^8..]);
    }
}
