using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Spectre.Console;
using TenantAnalyzers.DynamoDbLocal;
using TenantShop.Tenancy;

namespace Demo;

/// <summary>The run-time half: two tenants' items in the real DynamoDB Local, and one tenant that wants the other's.</summary>
internal static class AttackSteps
{
    public static async Task RunAsync(DynamoDbLocalServer server, AmazonDynamoDBClient admin, DemoOptions options, Checklist checks)
    {
        await ShopTables.CreateAsync(admin);
        await ShopTables.SeedAsync(admin);
        var untouched = await ShopTables.SnapshotAsync(admin, ShopTables.Victim);
        AnsiConsole.MarkupLineInterpolated(
            $"The tables of both shops hold the orders, customers and invoices of [blue]{ShopTables.Attacker}[/] and [blue]{ShopTables.Victim}[/]. The attacker is {ShopTables.Attacker}.");
        AnsiConsole.WriteLine();

        using var open = Client(server);
        var results = new List<Row>();
        foreach (var attack in Attack.All)
        {
            var outcome = await attack.RunAsync(open);
            results.Add(new Row(attack, outcome));
            await ShopTables.SeedAsync(admin);
        }

        using var guarded = Client(server);
        if (!options.WithoutGuard)
            new TenantGuard(new AttackerContext(), Guarded).Protect(guarded);
        for (var i = 0; i < results.Count; i++)
        {
            var outcome = await results[i].Attack.RunAsync(guarded);
            results[i] = results[i] with { Guarded = outcome, Control = await results[i].Attack.RunControlAsync(guarded) };
        }

        Print(results);
        var changed = await ShopTables.SnapshotAsync(admin, ShopTables.Victim) != untouched;
        foreach (var (attack, leaky, withGuard, control) in results)
        {
            checks.Add("Run time: the leaky code leaks", attack.Name, leaky.Kind == OutcomeKind.Breach, leaky.Seen);
            checks.Add("Run time: the guard refuses every attack", attack.Name, withGuard.Kind == OutcomeKind.Refused, withGuard.Seen);
            checks.Add("Run time: the tenant still reaches its own", attack.ControlName, control.Kind == OutcomeKind.Own, control.Seen);
        }

        checks.Add("Run time: the guard refuses every attack", $"{ShopTables.Victim}'s items are as they were", !changed, changed ? "changed" : "unchanged");
    }

    // LeakyShop's own tables too: the guard demands the tenant in their keys as well.
    private static Dictionary<string, GuardedTable> Guarded => new(TenantShop.Tables.Guarded)
    {
        [LeakyShop.Tables.Invoices] = new("tenantId", []),
        [LeakyShop.Tables.InvoiceLines] = new("tenantId", []),
        [LeakyShop.Tables.OrderEvents] = new("tenantId", []),
        [LeakyShop.Tables.Carts] = new("tenantId", []),
        [LeakyShop.Tables.Receipts] = new("tenantId", []),
    };

    public static AmazonDynamoDBClient Client(DynamoDbLocalServer server) =>
        new(new BasicAWSCredentials("local", "local"), new AmazonDynamoDBConfig { ServiceURL = server.ServiceUrl, MaxErrorRetry = 0 });

    private static void Print(List<Row> results)
    {
        var table = new Table().Border(TableBorder.Rounded).Title($"What {ShopTables.Attacker} gets").ShowRowSeparators()
            .AddColumns(Column("Attack"), Column("Leaky code"), Column("The same, with the guard on"), Column("Control: its own, with the guard on"));
        foreach (var (attack, leaky, withGuard, control) in results)
            table.AddRow(new Markup(Markup.Escape(attack.Name)), leaky.ToMarkup(), withGuard.ToMarkup(), control.ToMarkup());
        AnsiConsole.Write(table);
        AnsiConsole.WriteLine();
    }

    // Narrow enough for a terminal, also when the output goes to a file and lines may be of any length.
    private static TableColumn Column(string title) => new(new Markup(title)) { Width = Console.IsOutputRedirected ? 40 : null };

    private readonly record struct Row(Attack Attack, Outcome Leaky, Outcome Guarded = default, Outcome Control = default);
}

/// <summary>The attacker, to both shops.</summary>
internal sealed class AttackerContext : ITenantContext, LeakyShop.Tenancy.ITenantContext
{
    public string TenantId => ShopTables.Attacker;
}
