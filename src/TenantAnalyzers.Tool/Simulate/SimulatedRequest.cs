using System.Collections.Immutable;
using System.Text.Json;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Tool.Simulate;

/// <summary>A line of a requests file.</summary>
/// <param name="Policies">The paths of each layer's policies.</param>
/// <param name="Request">What is asked.</param>
/// <param name="Expect">The decision that is expected: <c>allow</c>, <c>deny</c>, <c>explicitDeny</c> or <c>implicitDeny</c>; null when an allow is.</param>
internal sealed record SimulatedRequest(ImmutableArray<(PolicyLayer Layer, string Path)> Policies, AuthorizationRequest Request, string? Expect)
{
    private static readonly (string Name, PolicyLayer Layer)[] Layers =
    [
        ("identity", PolicyLayer.Identity), ("session", PolicyLayer.Session), ("boundary", PolicyLayer.Boundary), ("resource", PolicyLayer.Resource),
        ("serviceControl", PolicyLayer.ServiceControl), ("resourceControl", PolicyLayer.ResourceControl),
    ];

    /// <summary>The request's id as it stands, so that a number stays one; null when there is none.</summary>
    public static JsonElement? IdOf(JsonElement line) =>
        line.ValueKind == JsonValueKind.Object && line.TryGetProperty("id", out var id) && id.ValueKind is JsonValueKind.String or JsonValueKind.Number ? id : null;

    /// <summary>Reads a line.</summary>
    /// <exception cref="BadRequestException">It is no request.</exception>
    public static SimulatedRequest Read(JsonElement line)
    {
        if (line.ValueKind != JsonValueKind.Object)
            throw new BadRequestException("a request must be an object");
        var policies = ImmutableArray.CreateBuilder<(PolicyLayer, string)>();
        foreach (var (name, layer) in Layers)
        {
            if (Find(line, name) is { } paths)
                policies.AddRange(Texts(paths, name).Select(path => (layer, path)));
        }
        var expect = Find(line, "expect") is { } expected ? Text(expected, "expect") : null;
        if (expect is not (null or "allow" or "deny" or "explicitDeny" or "implicitDeny"))
            throw new BadRequestException("`expect` must be `allow`, `deny`, `explicitDeny` or `implicitDeny`");
        var (context, arn) = ReadContext(line);
        return new(policies.ToImmutable(), new(Required(line, "action"), Required(line, "resource_arn"), context, arn), expect);
    }

    private static (RequestContext Context, string? Arn) ReadContext(JsonElement line)
    {
        var context = RequestContext.Empty;
        string? arn = null;
        if (Find(line, "principal") is { } principal)
        {
            if (Find(principal, "arn") is { } given)
                context = context.With("aws:PrincipalArn", arn = Text(given, "principal.arn"));
            if (Find(principal, "tags") is { } tags)
            {
                foreach (var tag in Properties(tags, "principal.tags"))
                    context = context.With("aws:PrincipalTag/" + tag.Name, Text(tag.Value, "principal.tags." + tag.Name));
            }
        }
        if (Find(line, "context") is { } keys)
        {
            foreach (var key in Properties(keys, "context"))
                context = context.With(key.Name, [.. Texts(key.Value, "context." + key.Name)]);
        }
        return (context, arn);
    }

    private static JsonElement? Find(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null ? found : null;

    private static string Required(JsonElement line, string name) =>
        Find(line, name) is { } value ? Text(value, name) : throw new BadRequestException($"`{name}` is missing");

    private static IEnumerable<JsonProperty> Properties(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : throw new BadRequestException($"`{name}` must be an object");

    private static IEnumerable<string> Texts(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(item => Text(item, name)) : [Text(value, name)];

    private static string Text(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => throw new BadRequestException($"`{name}` must be text"),
    };
}
