namespace TenantAnalyzers.Gateway.Configuration;

/// <summary>The members that each object of the configuration may have. <c>docs/gateway.schema.json</c> is held to these.</summary>
internal static class ConfigMembers
{
    public static readonly string[] Root = ["$schema", "tableAccount", "forwardAccessKeyId", "accounts"];

    public static readonly string[] Account =
        ["users", "roles", "managedPolicies", "tables", "databases", "serviceControlPolicies", "resourceControlPolicies"];

    public static readonly string[] User = ["accessKeys", "tags", "policies", "boundary"];

    public static readonly string[] AccessKey = ["id", "secret"];

    public static readonly string[] Role = ["trustPolicy", "policies", "boundary", "tags", "maxSessionDuration"];

    public static readonly string[] Table = ["resourcePolicy", "tags"];

    public static readonly string[] PolicyFile = ["file"];
}
