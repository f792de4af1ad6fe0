namespace TenantAnalyzers.Tool.Tests;

internal static class Policies
{
    /// <summary>Lets every tenant's items be read; the place of its statement is line 4, column 5.</summary>
    public const string Leaky = """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Sid": "Orders",
              "Effect": "Allow",
              "Action": ["dynamodb:GetItem", "dynamodb:PutItem"],
              "Resource": "arn:aws:dynamodb:eu-central-1:123456789012:table/Orders"
            }
          ]
        }
        """;

    /// <summary>The same, bound to the tenant.</summary>
    public const string Isolated = """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Sid": "Orders",
              "Effect": "Allow",
              "Action": ["dynamodb:GetItem", "dynamodb:PutItem"],
              "Resource": "arn:aws:dynamodb:eu-central-1:123456789012:table/Orders",
              "Condition": {
                "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["${aws:PrincipalTag/TenantId}"] },
                "Null": { "dynamodb:LeadingKeys": "false" }
              }
            }
          ]
        }
        """;

    /// <summary>About another service.</summary>
    public const string Logs = """{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "logs:PutLogEvents", "Resource": "*" } }""";

    /// <summary>A template with a leak in a role, whose table is named by functions.</summary>
    public const string Template = """
        {
          "AWSTemplateFormatVersion": "2010-09-09",
          "Resources": {
            "Orders": { "Type": "AWS::DynamoDB::Table", "Properties": { "KeySchema": [ { "AttributeName": "tenantId", "KeyType": "HASH" } ] } },
            "Reader": {
              "Type": "AWS::IAM::Policy",
              "Properties": {
                "PolicyName": "reader",
                "PolicyDocument": {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Effect": "Allow",
                      "Action": "dynamodb:GetItem",
                      "Resource": { "Fn::GetAtt": ["Orders", "Arn"] }
                    }
                  ]
                }
              }
            }
          }
        }
        """;

    /// <summary>The same as YAML; the statement stands in line 13.</summary>
    public const string Yaml = """
        AWSTemplateFormatVersion: 2010-09-09
        Resources:
          Orders:
            Type: AWS::DynamoDB::Table
            Properties:
              KeySchema: [{ AttributeName: tenantId, KeyType: HASH }]
          Reader:
            Type: AWS::IAM::Policy
            Properties:
              PolicyDocument:
                Version: 2012-10-17
                Statement:
                  - Effect: Allow
                    Action:
                      - dynamodb:GetItem
                    Resource: !Sub "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Orders}"
        """;
}
