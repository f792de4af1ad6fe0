using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Gateway.Identity;

/// <summary>A policy that allows nothing: makes a layer be there, and so limit, when there is no policy to put into it.</summary>
internal static class NoPermissions
{
    // The reader takes a text without any statement for no policy at all.
    public static readonly PolicyDocument Policy = PolicyReader.Read(
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","NotAction":"*","Principal":{"Service":"none.amazonaws.com"},"Resource":"*"}]}""").Policy!;
}
