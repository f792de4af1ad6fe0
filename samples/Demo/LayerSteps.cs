using System.Text.RegularExpressions;
using Spectre.Console;
using TenantAnalyzers.DynamoDbLocal;
using TenantAnalyzers.Gateway.Audit;
using TenantShop.Attacks;
using TenantShop.Layers;

namespace Demo;

/// <summary>Each layer alone, over the three storage models: TenantShop, attacked by a signed-in tenant through its own web API.</summary>
internal static partial class LayerSteps
{
    private const string Real = "Layers off: every attack is a real one";
    private const string Alone = "Each layer alone refuses every attack";
    private const string Own = "Each time, the tenant still reaches its own";
    private const string Signed = "A forged token and a tampered request never get in";
    private const string Recorded = "Every refusal of IAM is in the audit trail";

    private static readonly (string Name, string Title, ShopLayers Layers)[] Settings =
    [
        ("none", "none", ShopLayers.None),
        ("app", "1 the app checks", ShopLayers.None with { App = true }),
        ("iam", "2 IAM refuses", ShopLayers.None with { Iam = true }),
        ("keys", "3 keys separate", ShopLayers.None with { Keys = true }),
    ];

    /// <summary>Runs the attacks; answers with the shop, which is still up.</summary>
    public static async Task<RunningShop> RunAsync(DynamoDbLocalServer server, Checklist checks)
    {
        BuildSteps.Heading("three layers, three storage models: TenantShop behind the gateway");
        var shop = await RunningShop.StartAsync(server);
        try
        {
            AnsiConsole.MarkupLineInterpolated($"The gateway at {shop.Gateway} is DynamoDB and STS to the shop: signatures, sessions and policies hold there. [blue]{ShopTables.Attacker}[/] is signed in.");
            AnsiConsole.WriteLine();
            var attacks = await shop.ListAttacksAsync();
            var rows = new List<Row>();
            foreach (var model in StorageModels.All.Select(static model => model.Name()))
            {
                foreach (var setting in Settings)
                {
                    foreach (var attack in attacks.Where(attack => attack.Models.Contains(model)))
                        rows.Add(new Row(model, setting.Name, attack, await shop.AttackAsync(attack, model, setting.Layers)));
                }
            }

            PrintLayers(rows);
            PrintRefusals(rows);
            Check(rows, checks);
            CheckAudit(rows, shop.AuditFile, checks);
            return shop;
        }
        catch
        {
            await shop.DisposeAsync();
            throw;
        }
    }

    private static void PrintLayers(List<Row> rows)
    {
        var table = new Table().Border(TableBorder.Rounded).Title($"What {ShopTables.Attacker} gets of {ShopTables.Victim}'s").ShowRowSeparators()
            .AddColumns(Column("Model", 20), Column("Layer that is on", 18), Column("Attacks", 26), Column("Control: its own", 18), Column("For example", 90));
        foreach (var group in rows.Where(static row => row.Attack.LayersApply).GroupBy(static row => (row.Model, row.Setting)))
        {
            var results = group.Select(static row => row.Result).ToArray();
            var breaches = results.Count(static result => result.Outcome == AttackResult.Breach);
            var refused = results.Count(static result => result.Outcome == AttackResult.Stopped);
            var own = results.Count(static result => result.Control.Ok);
            var outcome = breaches > 0 ? $"[red bold]BREACH[/] {breaches} of {results.Length}" : $"[green bold]REFUSED[/] {refused} of {results.Length}";
            table.AddRow(
                new Markup(group.Key.Model), new Markup(TitleOf(group.Key.Setting)), new Markup(outcome), new Markup($"[green]OK[/] {own} of {results.Length}"),
                new Text(Seen(results[0])));
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine();
    }

    private static void PrintRefusals(List<Row> rows)
    {
        var models = StorageModels.All.Select(static model => model.Name()).ToArray();
        var table = new Table().Border(TableBorder.Rounded).Title("What each attack meets where layer 2 is alone").ShowRowSeparators()
            .AddColumns([Column("Attack", 20), .. models.Select(static model => Column(model, 50))]);
        foreach (var attack in rows.Where(static row => row.Setting == "iam").GroupBy(static row => row.Attack.Title))
        {
            table.AddRow([new Text(attack.Key), .. models.Select(model => new Text(
                attack.Where(row => row.Model == model).Select(static row => Brief(row.Result)).FirstOrDefault("-")))]);
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine();
    }

    /// <summary>The error, with the action and the end of the resource's ARN of IAM's message.</summary>
    private static string Brief(AttackResult result)
    {
        var message = IamMessage().Match(result.Message);
        return message.Success ? $"{result.ErrorCode}: {message.Groups["action"]} on {message.Groups["resource"]}" : result.ErrorCode ?? result.Message;
    }

    [GeneratedRegex(@"perform: (?<action>\S+) on resource: (?:[^:\s]*:){5}(?<resource>\S+)", RegexOptions.CultureInvariant)]
    private static partial Regex IamMessage();

    private static void Check(List<Row> rows, Checklist checks)
    {
        foreach (var (model, setting, attack, result) in rows)
        {
            var name = $"{attack.Title}, {model}, {TitleOf(setting)}";
            var seen = $"{result.Outcome} {result.StoppedBy}: {Seen(result)}";
            if (!attack.LayersApply)
                checks.Add(Signed, name, result is { Outcome: AttackResult.Stopped, StoppedBy: "sign-in" or "signature" }, seen);
            else if (setting == "none")
                checks.Add(Real, name, result.Outcome == AttackResult.Breach, seen);
            else
                checks.Add(Alone, name, result.Outcome == AttackResult.Stopped && result.StoppedBy == setting, seen);
            checks.Add(Own, name, result.Control.Ok, result.Control.Seen);
        }
    }

    private static void CheckAudit(List<Row> rows, string auditFile, Checklist checks)
    {
        var unreadable = 0;
        List<AuditEntry> entries;
        using (var reader = AuditTrail.Open(auditFile))
            entries = [.. AuditTrail.Read(reader, _ => unreadable++)];
        var denied = entries.Where(static entry => entry.IsDenied)
            .ToDictionary(static entry => entry.Record.GetProperty("requestID").GetString()!, StringComparer.Ordinal);
        checks.Add(Recorded, "each line of the audit file is a record", unreadable == 0, $"{unreadable} are not");
        foreach (var (model, _, attack, result) in rows.Where(static row => row.Result is { StoppedBy: "iam" or "signature" }))
            checks.Add(Recorded, $"{attack.Title}, {model}", result.RequestId is { } id && denied.ContainsKey(id), result.RequestId ?? "no request id");
        var onVictim = entries.Count(static entry => entry.IsDenied && AuditTrail.Concerns(entry, ShopTables.Victim));
        AnsiConsole.MarkupLineInterpolated($"The audit trail has {entries.Count} records; {onVictim} are refused attempts on [blue]{ShopTables.Victim}[/] (tenant-analyzers audit FILE --tenant {ShopTables.Victim} --denied).");
        AnsiConsole.WriteLine();
    }

    private static string TitleOf(string setting) => Settings.First(known => known.Name == setting).Title;

    private static string Seen(AttackResult result) => result.ErrorCode is { } code ? $"{code}: {result.Message}" : result.Message;

    // Narrow enough for a terminal, also when the output goes to a file and lines may be of any length.
    private static TableColumn Column(string title, int width) => new(new Markup(title)) { Width = Console.IsOutputRedirected ? width : null };

    private readonly record struct Row(string Model, string Setting, AttackInfo Attack, AttackResult Result);
}
