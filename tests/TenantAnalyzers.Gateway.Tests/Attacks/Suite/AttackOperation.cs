using Amazon.DynamoDBv2.Model;

namespace TenantAnalyzers.Gateway.Tests.Attacks.Suite;

/// <summary>What an operation does when it is let through, so that a control can tell that it really happened.</summary>
internal enum AttackEffect
{
    /// <summary>The item comes back.</summary>
    Reads,

    /// <summary>The item carries the mark.</summary>
    Marks,

    /// <summary>The item is gone.</summary>
    Deletes,

    /// <summary>A new item beside it carries the mark (<see cref="Attempt.New"/>).</summary>
    Inserts,

    /// <summary>The item only decides whether the companion is marked.</summary>
    Checks,
}

/// <summary>A way to reach an item: the same code is the attack when another tenant runs it, and the control when the owner does.</summary>
/// <param name="Name">Its name, unique; begins with the API's name.</param>
/// <param name="Effect">What it does.</param>
/// <param name="SendAsync">Sends it and returns the items that came back.</param>
internal sealed record AttackOperation(string Name, AttackEffect Effect, Func<Attempt, Task<IReadOnlyList<Dictionary<string, AttributeValue>>>> SendAsync)
{
    /// <summary>The attribute that writes leave their mark in.</summary>
    public const string MarkName = "mark";

    /// <summary>Whether the operation makes sense on a table of this shape.</summary>
    public Func<TableShape, bool> Fits { get; init; } = static _ => true;

    /// <summary>Every operation.</summary>
    public static IReadOnlyList<AttackOperation> All { get; } = [.. ItemAttacks.All, .. PageAttacks.All, .. ManyItemsAttacks.All, .. StatementAttacks.All, .. ModelAttacks.All];

    /// <summary>The operation of a name.</summary>
    public static AttackOperation Find(string name) => All.Single(operation => operation.Name == name);

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>For the tables of each part of <see cref="All"/>.</summary>
    internal static IReadOnlyList<Dictionary<string, AttributeValue>> None => [];
}
