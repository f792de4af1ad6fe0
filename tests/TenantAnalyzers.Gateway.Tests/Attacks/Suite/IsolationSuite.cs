using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace TenantAnalyzers.Gateway.Tests.Attacks.Suite;

/// <summary>
/// Proves by trying that a tenant cannot reach another's items: each operation is sent by the attacker for the victim's item, and as a control by
/// the victim for the same item. An attack that is not stopped fails, and so does a control that does not work: a test in which nothing works
/// proves nothing.
/// </summary>
/// <remarks>
/// Copy this folder into a test project and give it: two clients, however the application makes them for its tenants; a client that may do
/// everything, to look and to mend; your tables. Use it as theory rows:
/// <code>
/// [Theory, MemberData(nameof(Rows))]
/// public Task Tenant_CannotReachAnother(string table, string operation) =>
///     new IsolationSuite(clientOfA, clientOfB, admin).AssertRefusedAsync(FindTable(table), AttackOperation.Find(operation), refusal, token);
/// </code>
/// The rows of one table must not run at the same time: they change its items.
/// </remarks>
/// <param name="attacker">The client of the attacker.</param>
/// <param name="victim">The client of the victim.</param>
/// <param name="admin">A client that no layer stops.</param>
internal sealed class IsolationSuite(IAmazonDynamoDB attacker, IAmazonDynamoDB victim, IAmazonDynamoDB admin)
{
    /// <summary>What IAM answers, as the SDK throws it.</summary>
    public static bool IsAccessDenied(Exception exception) => exception is AmazonDynamoDBException { ErrorCode: "AccessDeniedException" };

    /// <summary>A layer that says no: the attack is refused, the victim's items stay as they are, and the victim itself is served.</summary>
    /// <param name="table">The table.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="isRefusal">Whether an exception is that layer's refusal: any other one is a mistake of the test.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task AssertRefusedAsync(TenantTable table, AttackOperation operation, Func<Exception, bool> isRefusal, CancellationToken cancellationToken)
    {
        await table.ResetAsync(admin, cancellationToken);
        await AttackAsync(table, operation, isRefusal, cancellationToken);
        await ControlAsync(table, operation, cancellationToken);
    }

    /// <summary>A layer that says no to everyone, because it cannot tell whose items the operation reaches.</summary>
    public async Task AssertClosedAsync(TenantTable table, AttackOperation operation, Func<Exception, bool> isRefusal, CancellationToken cancellationToken)
    {
        await table.ResetAsync(admin, cancellationToken);
        await AttackAsync(table, operation, isRefusal, cancellationToken);
        var refusal = await Record.ExceptionAsync(() => operation.SendAsync(new Attempt(victim, table.Victim, CompanionOfVictim(table), NewMark(), cancellationToken)));
        Assert.True(refusal is not null && isRefusal(refusal), $"{operation} is not closed to the owner of {table.Name}: {Show(refusal)}");
    }

    /// <summary>
    /// No layer says no; the keys alone keep the tenants apart: the attacker's code asks for the victim's ids, and the attacker's key goes with
    /// them. Nothing of the victim's comes back, and nothing of it changes.
    /// </summary>
    public async Task AssertNothingFoundAsync(TenantTable table, AttackOperation operation, CancellationToken cancellationToken)
    {
        await table.ResetAsync(admin, cancellationToken);
        var before = await table.SnapshotAsync(admin, cancellationToken);
        IReadOnlyList<Dictionary<string, AttributeValue>> found = [];
        var failure = await Record.ExceptionAsync(async () =>
            found = await operation.SendAsync(new Attempt(attacker, table.VictimsIdUnderAttackersKey, table.Attacker, NewMark(), cancellationToken)));

        Assert.True(failure is null or AmazonDynamoDBException, $"{operation} broke: {Show(failure)}");
        Assert.DoesNotContain(found, item => table.Victims.Any(own => ItemText.Of(item).Contains(own[table.SecretAttribute].S, StringComparison.Ordinal)));
        Assert.Equal(before, await table.SnapshotAsync(admin, cancellationToken));
        await table.ResetAsync(admin, cancellationToken);
        await ControlAsync(table, operation, cancellationToken);
    }

    private static AttackTarget CompanionOfVictim(TenantTable table) => table.Victim with { Item = table.Victims[1] };

    private static string NewMark() => "m" + Guid.NewGuid().ToString("N");

    private static string Show(Exception? exception) => exception is null ? "it went through" : $"{exception.GetType().Name}: {exception.Message}";

    private async Task AttackAsync(TenantTable table, AttackOperation operation, Func<Exception, bool> isRefusal, CancellationToken cancellationToken)
    {
        var before = await table.SnapshotAsync(admin, cancellationToken);
        var refusal = await Record.ExceptionAsync(() => operation.SendAsync(new Attempt(attacker, table.Victim, table.Attacker, NewMark(), cancellationToken)));

        Assert.True(refusal is not null && isRefusal(refusal), $"{operation} on another tenant's item of {table.Name} was not refused: {Show(refusal)}");
        Assert.Equal(before, await table.SnapshotAsync(admin, cancellationToken));
    }

    private async Task ControlAsync(TenantTable table, AttackOperation operation, CancellationToken cancellationToken)
    {
        var attempt = new Attempt(victim, table.Victim, CompanionOfVictim(table), NewMark(), cancellationToken);
        var read = await operation.SendAsync(attempt);
        if (operation.Effect == AttackEffect.Reads)
        {
            Assert.Contains(read, item => item.TryGetValue(table.SecretAttribute, out var secret) && secret.S == table.Victims[0][table.SecretAttribute].S);
            return;
        }

        var touched = operation.Effect switch { AttackEffect.Inserts => attempt.New, AttackEffect.Checks => attempt.Companion, _ => attempt.Target };
        var after = await admin.GetItemAsync(new GetItemRequest { TableName = touched.Table, Key = touched.Key, ConsistentRead = true }, cancellationToken);
        if (operation.Effect == AttackEffect.Deletes)
            Assert.False(after.IsItemSet, $"{operation} did not delete the owner's item");
        else
            Assert.Equal(attempt.Mark, after.Item?.GetValueOrDefault(AttackOperation.MarkName)?.S);
    }
}
