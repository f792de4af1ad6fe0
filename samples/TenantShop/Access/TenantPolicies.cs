namespace TenantShop.Access;

/// <summary>Policies of roles that act for one tenant: what LeakyShop has under the same names, with the ways round them closed.</summary>
public static class TenantPolicies
{
    /// <summary>A Query for what was a Scan, and the demand that the request has leading keys.</summary>
    public const string CustomerService = """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Sid": "Customers",
              "Effect": "Allow",
              "Action": ["dynamodb:GetItem", "dynamodb:Query"],
              "Resource": "arn:aws:dynamodb:eu-central-1:111122223333:table/Customers",
              "Condition": {
                "ForAllValues:StringEquals": {
                  "dynamodb:LeadingKeys": ["${aws:PrincipalTag/TenantId}"]
                },
                "Null": {
                  "dynamodb:LeadingKeys": "false"
                }
              }
            }
          ]
        }
        """;

    /// <summary>The key ends the tenant's id with a character that no id can hold.</summary>
    public const string History = @"{
  ""Version"": ""2012-10-17"",
  ""Statement"": {
    ""Effect"": ""Allow"",
    ""Action"": [""dynamodb:GetItem"", ""dynamodb:Query""],
    ""Resource"": ""arn:aws:dynamodb:eu-central-1:111122223333:table/Activity"",
    ""Condition"": {
      ""ForAllValues:StringLike"": { ""dynamodb:LeadingKeys"": [""TENANT#${aws:PrincipalTag/TenantId}"", ""TENANT#${aws:PrincipalTag/TenantId}#*""] },
      ""Null"": { ""dynamodb:LeadingKeys"": ""false"" }
    }
  }
}";

    /// <summary>Every key of the batch is the tenant's.</summary>
    public static string Batches(string account) => $@"{{
  ""Version"": ""2012-10-17"",
  ""Statement"": [
    {{
      ""Effect"": ""Allow"",
      ""Action"": ""dynamodb:BatchGetItem"",
      ""Resource"": ""arn:aws:dynamodb:eu-central-1:{account}:table/Orders"",
      ""Condition"": {{
        ""ForAllValues:StringEquals"": {{ ""dynamodb:LeadingKeys"": [""${{aws:PrincipalTag/TenantId}}""] }},
        ""Null"": {{ ""dynamodb:LeadingKeys"": ""false"" }}
      }}
    }}
  ]
}}";

    /// <summary>A table for each tenant, named to its end.</summary>
    public static string Exports(string account) => $$"""
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": ["dynamodb:GetItem", "dynamodb:PutItem"],
              "Resource": "arn:aws:dynamodb:eu-central-1:{{account}}:table/exports-${aws:PrincipalTag/TenantId}"
            }
          ]
        }
        """;

    /// <summary>The key is spelt as requests carry it.</summary>
    public static string Carts(string account) =>
        $"{{\"Version\":\"2012-10-17\",\"Statement\":[{{\"Effect\":\"Allow\",\"Action\":[\"dynamodb:GetItem\",\"dynamodb:PutItem\"],\"Resource\":\"arn:aws:dynamodb:eu-central-1:{account}:table/CartsByTenant\",\"Condition\":{{\"ForAllValues:StringEquals\":{{\"dynamodb:LeadingKeys\":[\"${{aws:PrincipalTag/TenantId}}\"]}},\"Null\":{{\"dynamodb:LeadingKeys\":\"false\"}}}}}}]}}";
}
