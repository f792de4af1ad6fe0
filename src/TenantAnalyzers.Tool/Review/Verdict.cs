using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Tool.Review;

/// <summary>What a file means for the isolation of tenants, from best to worst.</summary>
internal enum Verdict
{
    NotDynamoDb,
    Isolated,
    CannotTell,
    Invalid,
    Leaks,
}

internal static class Verdicts
{
    /// <summary>The verdict's name in reports.</summary>
    public static string Name(this Verdict verdict) => verdict switch
    {
        Verdict.NotDynamoDb => "not-dynamodb",
        Verdict.Isolated => "isolated",
        Verdict.CannotTell => "cannot-tell",
        Verdict.Invalid => "invalid",
        _ => "leaks",
    };

    /// <summary>The verdict that a proof gives a file.</summary>
    public static Verdict Of(IsolationVerdict verdict) => verdict switch
    {
        IsolationVerdict.NotConcerned => Verdict.NotDynamoDb,
        IsolationVerdict.Isolated => Verdict.Isolated,
        IsolationVerdict.CannotTell => Verdict.CannotTell,
        _ => Verdict.Leaks,
    };
}
