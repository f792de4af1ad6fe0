namespace TenantAnalyzers.Benchmarks.Corpus;

/// <summary>An operation of the low-level client: what its request has and what is made of its response.</summary>
internal sealed class ClientOperation
{
    private const string Dictionary = "Dictionary<string, AttributeValue>";

    private readonly Func<Keys, (string Name, string Value)[]> _members;

    private ClientOperation(string name, string result, Func<Keys, (string Name, string Value)[]> members, string? optional = null, bool pages = false) =>
        (Name, Result, _members, Optional, Pages) = (name, result, members, optional, pages);

    public static ClientOperation GetItem { get; } = new(
        "GetItem", "response.IsItemSet ? 1 : 0", static keys => [("TableName", "TableName"), ("Key", keys.Key())], "ConsistentRead = true");

    public static ClientOperation PutItem { get; } = new(
        "PutItem",
        "(int)response.HttpStatusCode",
        static keys => [("TableName", "TableName"), ("Item", keys.Item())],
        "ConditionExpression = \"attribute_not_exists(orderId)\"");

    public static ClientOperation UpdateItem { get; } = new(
        "UpdateItem",
        "(int)response.HttpStatusCode",
        static keys =>
        [
            ("TableName", "TableName"),
            ("Key", keys.Key()),
            ("UpdateExpression", "\"SET #s = :s\""),
            ("ExpressionAttributeNames", "new Dictionary<string, string> { [\"#s\"] = \"status\" }"),
            ("ExpressionAttributeValues", keys.Values((":s", "status"))),
        ],
        "ReturnValues = ReturnValue.ALL_NEW");

    public static ClientOperation DeleteItem { get; } = new(
        "DeleteItem", "(int)response.HttpStatusCode", static keys => [("TableName", "TableName"), ("Key", keys.Key())], "ReturnValues = ReturnValue.ALL_OLD");

    public static ClientOperation Query { get; } = new("Query", "response.Count ?? 0", QueryMembers, "Limit = limit", pages: true);

    public static ClientOperation Scan { get; } = new(
        "Scan",
        "response.Count ?? 0",
        static keys =>
        [
            ("TableName", "TableName"),
            ("FilterExpression", "\"tenantId = :t AND #s = :s\""),
            ("ExpressionAttributeNames", "new() { [\"#s\"] = \"status\" }"),
            ("ExpressionAttributeValues", keys.Values((":t", "tenantId"), (":s", "status"))),
        ],
        "Limit = limit",
        pages: true);

    public static ClientOperation BatchWriteItem { get; } = new(
        "BatchWriteItem",
        "response.UnprocessedItems?.Count ?? 0",
        static keys =>
        [
            ("RequestItems", $"new Dictionary<string, List<WriteRequest>> {{ [TableName] = [new WriteRequest(new PutRequest({keys.Item()})), new WriteRequest {{ DeleteRequest = new DeleteRequest {{ Key = {keys.Key()} }} }}] }}"),
        ]);

    public static ClientOperation TransactWriteItems { get; } = new(
        "TransactWriteItems",
        "(int)response.HttpStatusCode",
        static keys =>
        [
            ("TransactItems", $"[new TransactWriteItem {{ Put = new Put {{ TableName = TableName, Item = {keys.Item()} }} }}, new TransactWriteItem {{ Delete = new Delete {{ TableName = TableName, Key = {keys.Key()} }} }}]"),
        ],
        "ClientRequestToken = id");

    public static ClientOperation BatchGetItem { get; } = new(
        "BatchGetItem",
        "response.Responses?.Count ?? 0",
        static keys => [("RequestItems", $"new Dictionary<string, KeysAndAttributes> {{ [TableName] = new KeysAndAttributes {{ Keys = [{keys.Key()}] }} }}")]);

    public static ClientOperation TransactGetItems { get; } = new(
        "TransactGetItems",
        "response.Responses?.Count ?? 0",
        static keys => [("TransactItems", $"[new TransactGetItem {{ Get = new Get {{ TableName = TableName, Key = {keys.Key()} }} }}]")]);

    public string Name { get; }

    /// <summary>An expression of the type <c>int</c> over <c>response</c>.</summary>
    public string Result { get; }

    /// <summary>An assignment that code makes to the request only sometimes.</summary>
    public string? Optional { get; }

    /// <summary>Its response may be one page of several.</summary>
    public bool Pages { get; }

    /// <summary>The request's members.</summary>
    public (string Name, string Value)[] Members(bool scoped, Random random) => _members(new(scoped, random));

    /// <summary>The arguments of the overload without a request object, from the members of its request; null when there is none.</summary>
    public string? Convenience((string Name, string Value)[] members) => Name switch
    {
        "GetItem" or "PutItem" or "DeleteItem" => $"TableName, {members[1].Value}",
        _ => null,
    };

    private static (string Name, string Value)[] QueryMembers(Keys keys)
    {
        var condition = (keys.Scoped, keys.Random.Next(3)) switch
        {
            (true, 0) => "\"tenantId = :k AND begins_with(orderId, :p)\"",
            (true, 1) => "\"tenantId = :k\"",
            (true, _) => "$\"{nameof(tenantId)} = :k\"",
            (false, 0) => "\"customerId = :k AND begins_with(orderId, :p)\"",
            (false, _) => "\"customerId = :k\"",
        };
        List<(string Name, string Value)> values = [(":k", keys.Scoped ? "tenantId" : "id")];
        if (condition.Contains(":p"))
            values.Add((":p", "id"));
        if (keys.Scoped)
            return [("TableName", "TableName"), ("KeyConditionExpression", condition), ("ExpressionAttributeValues", keys.Values([.. values])), ("ScanIndexForward", "false")];
        values.Add((":t", "tenantId"));
        return
        [
            ("TableName", "TableName"),
            ("IndexName", "\"by-customer\""),
            ("KeyConditionExpression", condition),
            ("FilterExpression", "\"tenantId = :t\""),
            ("ExpressionAttributeValues", keys.Values([.. values])),
        ];
    }

    /// <summary>Writes keys, items and values in the forms that people use.</summary>
    private readonly record struct Keys(bool Scoped, Random Random)
    {
        public string Key() => Scoped ? Entries(("tenantId", "tenantId"), ("orderId", "id")) : Entries(("orderId", "id"));

        public string Item() => Scoped
            ? Entries(("tenantId", "tenantId"), ("orderId", "id"), ("status", "status"))
            : Entries(("orderId", "id"), ("status", "status"), ("createdBy", "\"import\""));

        public string Values(params ReadOnlySpan<(string Name, string Value)> entries) => Entries(entries);

        private string Entries(params ReadOnlySpan<(string Name, string Value)> entries)
        {
            var adds = Random.Next(3) == 0;
            var text = Random.Next(4) == 0 ? $"new {Dictionary}({entries.Length}) {{" : $"new {Dictionary} {{";
            foreach (var (name, value) in entries)
                text += adds ? $" {{ \"{name}\", {Value(value)} }}," : $" [\"{name}\"] = {Value(value)},";
            return text[..^1] + " }";
        }

        private string Value(string value) => Random.Next(6) switch
        {
            0 => $"new AttributeValue({value})",
            1 => $"new() {{ S = {value} }}",
            2 => $"Text({value})",
            _ => $"new AttributeValue {{ S = {value} }}",
        };
    }
}
