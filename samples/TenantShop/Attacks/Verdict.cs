using System.Globalization;
using TenantShop.Layers;

namespace TenantShop.Attacks;

/// <summary>What is known of one try, first from what came back, then from what the data became.</summary>
internal sealed record Verdict(string Outcome, string? Layer, string Message)
{
    public string? ErrorCode { get; init; }

    public string? RequestId { get; init; }

    public int? HttpStatus { get; init; }

    /// <summary>The data asked for was reached, and nothing of anyone else.</summary>
    public bool IsOwn { get; init; }

    public static Verdict StoppedBy(string? layer, string errorCode, string message, string? requestId = null, int? status = null) => layer is null
        ? Failed(errorCode, message, requestId, status)
        : new(AttackResult.Stopped, layer, message) { ErrorCode = errorCode, RequestId = requestId, HttpStatus = status };

    public static Verdict Failed(string errorCode, string message, string? requestId, int? status) =>
        new(AttackResult.Error, null, message) { ErrorCode = errorCode, RequestId = requestId, HttpStatus = status };

    /// <summary>Judges what came back when no error did.</summary>
    public static Verdict Of(Touched[] touched, ShopSession session, string asked)
    {
        var foreign = touched.Where(item => item.TenantId != session.TenantId).ToArray();
        if (foreign.Length > 0)
        {
            var some = string.Join(", ", foreign.Take(3).Select(static item => item.What));
            return new(AttackResult.Breach, null, string.Create(CultureInfo.InvariantCulture, $"{foreign.Length} of {touched.Length} records belong to others: {some}"));
        }

        if (asked == session.TenantId && touched.Length > 0)
            return new(AttackResult.Stopped, null, string.Create(CultureInfo.InvariantCulture, $"{touched.Length} of its own")) { IsOwn = true };
        if (session.Layers.Keys)
        {
            var seen = touched.Length == 0 ? $"nothing of {asked} was reached" : string.Create(CultureInfo.InvariantCulture, $"only {touched.Length} of its own came back");
            return new(AttackResult.Stopped, "keys", $"The key was made from the signed claim: {seen}.");
        }

        return new(AttackResult.Error, null, "Nothing came back.");
    }

    /// <summary>Adds that the data asked for is no longer what it was.</summary>
    public Verdict WithChanges(ShopSession session, string asked) => asked == session.TenantId
        ? new(AttackResult.Stopped, null, "changed its own") { IsOwn = true }
        : this with { Outcome = AttackResult.Breach, Layer = null, Message = $"{asked}'s data was changed." };

    public AttackResult ToResult(Attack attack, ShopSession session, ControlResult control) => new()
    {
        Attack = attack.Id,
        Model = session.Model.Name(),
        Outcome = Outcome,
        StoppedBy = Outcome == AttackResult.Stopped ? Layer : null,
        ErrorCode = ErrorCode,
        Message = Message,
        RequestId = RequestId,
        HttpStatus = HttpStatus,
        Control = control,
    };
}
