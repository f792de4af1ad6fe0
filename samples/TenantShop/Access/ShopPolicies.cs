namespace TenantShop.Access;

/// <summary>
/// The policies that the deployment attaches to the shop's roles. Each binds item actions to the tenant in the principal's tag:
/// <c>Null … false</c> demands that the request has leading keys at all, which <c>ForAllValues</c> alone does not.
/// </summary>
public static class ShopPolicies
{
    /// <summary>Whoever acts for one tenant reaches that tenant's orders.</summary>
    public const string OrderService = """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Sid": "Orders",
              "Effect": "Allow",
              "Action": ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:BatchGetItem", "dynamodb:Query"],
              "Resource": "arn:aws:dynamodb:eu-central-1:111122223333:table/Orders",
              "Condition": {
                "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["${aws:PrincipalTag/TenantId}"] },
                "Null": { "dynamodb:LeadingKeys": "false" }
              }
            },
            {
              "Sid": "Activity",
              "Effect": "Allow",
              "Action": ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"],
              "Resource": "arn:aws:dynamodb:eu-central-1:111122223333:table/Activity",
              "Condition": {
                "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["TENANT#${aws:PrincipalTag/TenantId}"] },
                "Null": { "dynamodb:LeadingKeys": "false" }
              }
            },
            {
              "Sid": "Logs",
              "Effect": "Allow",
              "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
              "Resource": "*"
            }
          ]
        }
        """;

    /// <summary>Looks after tables, never after items.</summary>
    public const string Operations = """
        { "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": ["dynamodb:DescribeTable", "dynamodb:ListTables"], "Resource": "*" }] }
        """;
}
