namespace TenantAnalyzers.Iam;

/// <summary>Whether a statement opens what each tenant has one of - a database user, a secret, a prefix of a bucket - to all.</summary>
/// <remarks>
/// A bucket is known to be divided by tenant where the same document binds a part of it; database users and secrets, where tenants are
/// kept apart by them. Sources: "IAM policy for IAM database access" (RDS), "Permissions policy examples" (Secrets Manager),
/// "Bucket policies and user policies" (S3).
/// </remarks>
internal sealed class UnboundResource(PolicyDocument document, PolicyStatement statement, Keyspace keys, bool tenantPolicy)
{
    private const string Other = "globex";

    public (Witness Witness, string Reason)? Find(RequestSearch search, ref int budget)
    {
        if (statement.ResourcesNegated || AllowConditions.BindsTableToTenant(statement, document, keys.Model))
            return null;
        foreach (PolicyValue value in statement.Resources)
        {
            string[] parts = ResourceHoles.FillOther(value).Split([':'], 6);
            bool everything = value.Text == "*";
            TenantPattern pattern = TenantPattern.Parse(value, 0, document.HasVariables, wildcards: true, keys.Model, fixedHoles: true);
            if (!everything && (parts.Length < 6 || pattern.HasTenant || pattern.HasUnknown))
                continue;
            foreach ((string action, string resource, string reason) in Requests(parts, everything))
            {
                if (StatementMatcher.MustMatchAction(statement, action) && search.TryOther("acme", action, resource, null, ref budget) is { } witness)
                    return (witness, reason);
            }
        }

        return null;
    }

    private IEnumerable<(string Action, string Resource, string Reason)> Requests(string[] parts, bool everything)
    {
        string variable = "${aws:PrincipalTag/" + keys.Model.PrincipalTag + "}";
        string service = everything ? "" : parts[2];
        string last = everything ? "*" : parts[5];
        if ((everything || service == "rds-db") && keys.Model.Isolation == IsolationModel.Database && EndsOpen(last, '/'))
        {
            string user = everything ? "dbuser:cluster-1/" + Other : last.Substring(0, last.Length - 1).Replace("*", "cluster-1") + Other;
            yield return ("rds-db:connect", Arn("rds-db", user), $"bind the database user to the tenant: `dbuser:…/{variable}`");
        }

        if ((everything || service == "secretsmanager") && keys.Model.Isolation != IsolationModel.Pool && tenantPolicy && EndsOpen(last, '/'))
        {
            string secret = everything ? "secret:" + Other + "-AbCdEf" : last.Substring(0, last.Length - 1).Replace("*", "1") + Other + "-AbCdEf";
            yield return ("secretsmanager:GetSecretValue", Arn("secretsmanager", secret), $"bind the secret to the tenant: `secret:…/{variable}/*`");
        }

        string Arn(string name, string resource) => ResourceHoles.Example(everything ? ["arn", "*", name, "*", "*", ""] : parts, resource).ToString();

        if (service != "s3" || !IsDivided(last.Split('/')[0]))
            yield break;
        if (last.IndexOf('/') < 0 && !statement.Conditions.Any(static entry => string.Equals(entry.Key.Text, "s3:prefix", StringComparison.OrdinalIgnoreCase)))
            yield return ("s3:ListBucket", string.Join(":", parts), $"demand the tenant's prefix: `\"StringLike\": {{ \"s3:prefix\": \"{variable}/*\" }}`");
        if (last.EndsWith("/*", StringComparison.Ordinal))
        {
            parts[5] = last.Substring(0, last.Length - 1).Replace("*", "1") + Other + "/1";
            foreach (string action in new[] { "s3:GetObject", "s3:PutObject", "s3:DeleteObject" })
                yield return (action, string.Join(":", parts), $"bind the object to the tenant: `…/{variable}/*`");
        }
    }

    // A name that is written out is one that all share or one tenant's: who knows.
    private static bool EndsOpen(string last, char separator) =>
        last == "*" || (last.EndsWith("*", StringComparison.Ordinal) && last.Length > 1 && (last[last.Length - 2] == separator || last[last.Length - 2] == ':'));

    /// <summary>Whether the document binds a part of that bucket to the tenant.</summary>
    private bool IsDivided(string bucket)
    {
        foreach (PolicyStatement other in document.Statements)
        {
            foreach (PolicyValue value in other.Resources)
            {
                string[] parts = ResourceHoles.FillOther(value).Split([':'], 6);
                if (!other.ResourcesNegated && other.Effect == PolicyEffect.Allow && parts.Length == 6 && parts[2] == "s3" && parts[5].StartsWith(bucket + "/", StringComparison.Ordinal)
                    && TenantPattern.Parse(value, 0, document.HasVariables, wildcards: true, keys.Model).HasTenant)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
