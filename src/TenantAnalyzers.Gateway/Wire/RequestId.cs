namespace TenantAnalyzers.Gateway.Wire;

/// <summary>Makes the value of <c>x-amzn-RequestId</c>: 52 upper-case letters and digits, as DynamoDB has them.</summary>
internal static class RequestId
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    public static string Create() => Random.Shared.GetString(Alphabet, 52);
}
