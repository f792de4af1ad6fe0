namespace TenantAnalyzers.Policies;

/// <summary>Which additional files are looked into for policies, by name alone: nothing else is opened.</summary>
internal static class PolicyFileNames
{
    private const string Policy = ".policy.json";

    private static readonly string[] Endings = [".json", ".template"];

    /// <summary>A policy or template in JSON by its name: <c>*.json</c>, <c>serverless.template</c>, <c>*.template</c>.</summary>
    public static bool MayHoldPolicy(string path)
    {
        foreach (var ending in Endings)
        {
            if (path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>The name says that the file is a policy.</summary>
    public static bool IsPolicy(string path) => path.EndsWith(Policy, StringComparison.OrdinalIgnoreCase);
}
