using Microsoft.CodeAnalysis;

namespace TenantAnalyzers.Policies;

/// <summary>
/// Whether a project has to do with AWS at all. Policies are also written where no DynamoDB client is referenced: in projects
/// that call IAM or STS, or that describe infrastructure with the CDK.
/// </summary>
internal static class AwsReferences
{
    /// <summary>An assembly of the SDK (<c>AWSSDK.*</c>), of the CDK or of Lambda (<c>Amazon.*</c>) is referenced.</summary>
    public static bool Any(Compilation compilation)
    {
        foreach (var assembly in compilation.ReferencedAssemblyNames)
        {
            if (assembly.Name.StartsWith("AWSSDK.", StringComparison.OrdinalIgnoreCase)
                || assembly.Name.StartsWith("Amazon.", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The CDK is referenced; its first version had an assembly for each service.</summary>
    public static bool HasCdk(Compilation compilation)
    {
        foreach (var assembly in compilation.ReferencedAssemblyNames)
        {
            if (assembly.Name.StartsWith("Amazon.CDK.", StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }
}
