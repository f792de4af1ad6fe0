using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using TenantShop.Tenancy;

namespace TenantShop.Access;

/// <summary>
/// The credentials of one tenant: a session of the tenant role with the tag <c>TenantId</c>. The SDK's base class keeps them until shortly
/// before they expire and lets one caller at a time fetch new ones, while the others wait.
/// </summary>
/// <remarks>Source: IAM user guide, "Pass session tags in AWS STS"; AssumeRole's shortest session is 15 minutes.</remarks>
internal sealed class TenantCredentials : RefreshingAWSCredentials
{
    /// <summary>How long before their end credentials are no longer used.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);

    private const int Seconds = 900;

    private readonly IAmazonSecurityTokenService _sts;
    private readonly string _roleArn;
    private readonly string _tenantId;

    public TenantCredentials(IAmazonSecurityTokenService sts, string roleArn, string tenantId)
    {
        _sts = sts;
        _roleArn = roleArn;
        _tenantId = TenantIds.Require(tenantId);
        PreemptExpiryTime = Margin;
    }

    /// <inheritdoc/>
    protected override CredentialsRefreshState GenerateNewCredentials() => GenerateNewCredentialsAsync().GetAwaiter().GetResult();

    /// <inheritdoc/>
    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        var response = await _sts.AssumeRoleAsync(new AssumeRoleRequest
        {
            RoleArn = _roleArn,
            RoleSessionName = "shop-" + _tenantId,
            DurationSeconds = Seconds,
            Tags = [new Tag { Key = "TenantId", Value = _tenantId }],
        }).ConfigureAwait(false);
        var given = response.Credentials;
        return new CredentialsRefreshState(
            new ImmutableCredentials(given.AccessKeyId, given.SecretAccessKey, given.SessionToken),
            given.Expiration ?? throw new AmazonClientException("STS names no end of the session."));
    }
}
