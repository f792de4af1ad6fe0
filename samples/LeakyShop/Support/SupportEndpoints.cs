namespace LeakyShop.Support;

/// <summary>The support part of the web API.</summary>
public static class SupportEndpoints
{
    public static void MapSupport(this IEndpointRouteBuilder app) =>
        app.MapGet("/support/{table}", (string table, HttpRequest request, SupportDesk desk) =>
            desk.ReadAsync(table, request.Query.Select(static field => KeyValuePair.Create(field.Key, field.Value.ToString())))).RequireAuthorization();
}
