using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace TenantAnalyzers.Samples.Tests.TenantShop;

/// <summary>A caller of the shop's web API.</summary>
internal static class ShopClient
{
    /// <summary>A client with the token of a user of <c>appsettings.json</c>.</summary>
    public static async Task<HttpClient> SignInAsync(Uri address, string user, string password, CancellationToken cancellationToken)
    {
        var client = new HttpClient { BaseAddress = address };
        using var response = await client.PostAsJsonAsync("/api/sign-in", new { user, password }, cancellationToken);
        response.EnsureSuccessStatusCode();
        var session = await response.Content.ReadFromJsonAsync<Session>(cancellationToken);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session!.Token);
        return client;
    }

    private sealed record Session(string Token, string Tenant);
}
