using System.Text.Json.Nodes;

namespace TenantAnalyzers.Gateway.Tests.Identity;

/// <summary>A configuration of a shop: a user that hands out tenant sessions, a role of tenants, one that is chained to it, another account.</summary>
internal static class ShopConfig
{
    public const string Account = "111122223333";
    public const string Partner = "444455556666";
    public const string ShopKey = "AKIAEXAMPLESHOP00001";
    public const string ShopSecret = "shop/secret+of/the/example";
    public const string NobodyKey = "AKIAEXAMPLENOBODY001";
    public const string NobodySecret = "nobody-secret";
    public const string PartnerKey = "AKIAEXAMPLEPARTNER01";
    public const string PartnerSecret = "partner-secret";
    public const string TenantRole = "arn:aws:iam::111122223333:role/Tenant";

    public const string Text = """
        {
          "tableAccount": "111122223333",
          "accounts": {
            "111122223333": {
              "users": {
                "shop": {
                  "accessKeys": [ { "id": "AKIAEXAMPLESHOP00001", "secret": "shop/secret+of/the/example" } ],
                  "tags": { "Team": "shop" },
                  "policies": [ { "Version": "2012-10-17", "Statement": [
                    { "Effect": "Allow", "Action": ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"], "Resource": "arn:aws:iam::111122223333:role/*" } ] } ]
                },
                "nobody": { "accessKeys": [ { "id": "AKIAEXAMPLENOBODY001", "secret": "nobody-secret" } ] }
              },
              "roles": {
                "Tenant": {
                  "trustPolicy": { "Version": "2012-10-17", "Statement": [
                    { "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::111122223333:root" }, "Action": ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"] } ] },
                  "policies": [ { "Version": "2012-10-17", "Statement": [
                    { "Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:Query"], "Resource": "arn:aws:dynamodb:*:111122223333:table/Orders",
                      "Condition": { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": "${aws:PrincipalTag/TenantId}" }, "Null": { "dynamodb:LeadingKeys": "false" } } },
                    { "Effect": "Allow", "Action": "rds-db:connect", "Resource": "arn:aws:rds-db:*:111122223333:dbuser:cluster-SHOP/${aws:PrincipalTag/TenantId}" },
                    { "Effect": "Allow", "Action": ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"], "Resource": "*" } ] } ],
                  "tags": { "Kind": "tenant" },
                  "maxSessionDuration": 7200
                },
                "Chained": {
                  "trustPolicy": { "Version": "2012-10-17", "Statement": [
                    { "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::111122223333:role/Tenant" }, "Action": ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"] } ] },
                  "policies": [],
                  "maxSessionDuration": 43200
                },
                "Named": {
                  "trustPolicy": { "Version": "2012-10-17", "Statement": [
                    { "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::111122223333:user/nobody" }, "Action": "sts:AssumeRole" },
                    { "Effect": "Allow", "Principal": { "AWS": "444455556666" }, "Action": "sts:AssumeRole", "Condition": { "StringEquals": { "sts:ExternalId": "ext-1" } } } ] }
                }
              },
              "managedPolicies": { "ReadOnly": { "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Action": "dynamodb:GetItem", "Resource": "*" } ] } },
              "tables": { "Orders": { "tags": { "Data": "orders" } } },
              "databases": { "localhost:5432": "cluster-SHOP" }
            },
            "444455556666": {
              "users": { "partner": {
                "accessKeys": [ { "id": "AKIAEXAMPLEPARTNER01", "secret": "partner-secret" } ],
                "policies": [ { "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "*", "Resource": "*" } } ] } }
            }
          }
        }
        """;

    /// <summary>The configuration with a change.</summary>
    public static string With(Action<JsonNode> change)
    {
        JsonNode config = JsonNode.Parse(Text)!;
        change(config["accounts"]![Account]!);
        return config.ToJsonString();
    }
}
