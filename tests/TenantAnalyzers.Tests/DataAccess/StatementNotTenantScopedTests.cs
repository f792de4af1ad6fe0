namespace TenantAnalyzers.Tests.DataAccess;

/// <summary>PartiQL: one statement, a batch of them, a transaction.</summary>
public sealed class StatementNotTenantScopedTests
{
    public static TheoryData<string> Reported => new()
    {
        """await {|TNT1005:client.ExecuteStatementAsync|}(new ExecuteStatementRequest { Statement = "SELECT * FROM Orders" });""",
        """await {|TNT1005:client.ExecuteStatementAsync|}(new() { Statement = "SELECT * FROM \"Orders\" WHERE orderId = ?", Parameters = [new(orderId)] });""",
        """await {|TNT1005:client.ExecuteStatementAsync|}(new() { Statement = "SELECT * FROM Orders WHERE tenantId > ?", Parameters = [new(tenantId)] });""",
        """await {|TNT1005:client.ExecuteStatementAsync|}(new() { Statement = "SELECT * FROM Orders WHERE tenantId = ? OR status = ?", Parameters = [new(tenantId), new(status)] });""",
        """await {|TNT1005:client.ExecuteStatementAsync|}(new() { Statement = "SELECT * FROM Orders WHERE status = 'open' AND begins_with(tenantId, ?)", Parameters = [new(tenantId)] });""",
        """await {|TNT1005:client.ExecuteStatementAsync|}(new() { Statement = $"SELECT * FROM {options.Table} WHERE orderId = '{orderId}'" });""",
        """await {|TNT1005:client.ExecuteStatementAsync|}(new() { Statement = "SELECT * FROM \"" + options.Table + "\"" });""",
        """await {|TNT1005:client.ExecuteStatementAsync|}(new() { Statement = string.Format("SELECT * FROM \"{0}\" WHERE \"orderId\" = ?", options.Table), Parameters = new() { new AttributeValue { S = orderId } } });""",
        """await {|TNT1005:client.ExecuteStatementAsync|}(new() { Statement = "DELETE FROM Orders WHERE orderId = ?", Parameters = [new(orderId)] });""",
        """await {|TNT1005:client.ExecuteStatementAsync|}(new() { Statement = "UPDATE Orders SET tenantId = ? WHERE orderId = ?", Parameters = [new(tenantId), new(orderId)] });""",
        """await {|TNT1005:client.ExecuteStatementAsync|}(new() { Statement = "INSERT INTO Orders VALUE {'orderId': ?, 'status': ?}", Parameters = [new(orderId), new(status)] });""",
        """await {|TNT1005:client.ExecuteStatementAsync|}(new() { Statement = "SELECT * FROM App WHERE PK = ?", Parameters = [new($"ORDER#{orderId}")] });""",
        // The second `?` is the key's, whatever the first one holds.
        """await {|TNT1005:client.ExecuteStatementAsync|}(new() { Statement = "UPDATE App SET owner = ? WHERE PK = ? AND SK = ?", Parameters = [new(tenantId), new("ORDER#" + orderId), new("x")] });""",
        """await {|TNT1005:client.ExecuteStatementAsync|}(new() { Statement = "SELECT * FROM \"Orders\".\"ByStatus\" WHERE status = ?", Parameters = [new(status)] });""",
        """
        await {|TNT1005:client.ExecuteStatementAsync|}(new()
        {
            Statement = \"\"\"
                SELECT *
                FROM "Orders"
                WHERE "status" = 'open'
                \"\"\",
        });
        """.Replace("\\\"", "\"", StringComparison.Ordinal),
        """var sql = new System.Text.StringBuilder("SELECT * FROM Orders"); if (flag) sql.Append(" WHERE tenantId = '").Append(tenantId).Append("'"); await {|TNT1005:client.ExecuteStatementAsync|}(new() { Statement = sql.ToString() });""",
        """await {|TNT1005:client.ExecuteStatementAsync|}(new() { Statement = flag ? "SELECT * FROM Orders WHERE tenantId = ?" : "SELECT * FROM Orders WHERE status = ?", Parameters = [new(status)] });""",
        """await {|TNT1005:client.BatchExecuteStatementAsync|}(new BatchExecuteStatementRequest { Statements = [new() { Statement = "SELECT * FROM Orders WHERE orderId = ?", Parameters = [new(orderId)] }] });""",
        """await {|TNT1005:client.BatchExecuteStatementAsync|}(new() { Statements = [new() { Statement = "SELECT * FROM Orders WHERE tenantId = ?", Parameters = [new(tenantId)] }, new() { Statement = "DELETE FROM Orders WHERE orderId = ?", Parameters = [new(orderId)] }] });""",
        """var statements = new[] { "a", "b" }.Select(id => new BatchStatementRequest { Statement = $"DELETE FROM Orders WHERE orderId = '{id}'" }).ToList(); await {|TNT1005:client.BatchExecuteStatementAsync|}(new() { Statements = statements });""",
        """await {|TNT1005:client.ExecuteTransactionAsync|}(new ExecuteTransactionRequest { TransactStatements = [new ParameterizedStatement { Statement = "UPDATE Orders SET status = ? WHERE orderId = ?", Parameters = [new(status), new(orderId)] }] });""",
        """await {|TNT1005:client.ExecuteTransactionAsync|}(new() { TransactStatements = new() { new() { Statement = "EXISTS(SELECT * FROM Orders WHERE orderId = ?)", Parameters = [new(orderId)] } } });""",
    };

    public static TheoryData<string> Quiet => new()
    {
        """await client.ExecuteStatementAsync(new() { Statement = "SELECT * FROM Orders WHERE tenantId = ?", Parameters = [new(tenantId)] });""",
        """await client.ExecuteStatementAsync(new() { Statement = "select status from \"Orders\" where \"tenant_id\" = ? and orderId >= ? order by orderId desc", Parameters = [new(tenantId), new(orderId)] });""",
        """await client.ExecuteStatementAsync(new() { Statement = $"SELECT * FROM Orders WHERE orderId = '{orderId}' AND tenantId = '{tenantId}'" });""",
        """await client.ExecuteStatementAsync(new() { Statement = "SELECT * FROM App WHERE PK = ?", Parameters = [new($"TENANT#{tenantId}")] });""",
        """await client.ExecuteStatementAsync(new() { Statement = $"SELECT * FROM App WHERE PK = 'TENANT#{tenantId}'" });""",
        """await client.ExecuteStatementAsync(new() { Statement = $"SELECT * FROM {options.Table} WHERE {Keys.Tenant} = ?", Parameters = [new(tenantId)] });""",
        """await client.ExecuteStatementAsync(new() { Statement = "UPDATE App SET owner = ? WHERE PK = ? AND SK = ?", Parameters = [new(status), new("T#" + tenantId), new("x")] });""",
        """await client.ExecuteStatementAsync(new() { Statement = "INSERT INTO Orders VALUE {'tenantId': ?, 'orderId': ?}", Parameters = [new(tenantId), new(orderId)] });""",
        """await client.ExecuteStatementAsync(new() { Statement = "DELETE FROM Orders WHERE tenantId = ? AND orderId = ?", Parameters = [new(tenantId), new(orderId)] });""",
        """await client.ExecuteStatementAsync(new() { Statement = "SELECT * FROM Orders WHERE (tenantId = ? AND status = 'a') OR (tenantId = ? AND status = 'b')", Parameters = [new(tenantId), new(tenantId)] });""",
        """var request = new ExecuteStatementRequest { Statement = "SELECT * FROM Orders" }; request.Statement += " WHERE tenantId = ?"; request.Parameters = new(); request.Parameters.Add(new(tenantId)); do { var page = await client.ExecuteStatementAsync(request); request.NextToken = page.NextToken; } while (request.NextToken is not null);""",
        """var conditions = new List<string> { "tenantId = ?" }; if (flag) conditions.Add("status = 'open'"); await client.ExecuteStatementAsync(new() { Statement = "SELECT * FROM Orders WHERE " + string.Join(" AND ", conditions), Parameters = [new(tenantId)] });""",
        """await client.BatchExecuteStatementAsync(new() { Statements = [new() { Statement = "SELECT * FROM Orders WHERE tenantId = ?", Parameters = [new(tenantId)] }, new() { Statement = "DELETE FROM App WHERE PK = ?", Parameters = [new("T#" + tenantId)] }] });""",
        """await client.ExecuteTransactionAsync(new() { TransactStatements = [new() { Statement = "EXISTS(SELECT * FROM Orders WHERE tenantId = ?)", Parameters = [new(tenantId)] }] });""",
        // What is not seen, or not read.
        """await client.ExecuteStatementAsync(new() { Statement = status });""",
        """await client.ExecuteStatementAsync(new() { Statement = status + " WHERE orderId = 1" });""",
        """await client.ExecuteStatementAsync(new() { Statement = "SELECT * FROM Orders WHERE " + status });""",
        """await client.ExecuteStatementAsync(new() { Statement = "SELECT * FROM Orders " + status });""",
        """await client.ExecuteStatementAsync(new() { Statement = "SELECT FROM WHERE" });""",
        """await client.ExecuteStatementAsync(new() { Statement = $"SELECT * FROM Orders WHERE {status} = ?", Parameters = [new(orderId)] });""",
        """await client.ExecuteStatementAsync(new() { Statement = "SELECT * FROM App WHERE PK = ?", Parameters = given.Values.ToList() });""",
        """await client.ExecuteStatementAsync(new() { Statement = "SELECT * FROM App WHERE PK = ?" });""",
        """await client.ExecuteStatementAsync(new());""",
        """await client.BatchExecuteStatementAsync(new() { Statements = [] });""",
        """await client.BatchExecuteStatementAsync(new());""",
        """await client.ExecuteTransactionAsync(new() { TransactStatements = new List<ParameterizedStatement>() });""",
        """await client.ExecuteStatementAsync(new() { Statement = $"SELECT * FROM \"{tenantId}-orders\" WHERE orderId = ?", Parameters = [new(orderId)] });""",
        """await client.ExecuteStatementAsync(new() { Statement = "SELECT * FROM Tenants" });""",
    };

    [Theory, MemberData(nameof(Reported))]
    public Task Statement_NotBoundToTheTenant_Reports(string statements) => Marked.Reports(Source.Body(statements));

    [Theory, MemberData(nameof(Quiet))]
    public Task Statement_BoundOrNotDecidable_IsSilent(string statements) => Marked.Silent(Source.Body(statements));

    [Theory]
    [InlineData("tenant_analyzers.shared_tables = Orders", """await client.ExecuteStatementAsync(new() { Statement = "SELECT * FROM Orders" });""")]
    [InlineData("tenant_analyzers.table_keys = Pets=household_id", """await client.ExecuteStatementAsync(new() { Statement = "SELECT * FROM Pets WHERE householdId = ?", Parameters = [new(orderId)] });""")]
    [InlineData("tenant_analyzers.table_keys = Pets=household_id", """await {|TNT1005:client.ExecuteStatementAsync|}(new() { Statement = "SELECT * FROM Pets WHERE tenantId = ?", Parameters = [new(tenantId)] });""")]
    [InlineData("tenant_analyzers.table_keys = Pets/by-owner=owner", """await client.ExecuteStatementAsync(new() { Statement = "SELECT * FROM \"Pets\".\"by-owner\" WHERE owner = ?", Parameters = [new(orderId)] });""")]
    public Task Statement_UnderOptions_IsJudgedByThem(string config, string statements) => Marked.ReportsWith(config, Source.Body(statements));

    [Theory]
    [InlineData("""await client.ExecuteStatementAsync(new() { Statement = "SELECT * FROM Orders" });""", "TNT1005: `SELECT` on `Orders` binds no key by `=` or `IN`, not the tenant key `tenantId`")]
    [InlineData("""await client.ExecuteStatementAsync(new() { Statement = $"DELETE FROM \"{options.Table}\" WHERE orderId = '{orderId}'" });""", "TNT1005: `DELETE` on `{Table}` binds `orderId`, not the tenant key `tenantId`")]
    public async Task Statement_Message_NamesVerbAndTable(string statements, string message) =>
        Assert.Equal(message, Assert.Single(await Marked.Messages(undecided: false, Source.Body(statements))));
}
