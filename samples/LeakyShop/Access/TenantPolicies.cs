namespace LeakyShop.Access;

/// <summary>Policies of roles that act for one tenant. Each has a condition, or a name, that looks as if it kept the others out.</summary>
public static class TenantPolicies
{
    /// <summary>A Scan carries no leading keys, and of none "all are the tenant's".</summary>
    public const string CustomerService = """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Sid": "Customers",
              "Effect": "Allow",
              "Action": ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan"],
              "Resource": "arn:aws:dynamodb:eu-central-1:111122223333:table/Customers",
              "Condition": {
                "ForAllValues:StringEquals": {
                  "dynamodb:LeadingKeys": ["${aws:PrincipalTag/TenantId}"]
                }
              }
            }
          ]
        }
        """;

    /// <summary>The events of tenant 1 are under <c>1-2026</c>, and those of tenant 12 begin with <c>1</c> as well.</summary>
    public const string History = @"{
  ""Version"": ""2012-10-17"",
  ""Statement"": {
    ""Effect"": ""Allow"",
    ""Action"": [""dynamodb:GetItem"", ""dynamodb:Query""],
    ""Resource"": ""arn:aws:dynamodb:eu-central-1:111122223333:table/OrderEvents"",
    ""Condition"": {
      ""ForAllValues:StringLike"": { ""dynamodb:LeadingKeys"": [""${aws:PrincipalTag/TenantId}*""] }
    }
  }
}";

    /// <summary>Tried out with the one tenant of the test environment.</summary>
    public const string FirstCustomer =
        "{\"Version\":\"2012-10-17\",\"Statement\":[" +
        "{\"Effect\":\"Allow\",\"Action\":\"dynamodb:Query\",\"Resource\":\"arn:aws:dynamodb:eu-central-1:111122223333:table/Customers\",\"Condition\":{\"ForAllValues:StringEquals\":{\"dynamodb:LeadingKeys\":[\"acme\"]}}}" +
        "]}";

    /// <summary>Without the version the variable is text; and the batch may hold one key of the tenant and any others.</summary>
    public static string Batches(string account) => $@"{{
  ""Statement"": [
    {{
      ""Effect"": ""Allow"",
      ""Action"": ""dynamodb:BatchGetItem"",
      ""Resource"": ""arn:aws:dynamodb:eu-central-1:{account}:table/Orders"",
      ""Condition"": {{
        ""ForAnyValue:StringEquals"": {{ ""dynamodb:LeadingKeys"": [""${{aws:PrincipalTag/TenantId}}""] }}
      }}
    }}
  ]
}}";

    /// <summary>Each tenant's exports are in a table of their own: <c>exports-acme</c>, and so are those of <c>acme2</c>.</summary>
    public static string Exports(string account) => $$"""
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": ["dynamodb:GetItem", "dynamodb:PutItem"],
              "Resource": "arn:aws:dynamodb:eu-central-1:{{account}}:table/exports-${aws:PrincipalTag/TenantId}*"
            }
          ]
        }
        """;

    /// <summary>A blank in the key: no request carries one of that name, so the condition always holds.</summary>
    public static string Carts(string account) =>
        $"{{\"Version\":\"2012-10-17\",\"Statement\":[{{\"Effect\":\"Allow\",\"Action\":[\"dynamodb:GetItem\",\"dynamodb:PutItem\"],\"Resource\":\"arn:aws:dynamodb:eu-central-1:{account}:table/Orders\",\"Condition\":{{\"ForAllValues:StringEquals\":{{\"dynamodb: LeadingKeys\":[\"${{aws:PrincipalTag/TenantId}}\"]}}}}}}]}}";
}
