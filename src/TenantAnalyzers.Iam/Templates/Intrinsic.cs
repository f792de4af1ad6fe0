using TenantAnalyzers.Iam.Json;

namespace TenantAnalyzers.Iam;

/// <summary>A function of a template, <c>{ "Ref": "Orders" }</c> (CloudFormation user guide, "Intrinsic function reference").</summary>
internal readonly record struct Intrinsic(string Name, JsonNode Argument)
{
    /// <summary>The pseudo parameter that takes a property or an item away.</summary>
    public const string NoValue = "AWS::NoValue";

    /// <summary>The function that a value is; null for a value that is none.</summary>
    public static Intrinsic? Of(JsonNode node) =>
        node is JsonObject { Properties: [{ } only] } && (only.Name.Value == "Ref" || IsFunction(only.Name.Value))
            ? new Intrinsic(only.Name.Value, only.Value)
            : null;

    /// <summary>Whether a name is one of a function, which gives what the template does not show.</summary>
    public static bool IsFunction(string name) => name.StartsWith("Fn::", StringComparison.Ordinal);

    /// <summary>
    /// The values that may stand in a place: each branch of <c>Fn::If</c>, and nothing for <c>AWS::NoValue</c>
    /// (CloudFormation user guide, "Condition functions").
    /// </summary>
    public static void Branches(JsonNode node, List<JsonNode> into)
    {
        const int MaxBranches = 64;
        var pending = new Stack<JsonNode>();
        pending.Push(node);
        for (int steps = 0; pending.Count > 0 && steps < MaxBranches; steps++)
        {
            JsonNode next = pending.Pop();
            if (Of(next) is not { } function)
            {
                into.Add(next);
            }
            else if (function is { Name: "Fn::If", Argument: JsonArray { Items: [_, { } then, { } otherwise] } })
            {
                pending.Push(otherwise);
                pending.Push(then);
            }
            else if (!(function is { Name: "Ref", Argument: JsonString { Value: NoValue } }))
            {
                into.Add(next);
            }
        }
    }
}
