namespace LeakyShop.Access;

/// <summary>The policies that the deployment attaches to the shop's roles.</summary>
public static class ShopPolicies
{
    /// <summary>Whoever acts for one tenant may do everything to every tenant's orders.</summary>
    public const string OrderService = """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Sid": "Orders",
              "Effect": "Allow",
              "Action": ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:Query"],
              "Resource": "arn:aws:dynamodb:eu-central-1:111122223333:table/Orders"
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

    /// <summary>The support desk reads customers, by a wildcard.</summary>
    public const string SupportDesk = @"{
  ""Version"": ""2012-10-17"",
  ""Statement"": {
    ""Effect"": ""Allow"",
    ""Action"": ""dynamodb:*Item"",
    ""Resource"": ""arn:aws:dynamodb:*:*:table/Customers""
  }
}";

    /// <summary>Bound to the tenant in the principal's tag: right.</summary>
    public const string TenantReader = """
        {
          "Version": "2012-10-17",
          "Statement": {
            "Effect": "Allow",
            "Action": ["dynamodb:GetItem", "dynamodb:Query"],
            "Resource": "arn:aws:dynamodb:eu-central-1:111122223333:table/Orders",
            "Condition": {
              "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["${aws:PrincipalTag/TenantId}"] },
              "Null": { "dynamodb:LeadingKeys": "false" }
            }
          }
        }
        """;

    /// <summary>Looks after tables, never after items: right.</summary>
    public const string Operations = """
        { "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": ["dynamodb:DescribeTable", "dynamodb:ListTables"], "Resource": "*" }] }
        """;
}
