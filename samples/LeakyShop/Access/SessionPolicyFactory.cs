using LeakyShop.Tenancy;

namespace LeakyShop.Access;

/// <summary>Makes the session policies with which a worker assumes its role for one tenant.</summary>
public sealed class SessionPolicyFactory(ITenantContext tenant, IConfiguration configuration)
{
    /// <summary>What goes into <c>AssumeRoleRequest</c>: the tenant gives the session its name, and nothing else.</summary>
    public AssumeRole ForInvoices()
    {
        var account = configuration["Aws:Account"] ?? "111122223333";
        var policy = $$"""
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Effect": "Allow",
                  "Action": ["dynamodb:GetItem", "dynamodb:BatchGetItem"],
                  "Resource": "arn:aws:dynamodb:eu-central-1:{{account}}:table/Invoices"
                }
              ]
            }
            """;
        return new AssumeRole($"arn:aws:iam::{account}:role/invoice-worker", $"invoices-{tenant.TenantId}", policy);
    }

    /// <summary>The export may read the orders and nothing may delete them; the first half lacks the tenant.</summary>
    public AssumeRole ForExport() => new("arn:aws:iam::111122223333:role/export", $"export-{tenant.TenantId}",
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"dynamodb:Scan\",\"Resource\":\"*\"},{\"Effect\":\"Deny\",\"Action\":\"dynamodb:Delete*\",\"Resource\":\"*\"}]}");
}

/// <summary>The arguments of <c>sts:AssumeRole</c>.</summary>
public sealed record AssumeRole(string RoleArn, string RoleSessionName, string Policy);
