using System.Text.Json;

namespace TenantAnalyzers.Gateway.Access;

/// <summary>The actions that an operation needs besides its own. Source: service authorization reference, notes; developer guide, "API permissions".</summary>
internal static class FurtherActions
{
    // What a restore or a replica does with the items of its target.
    private static readonly string[] DataActions = ["BatchWriteItem", "DeleteItem", "GetItem", "PutItem", "Query", "Scan", "UpdateItem"];

    public static void Add(RequestReading request, string operation, TableReference? table)
    {
        switch (operation)
        {
            case "CreateTable":
                Create(request, table!.Value);
                break;
            case "UpdateTable":
                Update(request, table!.Value);
                break;
            case "RestoreTableFromBackup":
                Target(request, operation, "TargetTableName");
                break;
            case "RestoreTableToPointInTime":
                Restore(request, operation);
                break;
            case "ImportTable":
                Import(request);
                break;
            case "CreateGlobalTable" or "UpdateGlobalTable" or "UpdateGlobalTableSettings":
                Ask(request, operation, table!.Value);
                break;
        }
    }

    private static void Create(RequestReading request, TableReference table)
    {
        RefuseForeign(table);
        if (request.Body.TryGetProperty("GlobalTableSourceArn"u8, out _) || request.Body.TryGetProperty("GlobalTableSettingsReplicationMode"u8, out _))
            throw new DoubtException("a table that replicates another one is not supported");
        if (request.Body.TryGetProperty("ResourcePolicy"u8, out _))
            Ask(request, "PutResourcePolicy", table);
        if (request.Body.TryGetProperty("Tags"u8, out _))
            request.Add(TableOperations.Tags(request, new AccessBuilder(Actions.Of("TagResource"), table.Arn, table.Arn)));
    }

    private static void Update(RequestReading request, TableReference table)
    {
        foreach (var member in (string[])["GlobalTableWitnessUpdates", "GlobalTableSettingsReplicationMode", "MultiRegionConsistency"])
        {
            if (request.Body.TryGetProperty(member, out _))
                throw new DoubtException($"`{member}` asks for actions that are not known");
        }

        if (!request.Body.TryGetProperty("ReplicaUpdates"u8, out var updates))
            return;
        foreach (var update in updates.EnumerateArray())
        {
            if (update.ValueKind != JsonValueKind.Object || update.GetPropertyCount() != 1)
                throw new DoubtException("a replica update is not one of the documented ones");
            var kind = update.EnumerateObject().First().Name;
            if (kind is not ("Create" or "Update" or "Delete"))
                throw new DoubtException("a replica update is not one of the documented ones");
            Ask(request, kind == "Delete" ? "DeleteTableReplica" : "CreateTableReplica", table);
        }

        AskForData(request, table);
    }

    private static void Restore(RequestReading request, string operation)
    {
        var name = WireJson.FindText(request.Body, "SourceTableName");
        var arn = WireJson.FindText(request.Body, "SourceTableArn");
        if (name is null == arn is null)
            throw new DoubtException("the restore names no source, or two");
        var source = request.Table(name ?? arn!);
        request.Parameters["sourceTableName"] = source.Name;
        Ask(request, operation, source);
        Target(request, operation, "TargetTableName");
    }

    // The restore action is asked for on what is restored and on what is made of it.
    private static void Target(RequestReading request, string operation, string member)
    {
        var table = request.Table(WireJson.FindText(request.Body, member) ?? throw new DoubtException($"`{member}` is missing"));
        RefuseForeign(table);
        request.Parameters[char.ToLowerInvariant(member[0]) + member[1..]] = table.Name;
        request.Changes(table);
        Ask(request, operation, table);
        AskForData(request, table);
    }

    private static void Import(RequestReading request)
    {
        var parameters = WireJson.Map(request.Body, "TableCreationParameters");
        var table = request.Table(parameters);
        RefuseForeign(table);
        request.Parameters["tableName"] = table.Name;
        request.Changes(table);
        Ask(request, "ImportTable", table);
    }

    private static void Ask(RequestReading request, string action, TableReference table) =>
        request.Add(new AccessBuilder(Actions.Of(action), table.Arn, table.Arn));

    private static void AskForData(RequestReading request, TableReference table)
    {
        foreach (var action in DataActions)
            Ask(request, action, table);
    }

    // A table made in another account would be made among the tables here.
    private static void RefuseForeign(TableReference table)
    {
        if (table.IsForeign)
            throw new DoubtException("tables of another account are not kept here");
    }
}
