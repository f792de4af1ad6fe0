namespace TenantAnalyzers.Iam.Tests;

internal static class Samples
{
    public const string Table = "arn:aws:dynamodb:us-east-1:123456789012:table/App";

    /// <summary>A policy that binds every request to the tenant's own key.</summary>
    public const string Isolated = """
        {
          "Version": "2012-10-17",
          "Id": "shop \"é\" \u00e9",
          "Statement": [
            {
              "Sid": "Items",
              "Effect": "Allow",
              "Action": ["dynamodb:GetItem", "dynamodb:Query"],
              "Resource": "arn:aws:dynamodb:us-east-1:123456789012:table/App",
              "Condition": {
                "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["${aws:PrincipalTag/TenantId}"] },
                "Null": { "dynamodb:LeadingKeys": false }
              }
            }
          ]
        }
        """;
}
