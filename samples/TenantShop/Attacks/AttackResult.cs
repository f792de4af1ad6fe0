namespace TenantShop.Attacks;

/// <summary>What came of an attack.</summary>
public sealed record AttackResult
{
    public const string Stopped = "stopped";
    public const string Breach = "breach";
    public const string Error = "error";

    public required string Attack { get; init; }

    public required string Model { get; init; }

    /// <summary><c>stopped</c>, <c>breach</c>, or <c>error</c>: something else went wrong, which proves nothing.</summary>
    public required string Outcome { get; init; }

    /// <summary><c>app</c>, <c>iam</c>, <c>keys</c>, <c>signature</c>, <c>sign-in</c> or <c>database</c>; null when nothing stopped it.</summary>
    public string? StoppedBy { get; init; }

    /// <summary>The error as the SDK names it: <c>AccessDeniedException</c>.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>For a person: the error's own message, or what came back.</summary>
    public required string Message { get; init; }

    public string? RequestId { get; init; }

    public int? HttpStatus { get; init; }

    /// <summary>The same on the attacker's own data.</summary>
    public required ControlResult Control { get; init; }
}

/// <summary>Whether the attacker reaches its own data in the same way, and what was seen.</summary>
public sealed record ControlResult(bool Ok, string Seen);
