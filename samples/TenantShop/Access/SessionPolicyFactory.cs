using TenantShop.Tenancy;

namespace TenantShop.Access;

/// <summary>Makes the session policies with which a worker assumes its role for one tenant.</summary>
public sealed class SessionPolicyFactory(ITenantContext tenant, IConfiguration configuration)
{
    /// <summary>What goes into <c>AssumeRoleRequest</c>: the session carries the tenant as a tag, and the policy binds the keys to it.</summary>
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
                  "Resource": "arn:aws:dynamodb:eu-central-1:{{account}}:table/InvoicesByTenant",
                  "Condition": {
                    "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["${aws:PrincipalTag/TenantId}"] },
                    "Null": { "dynamodb:LeadingKeys": "false" }
                  }
                }
              ]
            }
            """;
        return new AssumeRole(
            $"arn:aws:iam::{account}:role/invoice-worker", $"invoices-{tenant.TenantId}", policy, new Dictionary<string, string> { ["TenantId"] = tenant.TenantId });
    }
}

/// <summary>The arguments of <c>sts:AssumeRole</c>.</summary>
public sealed record AssumeRole(string RoleArn, string RoleSessionName, string Policy, IReadOnlyDictionary<string, string> Tags);
