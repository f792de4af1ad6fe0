namespace TenantAnalyzers.Iam.Tests.Templates;

internal static class TemplateSamples
{
    /// <summary>A template with a policy in each place, and each function.</summary>
    public const string Serverless = """
        {
          "AWSTemplateFormatVersion": "2010-09-09",
          "Transform": "AWS::Serverless-2016-10-31",
          "Parameters": { "TenantId": { "Type": "String" } },
          "Resources": {
            "Orders": {
              "Type": "AWS::DynamoDB::Table",
              "Properties": {
                "TableName": { "Fn::Sub": "${AWS::StackName}-orders" },
                "KeySchema": [ { "AttributeName": "PK", "KeyType": "HASH" }, { "AttributeName": "SK", "KeyType": "RANGE" } ],
                "GlobalSecondaryIndexes": [
                  { "IndexName": "byStatus", "KeySchema": [ { "AttributeName": "status", "KeyType": "HASH" } ] }
                ],
                "LocalSecondaryIndexes": [
                  { "IndexName": "byDate", "KeySchema": [ { "AttributeName": "PK", "KeyType": "HASH" }, { "AttributeName": "date", "KeyType": "RANGE" } ] }
                ],
                "ResourcePolicy": {
                  "PolicyDocument": {
                    "Version": "2012-10-17",
                    "Statement": { "Effect": "Deny", "Principal": "*", "Action": "dynamodb:Scan", "Resource": "*" }
                  }
                }
              }
            },
            "Carts": { "Type": "AWS::Serverless::SimpleTable", "Properties": { "PrimaryKey": { "Name": "tenantId", "Type": "String" } } },
            "Bucket": { "Type": "AWS::S3::Bucket" },
            "Worker": {
              "Type": "AWS::Serverless::Function",
              "Properties": {
                "Policies": [
                  "AWSLambdaBasicExecutionRole",
                  { "DynamoDBReadPolicy": { "TableName": { "Ref": "Orders" } } },
                  {
                    "Version": "2012-10-17",
                    "Statement": [
                      {
                        "Effect": "Allow",
                        "Action": [ "dynamodb:GetItem", { "Fn::If": [ "Wide", "dynamodb:Query", { "Ref": "AWS::NoValue" } ] } ],
                        "Resource": { "Fn::GetAtt": [ "Orders", "Arn" ] }
                      }
                    ]
                  }
                ]
              }
            },
            "Role": {
              "Type": "AWS::IAM::Role",
              "Properties": {
                "AssumeRolePolicyDocument": {
                  "Version": "2012-10-17",
                  "Statement": [ { "Effect": "Allow", "Principal": { "Service": "lambda.amazonaws.com" }, "Action": "sts:AssumeRole" } ]
                },
                "PermissionsBoundary": { "Ref": "Limit" },
                "ManagedPolicyArns": [ "arn:aws:iam::aws:policy/ReadOnlyAccess", { "Ref": "Shared" } ],
                "Policies": [
                  {
                    "PolicyName": "orders",
                    "PolicyDocument": {
                      "Version": "2012-10-17",
                      "Statement": [
                        {
                          "Effect": "Allow",
                          "Action": "dynamodb:*",
                          "Resource": [
                            { "Fn::Sub": "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Carts}" },
                            { "Fn::Sub": [ "${Base}/index/*", { "Base": { "Fn::GetAtt": "Orders.Arn" } } ] },
                            { "Fn::Join": [ ":", [ "arn:aws:dynamodb", { "Ref": "AWS::Region" }, { "Ref": "AWS::AccountId" }, "table/x" ] ] }
                          ],
                          "Condition": {
                            "ForAllValues:StringLike": { "dynamodb:LeadingKeys": [ { "Fn::Sub": "${TenantId}#${!aws:PrincipalTag/TenantId}*" } ] }
                          }
                        }
                      ]
                    }
                  }
                ]
              }
            },
            "Shared": {
              "Type": "AWS::IAM::ManagedPolicy",
              "Properties": {
                "PolicyDocument": "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}]}"
              }
            },
            "Limit": {
              "Type": "AWS::IAM::ManagedPolicy",
              "Properties": {
                "PolicyDocument": { "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Action": "*", "Resource": "*" } ] }
              }
            },
            "People": {
              "Type": "AWS::SSO::PermissionSet",
              "Properties": { "InlinePolicy": { "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "dynamodb:GetItem", "Resource": { "Ref": "Elsewhere" } } } }
            }
          }
        }
        """;

    public const string Account = """
        {
          "UserDetailList": [ { "UserName": "ann", "GroupList": [ "staff" ] } ],
          "GroupDetailList": [ { "GroupName": "staff", "GroupPolicyList": [ { "PolicyName": "g", "PolicyDocument": { "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Action": "dynamodb:Query", "Resource": "*" } ] } } ] } ],
          "RoleDetailList": [
            {
              "RoleName": "tenant",
              "AssumeRolePolicyDocument": { "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::123456789012:root" }, "Action": [ "sts:AssumeRole", "sts:TagSession" ] } ] },
              "RolePolicyList": [ { "PolicyName": "inline", "PolicyDocument": "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Deny%22%2C%22Action%22%3A%22dynamodb%3AScan%22%2C%22Resource%22%3A%22%2A%22%7D%5D%7D" } ],
              "AttachedManagedPolicies": [ { "PolicyName": "data", "PolicyArn": "arn:aws:iam::123456789012:policy/data" }, { "PolicyName": "Gone", "PolicyArn": "arn:aws:iam::aws:policy/Gone" } ],
              "PermissionsBoundary": { "PermissionsBoundaryType": "Policy", "PermissionsBoundaryArn": "arn:aws:iam::123456789012:policy/limit" }
            }
          ],
          "Policies": [
            {
              "PolicyName": "data", "Arn": "arn:aws:iam::123456789012:policy/data",
              "PolicyVersionList": [
                { "VersionId": "v2", "IsDefaultVersion": true, "Document": { "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Action": "dynamodb:*", "Resource": "*" } ] } },
                { "VersionId": "v1", "IsDefaultVersion": false, "Document": { "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Action": "*", "Resource": "*" } ] } }
              ]
            },
            {
              "PolicyName": "limit", "Arn": "arn:aws:iam::123456789012:policy/limit",
              "PolicyVersionList": [ { "VersionId": "v1", "IsDefaultVersion": true, "Document": { "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Action": "dynamodb:GetItem", "Resource": "*" } ] } } ]
            }
          ]
        }
        """;
}
