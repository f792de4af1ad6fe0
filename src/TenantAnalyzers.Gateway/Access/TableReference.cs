namespace TenantAnalyzers.Gateway.Access;

/// <summary>The table that a request means.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Arn">The ARN that is authorised.</param>
/// <param name="IsForeign">It belongs to an account that has no tables here.</param>
internal readonly record struct TableReference(string Name, string Arn, bool IsForeign)
{
    private const int MostCharacters = 255;

    // What DynamoDB Local writes into ARNs, whoever asks: they come back from its clients and mean the tables behind the gateway.
    private const string LocalRegion = "ddblocal";
    private const string LocalAccount = "000000000000";

    public string IndexArn(string index) => $"{Arn}/index/{index}";

    /// <summary>A table by name or ARN (API Reference: <c>TableName</c> takes either).</summary>
    public static TableReference Of(string text, RequestScope scope)
    {
        if (text.StartsWith("arn:", StringComparison.Ordinal))
        {
            var resource = ResourceOf(text, scope, out var isForeign, out var prefix);
            var (table, rest) = Split(resource);
            return rest.Length == 0 ? new(table, prefix + resource, isForeign) : throw new DoubtException("the ARN is not the ARN of a table");
        }

        if (!IsName(text))
            throw new DoubtException("the name of the table is not valid");
        return new(text, $"arn:{scope.Partition}:dynamodb:{scope.Region}:{scope.Account}:table/{text}", scope.Account != scope.TableAccount);
    }

    /// <summary>The ARN of a table or of something below it (a stream, backup, export, import), with the account and region it is authorised in.</summary>
    public static (TableReference Table, string Arn, string Below) OfArn(string text, RequestScope scope)
    {
        var resource = ResourceOf(text, scope, out var isForeign, out var prefix);
        var (table, rest) = Split(resource);
        return (new(table, $"{prefix}table/{table}", isForeign), prefix + resource, rest);
    }

    /// <summary>Letters, digits, <c>_</c>, <c>-</c> and <c>.</c> (developer guide, "Naming rules").</summary>
    public static bool IsName(string text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-' or '.'))
                return false;
        }

        return text.Length is > 0 and <= MostCharacters;
    }

    private static string ResourceOf(string arn, RequestScope scope, out bool isForeign, out string prefix)
    {
        // The rest may hold colons: the label of a stream is a time.
        var parts = arn.Split(':', 6);
        if (parts is not ["arn", var partition, "dynamodb", var region, var account, var resource] || partition != scope.Partition)
            throw new DoubtException("the ARN is not one of DynamoDB in this partition");
        if (region == LocalRegion && account == LocalAccount)
            (region, account) = (scope.Region, scope.TableAccount);
        if (region != scope.Region)
            throw new DoubtException("the ARN is of another region than the request");
        isForeign = account != scope.TableAccount;
        prefix = $"arn:{partition}:dynamodb:{region}:{account}:";
        return resource;
    }

    private static (string Table, string Below) Split(string resource)
    {
        var parts = resource.Split('/', 3);
        if (parts[0] != "table" || parts.Length < 2 || !IsName(parts[1]))
            throw new DoubtException("the ARN is not the ARN of a table or of something below it");
        var rest = parts.Length == 3 ? parts[2] : "";
        if (parts.Length == 3 && !IsPath(rest))
            throw new DoubtException("the ARN is not the ARN of a table or of something below it");
        return (parts[1], rest);
    }

    // KIND/NAME; a wildcard would be one in a policy only.
    private static bool IsPath(string rest)
    {
        foreach (var c in rest)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-' or '.' or ':' or '/'))
                return false;
        }

        return rest.Split('/') is [{ Length: > 0 }, { Length: > 0 }];
    }
}
