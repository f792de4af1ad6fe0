using System.Net;
using Amazon.Runtime;
using Npgsql;
using TenantShop.Access;
using TenantShop.Hosting;
using TenantShop.Layers;
using TenantShop.Storage;
using TenantShop.Tenancy;

namespace TenantShop.Attacks;

/// <summary>Runs attacks one at a time, judges them by what came back and by what the victim's data became, and puts the data back.</summary>
internal sealed class AttackRunner(ShopStores stores, TenantClients clients, ShopData data) : IDisposable
{
    // The judge compares the victim's data before and after: another attack meanwhile would confuse it.
    private readonly SemaphoreSlim _one = new(1, 1);

    public async Task<AttackResult> RunAsync(Attack attack, ShopSession session, string victim)
    {
        await _one.WaitAsync();
        try
        {
            var verdict = await JudgeAsync(attack.Reach, session, victim);
            var control = await JudgeAsync(attack.Own ?? attack.Reach, session, session.TenantId);
            return verdict.ToResult(attack, session, control.IsOwn ? new ControlResult(true, control.Message) : new ControlResult(false, control.Message));
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<Verdict> JudgeAsync(Func<AttackContext, Task<IEnumerable<Touched>>> reach, ShopSession session, string asked)
    {
        // The caller's own too: there is what the keys layer turned round.
        var before = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tenant in new[] { asked, session.TenantId }.Distinct())
            before.Add(tenant, await data.SnapshotAsync(session.Model, tenant));
        var verdict = await TryAsync(reach, session, asked);
        foreach (var (tenant, was) in before)
        {
            if (await data.SnapshotAsync(session.Model, tenant) == was)
                continue;
            await data.ResetAsync(session.Model, tenant);
            if (tenant == asked)
                verdict = verdict.WithChanges(session, asked);
        }

        return verdict;
    }

    private async Task<Verdict> TryAsync(Func<AttackContext, Task<IEnumerable<Touched>>> reach, ShopSession session, string asked)
    {
        try
        {
            var touched = (await reach(new AttackContext(session, asked, stores, clients))).ToArray();
            return Verdict.Of(touched, session, asked);
        }
        catch (TenantAccessDeniedException refusal)
        {
            return Verdict.StoppedBy("app", nameof(TenantAccessDeniedException), refusal.Message);
        }
        catch (DatabaseLoginException refusal)
        {
            return Verdict.StoppedBy(LayerOf(refusal.ErrorCode), refusal.ErrorCode, refusal.Message, refusal.RequestId, refusal.Status);
        }
        catch (AmazonServiceException refusal) when (LayerOf(refusal.ErrorCode) is not null)
        {
            return Verdict.StoppedBy(LayerOf(refusal.ErrorCode), refusal.ErrorCode, refusal.Message, refusal.RequestId, (int)refusal.StatusCode);
        }
        catch (PostgresException refusal) when (refusal.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return Verdict.StoppedBy("database", refusal.SqlState, refusal.MessageText);
        }
        catch (ShopApiException refusal) when (refusal.Status == HttpStatusCode.Unauthorized)
        {
            return Verdict.StoppedBy("sign-in", refusal.Code, refusal.Message, status: (int)refusal.Status);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            var service = error as AmazonServiceException;
            return Verdict.Failed(service?.ErrorCode ?? error.GetType().Name, error.Message, service?.RequestId, service is null ? null : (int)service.StatusCode);
        }
    }

    private static string? LayerOf(string? errorCode) => errorCode switch
    {
        "AccessDeniedException" or "AccessDenied" => "iam",
        "InvalidSignatureException" or "SignatureDoesNotMatch" or "IncompleteSignatureException" or "IncompleteSignature"
            or "UnrecognizedClientException" or "InvalidClientTokenId" or "MissingAuthenticationTokenException" or "ExpiredTokenException" => "signature",
        _ => null,
    };
}
