using Microsoft.CodeAnalysis.CSharp;

namespace TenantAnalyzers.Tests.Policies;

/// <summary>Policies in additional files: reported at their places in the file, by the same proof.</summary>
public sealed class PolicyFileTests
{
    private const string Get = """{ "Effect": "Allow", "Action": "dynamodb:GetItem", "Resource": "arn:aws:dynamodb:*:*:table/Orders" }""";

    [Theory]
    [InlineData("orders.policy.json")]
    [InlineData("deploy/roles/Orders.Policy.JSON")]
    [InlineData("other.json")]
    [InlineData("serverless.template")]
    public Task File_HoldsPolicy_IsReportedAtTheStatement(string name) => Run(name, $$"""
        {
          "Version": "2012-10-17",
          "Statement": [
            { "Effect": "Deny", "Action": "s3:*", "Resource": "*" },
            {|TNT3001:{{Get}}|}
          ]
        }
        """);

    [Theory]
    [InlineData("policy.txt")]
    [InlineData("policy.json5")]
    public Task File_OfAnotherKind_IsSilent(string name) => Run(name, """{ "Version": "2012-10-17", "Statement": [""" + Get + "] }");

    [Fact]
    public Task Policies_EachRule_IsReported() => Run("all.policy.json", """
        [
          { "Version": "2012-10-17", "Statement": {|TNT3002:{ "Effect": "Allow", "Action": "dynamodb:*", "Resource": "*", "Condition": { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["${aws:PrincipalTag/TenantId}"] } } }|} },
          { "Version": "2012-10-17", "Statement": {|TNT3003:{ "Effect": "Allow", "Action": "dynamodb:Query", "Resource": "*", "Condition": { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": ["${aws:PrincipalTag/TenantId}*"] } } }|} },
          { "Version": "2012-10-17", "Statement": {|TNT3004:{ "Effect": "Allow", "Action": "dynamodb:Query", "Resource": "*", "Condition": { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["acme"] } } }|} },
          { "Statement": {|TNT3005:{ "Effect": "Allow", "Action": "dynamodb:Query", "Resource": "*", "Condition": { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["${aws:PrincipalTag/TenantId}"] } } }|} },
          { "Version": "2012-10-17", "Statement": {|TNT3006:{ "Effect": "Allow", "Action": "dynamodb:Query", "Resource": "arn:aws:dynamodb:*:*:table/orders-${aws:PrincipalTag/TenantId}*" }|} },
          { "Version": "2012-10-17", "Statement": {|TNT3007:{ "Effect": "allow", "Action": "dynamodb:Query", "Resource": "*" }|} }
        ]
        """);

    [Fact]
    public Task Template_InlinePolicies_AreReported() => Run("serverless.template", """
        {
          "AWSTemplateFormatVersion": "2010-09-09",
          "Transform": "AWS::Serverless-2016-10-31",
          "Resources": {
            "Orders": {
              "Type": "AWS::DynamoDB::Table",
              "Properties": {
                "KeySchema": [{ "AttributeName": "tenantId", "KeyType": "HASH" }],
                "GlobalSecondaryIndexes": [
                  { "IndexName": "by-tenant", "KeySchema": [{ "AttributeName": "tenant_id", "KeyType": "HASH" }] }
                ]
              }
            },
            "Reader": {
              "Type": "AWS::Serverless::Function",
              "Properties": {
                "Policies": [
                  {
                    "Version": "2012-10-17",
                    "Statement": [
                      {|TNT3001:{
                        "Effect": "Allow",
                        "Action": ["dynamodb:GetItem", "dynamodb:Query"],
                        "Resource": { "Fn::GetAtt": ["Orders", "Arn"] }
                      }|},
                      {
                        "Effect": "Allow",
                        "Action": "dynamodb:Query",
                        "Resource": { "Fn::Sub": "${Orders.Arn}/index/by-tenant" },
                        "Condition": { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["${aws:PrincipalTag/TenantId}"] } }
                      }
                    ]
                  }
                ]
              }
            }
          }
        }
        """);

    [Theory]
    [InlineData("orders.policy.json", "{ \"Effect\": \"Allow\", {|TNT3007:}|}")]
    [InlineData("orders.json", "{ \"Effect\": \"Allow\", }")]
    [InlineData("orders.policy.json", "{ \"Effect\": \"Allow\", \"Action\": {{actions}} }")]
    public Task InvalidJson_IsReportedInAPolicyFileOnly(string name, string content) => Run(name, content);

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{ "Effect": "sparkle" }""")]
    [InlineData("""{ "Logging": { "Effect": { "Statement": 1 } } }""")]
    public Task Json_HoldsNoPolicy_IsSilent(string content) => Run("some.policy.json", content);

    [Theory]
    [InlineData("tenant_analyzers.shared_tables = Orders", "")]
    [InlineData("build_property.IsTestProject = true", "")]
    [InlineData("dotnet_diagnostic.TNT3001.severity = none", "")]
    public async Task Configuration_OfTheFile_Counts(string line, string expected)
    {
        var test = Test("orders.policy.json", $$"""{ "Version": "2012-10-17", "Statement": [ {{Get}} ] }""" + expected);
        test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", $"is_global = true\n{line}\n"));
        await Verify.Run(test, config: null, LanguageVersion.Latest);
    }

    [Fact]
    public async Task Placeholder_NamedAsTheTenant_IsTheTenants()
    {
        const string Condition = "\"Condition\": { \"ForAllValues:StringEquals\": { \"dynamodb:LeadingKeys\": [\"{{tenantId}}\"] } }";
        await Run("tenant.policy.json", $$"""{ "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Action": "dynamodb:GetItem", "Resource": "*", {{Condition}} } ] }""");
    }

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    public Task File_DeeplyNested_DoesNotThrow(char bracket) => Run("deep.json", "\"Effect" + new string(bracket, 20_000));

    private static Task Run(string name, string content) => Verify.Run(Test(name, content), config: null, LanguageVersion.Latest);

    private static Verify.Test Test(string name, string content)
    {
        var test = new Verify.Test { TestCode = "class C { }" };
        test.TestState.AdditionalFiles.Add((name, content));
        return test;
    }
}
