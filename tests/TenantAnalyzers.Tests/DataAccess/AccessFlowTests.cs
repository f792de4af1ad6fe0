namespace TenantAnalyzers.Tests.DataAccess;

/// <summary>The ways a value takes on its way to the key.</summary>
public sealed class AccessFlowTests
{
    private static string With(string statements) => Source.Body(statements) + """

        record Key(string Pk, string Sk) { public string Full => $"{Pk}#{Sk}"; }
        record struct Pair(string Pk, string Sk);
        record struct TenantId(string Value);
        class Order { public string TenantId { get; set; } = ""; public string OrderId { get; set; } = ""; public string PK => $"TENANT#{TenantId}"; public string Plain => "ORDER#" + OrderId; }
        class Holder { public Holder(string tenant) { Request = new() { TableName = "App", Key = new() { ["PK"] = new("T#" + tenant) } }; } public GetItemRequest Request { get; } }
        class Bare { public Bare(string id) { Request = new() { TableName = "App", Key = new() { ["orderId"] = new(id) } }; } public GetItemRequest Request { get; } }
        static class Builders
        {
            public static Dictionary<string, AttributeValue> And(this Dictionary<string, AttributeValue> key, string name, string value) { key[name] = new(value); return key; }
            public static bool TryMake(string id, out string key) { key = "ORDER#" + id; return true; }
            public static bool TryGetTenantId(string id, out string found) { found = id; return true; }
            public static void Fill(ref Dictionary<string, AttributeValue> key) => key["tenantId"] = new("x");
        }
        """;

    public static TheoryData<string> Reported => new()
    {
        """var k = new Key(orderId, "x"); await {|TNT1002:client.GetItemAsync|}("App", new() { ["PK"] = new(k.Pk) });""",
        """var k = new Key(tenantId, "x") with { Pk = orderId }; await {|TNT1002:client.GetItemAsync|}("App", new() { ["PK"] = new(k.Pk) });""",
        """var k = new Key(tenantId, "x"); var l = k with { Pk = "A" }; await client.GetItemAsync("App", new() { ["PK"] = new(k.Pk) }); await {|TNT1002:client.GetItemAsync|}("App", new() { ["PK"] = new(l.Pk) });""",
        """var a = new Pair(tenantId, "x"); var b = a; b.Pk = orderId; await client.GetItemAsync("App", new() { ["PK"] = new(a.Pk) }); await {|TNT1002:client.GetItemAsync|}("App", new() { ["PK"] = new(b.Pk) });""",
        """var a = (pk: tenantId, sk: "x"); var b = a; b.pk = orderId; await client.GetItemAsync("App", new() { ["PK"] = new(a.pk) }); await {|TNT1002:client.GetItemAsync|}("App", new() { ["PK"] = new(b.pk) });""",
        """var (pk, sk) = (orderId, tenantId); await {|TNT1002:client.GetItemAsync|}("App", new() { ["PK"] = new(pk), ["SK"] = new(sk) });""",
        """string pk; (pk, _) = flag ? (orderId, 1) : (tenantId, 2); await client.GetItemAsync("App", new() { ["PK"] = new(given[pk].S) });""",
        """Dictionary<string, AttributeValue>? key = null; key ??= new() { ["orderId"] = new(orderId) }; await {|TNT1002:client.GetItemAsync|}("Orders", key);""",
        """var key = status switch { "a" => new Dictionary<string, AttributeValue> { ["tenantId"] = new(tenantId) }, _ => new() { ["orderId"] = new(orderId) } }; await {|TNT1002:client.GetItemAsync|}("Orders", key);""",
        """object boxed = new Dictionary<string, AttributeValue> { ["orderId"] = new(orderId) }; if (boxed is Dictionary<string, AttributeValue> key) await {|TNT1002:client.GetItemAsync|}("Orders", key);""",
        """var key = new Dictionary<string, AttributeValue> { ["tenantId"] = new(tenantId), ["orderId"] = new(orderId) }; key.Clear(); key.Add("orderId", new(orderId)); await {|TNT1002:client.GetItemAsync|}("Orders", key);""",
        """var key = new Dictionary<string, AttributeValue>().And("orderId", orderId).And("line", "1"); await {|TNT1002:client.GetItemAsync|}("Orders", key);""",
        """var pk = "ORDER"; pk += "#"; pk += orderId; await {|TNT1002:client.GetItemAsync|}("App", new() { ["PK"] = new(pk) });""",
        """var pk = string.Format("{0}#{1}", "ORDER", orderId); await {|TNT1002:client.GetItemAsync|}("App", new() { ["PK"] = new(pk) });""",
        """var pk = string.Concat("ORDER#", orderId); await {|TNT1002:client.GetItemAsync|}("App", new() { ["PK"] = new(pk) });""",
        """var pk = new System.Text.StringBuilder().Append("ORDER").Append('#').Append(orderId).ToString(); await {|TNT1002:client.GetItemAsync|}("App", new() { ["PK"] = new(pk) });""",
        """var pk = string.Join('#', "ORDER", orderId); await {|TNT1002:client.GetItemAsync|}("App", new() { ["PK"] = new(pk) });""",
        """await {|TNT1002:client.GetItemAsync|}(new Bare(orderId).Request);""",
        """try { await {|TNT1002:client.GetItemAsync|}("Orders", new() { ["orderId"] = new(orderId) }); } finally { Use(status); }""",
        """using var source = new CancellationTokenSource(); await {|TNT1002:client.GetItemAsync|}("Orders", new() { ["orderId"] = new(orderId) }, source.Token);""",
        """Func<string, Task<GetItemResponse>> get = id => {|TNT1002:client.GetItemAsync|}("Orders", new() { ["orderId"] = new(id) }); await get(orderId);""",
        """Func<string, Dictionary<string, AttributeValue>> make = static id => new() { ["orderId"] = new(id) }; await client.GetItemAsync("Orders", make(orderId));""",
        """async Task<GetItemResponse> Local(string id) { return await {|TNT1002:client.GetItemAsync|}("Orders", new() { ["orderId"] = new(id) }); } await Local(orderId);""",
        """lock (options) { Use({|TNT1002:client.GetItemAsync|}("Orders", new() { ["orderId"] = new(orderId) })); }""",
        """goto there; there: await {|TNT1002:client.GetItemAsync|}("Orders", new() { ["orderId"] = new(orderId) });""",
        """var order = new Order { OrderId = orderId }; await {|TNT1002:client.GetItemAsync|}("App", new() { ["PK"] = new(order.Plain) });""",
        """
        var request = new GetItemRequest("Orders", new() { ["tenantId"] = new(tenantId) });
        try { Use(status); request.Key = new() { ["orderId"] = new(orderId) }; Use(status); }
        catch (Exception) { await {|TNT1002:client.GetItemAsync|}(request); }
        """,
    };

    public static TheoryData<string> Quiet => new()
    {
        """var k = new Key(orderId, "x") with { Pk = $"T#{tenantId}" }; await client.GetItemAsync("App", new() { ["PK"] = new(k.Pk) });""",
        """var k = new Key(tenantId, orderId); await client.GetItemAsync("App", new() { ["PK"] = new(k.Full) });""",
        """var (pk, sk) = new Key($"T#{tenantId}", "x"); await client.GetItemAsync("App", new() { ["PK"] = new(pk), ["SK"] = new(sk) });""",
        """var t = new TenantId(status); await client.GetItemAsync("App", new() { ["PK"] = new(t.Value) });""",
        """var t = new TenantId(status); await client.GetItemAsync("App", new() { ["PK"] = new($"TENANT#{t}") });""",
        """TenantId id = default; await client.GetItemAsync("App", new() { ["PK"] = new(id.ToString()) });""",
        """var order = new Order { TenantId = status }; await client.GetItemAsync("App", new() { ["PK"] = new(order.PK) });""",
        """Order order = null!; Use(order); await client.GetItemAsync("App", new() { ["PK"] = new(order.PK) });""",
        """await client.GetItemAsync(new Holder(tenantId).Request);""",
        """Builders.TryMake(orderId, out var key); await client.GetItemAsync("App", new() { ["PK"] = new(key) });""",
        """Builders.TryGetTenantId(orderId, out var key); await client.GetItemAsync("App", new() { ["PK"] = new(key) });""",
        """var key = new Dictionary<string, AttributeValue> { ["orderId"] = new(orderId) }; Builders.Fill(ref key); await client.GetItemAsync("Orders", key);""",
        """var key = new Dictionary<string, AttributeValue>().And("orderId", orderId).And("tenantId", tenantId); await client.GetItemAsync("Orders", key);""",
        """Dictionary<string, AttributeValue>? key = null; key ??= new(); key["tenantId"] = new(tenantId); await client.GetItemAsync("Orders", key);""",
        """var key = new SortedDictionary<string, AttributeValue> { ["orderId"] = new(orderId) }; key["tenantId"] = new(tenantId); await client.GetItemAsync("Orders", new(key));""",
        """var pk = new System.Text.StringBuilder("TENANT#"); pk.Append(tenantId); await client.GetItemAsync("App", new() { ["PK"] = new(pk.ToString()) });""",
        """var pk = new System.Text.StringBuilder("x"); pk.Insert(0, tenantId); await client.GetItemAsync("App", new() { ["PK"] = new(pk.ToString()) });""",
        """var pk = string.Join("#", new[] { "TENANT", tenantId }); await client.GetItemAsync("App", new() { ["PK"] = new(pk) });""",
        """var pk = string.Join("#", new List<string> { "A" }.Append(tenantId)); await client.GetItemAsync("App", new() { ["PK"] = new(pk) });""",
        """var pk = string.Format("{1}#{0}", orderId, tenantId); await client.GetItemAsync("App", new() { ["PK"] = new(pk) });""",
        """var pk = string.Format(System.Globalization.CultureInfo.InvariantCulture, "T#{0}", tenantId); await client.GetItemAsync("App", new() { ["PK"] = new(pk) });""",
        """var pk = $"T#{tenantId}".Replace("T", "X"); await client.GetItemAsync("App", new() { ["PK"] = new(pk) });""",
        """var pk = ("T#" + tenantId)[1..]; await client.GetItemAsync("App", new() { ["PK"] = new(pk) });""",
        """var pk = "T#" + (flag ? tenantId : tenantId.ToLower()); await client.GetItemAsync("App", new() { ["PK"] = new(pk) });""",
        """var pairs = new[] { ("tenantId", tenantId), ("orderId", orderId) }; await client.GetItemAsync("Orders", pairs.ToDictionary(p => p.Item1, p => new AttributeValue(p.Item2)));""",
        """var names = new Dictionary<string, string> { ["tenantId"] = tenantId }; await client.GetItemAsync("Orders", names.ToDictionary(p => p.Key, p => new AttributeValue { S = p.Value }));""",
        """object boxed = given; if (boxed is Dictionary<string, AttributeValue> { Count: > 0 } key) await client.GetItemAsync("Orders", key);""",
        """if (options is { Id: var id }) await client.GetItemAsync("App", new() { ["PK"] = new(id) });""",
        """var keys = new List<Dictionary<string, AttributeValue>> { new() { ["orderId"] = new(orderId) } }; keys[0]["tenantId"] = new(tenantId); await client.GetItemAsync("Orders", keys[0]);""",
        """var keys = new[] { new Dictionary<string, AttributeValue> { ["orderId"] = new(orderId) } }; foreach (var key in keys) key["tenantId"] = new(tenantId); await client.GetItemAsync("Orders", keys[0]);""",
        """Dictionary<string, AttributeValue> key = new() { ["orderId"] = new(orderId) }; Action add = () => key["tenantId"] = new(tenantId); add(); await client.GetItemAsync("Orders", key);""",
        """Dictionary<string, AttributeValue> key = new() { ["orderId"] = new(orderId) }; void Add() => key["tenantId"] = new(tenantId); Add(); await client.GetItemAsync("Orders", key);""",
        """Dictionary<string, AttributeValue> key = new() { ["orderId"] = new(orderId) }; foreach (var (name, value) in given) key.Add(name, value); await client.GetItemAsync("Orders", key);""",
#if !ROSLYN_FLOOR // The oldest compiler does not know this syntax.
        """ref var slot = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(given, "tenantId", out _); slot = new(tenantId); await client.GetItemAsync("Orders", given);""",
#endif
        """dynamic key = new Dictionary<string, AttributeValue> { ["orderId"] = new(orderId) }; key["tenantId"] = new AttributeValue(tenantId); await client.GetItemAsync("Orders", (Dictionary<string, AttributeValue>)key);""",
        """string? pk = null; for (var i = 0; i < 3; i++) { pk ??= $"T#{tenantId}"; await client.GetItemAsync("App", new() { ["PK"] = new(pk) }); }""",
        """var pk = maybe; if (string.IsNullOrEmpty(pk)) throw new ArgumentException(nameof(pk)); await client.GetItemAsync("Orders", new() { ["tenantId"] = new(pk) });""",
        """AttributeValue tenantKeyId = new(options.Id); var key = new Dictionary<string, AttributeValue> { ["PK"] = tenantKeyId }; await client.GetItemAsync("App", key);""",
        """AttributeValue tenantIdValue = new(orderId), currentTenantId = new(orderId); await client.GetItemAsync("App", new() { ["PK"] = currentTenantId });""",
        """

        #if NEVER
        await client.GetItemAsync("Orders", new() { ["orderId"] = new(orderId) });
        #endif
        """,
    };

    [Theory, MemberData(nameof(Reported))]
    public Task Value_NotOfTheTenant_IsFollowed(string statements) => Marked.Reports(With(statements));

    [Theory, MemberData(nameof(Quiet))]
    public Task Value_OfTheTenantOrNotVisible_IsSilent(string statements) => Marked.Silent(With(statements));
}
