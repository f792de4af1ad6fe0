namespace TenantAnalyzers.Iam.Tests.Templates;

public class PolicyFilesTests
{
    private static PolicySite Site(PolicyFile file, string name) => Assert.Single(file.Sites, site => site.Name == name && site.Kind == PolicySiteKind.Policy);

    private static string Shown(string text) => text.Replace(PolicyValue.Hole, '?');

    [Fact]
    public void Template_EachPlace_IsRead()
    {
        PolicyFile file = PolicyFiles.Read(TemplateSamples.Serverless, TestContext.Current.CancellationToken);

        Assert.Equal(PolicyFileKind.Template, file.Kind);
        Assert.Empty(file.Errors);
        Assert.All(file.Sites, site => Assert.Empty(site.Errors));
        Assert.Equal(
            ["Orders", "Worker/DynamoDBReadPolicy", "Worker", "Role/orders", "Role", "Shared", "Limit", "People"],
            file.Sites.Select(site => site.Name));
        Assert.Equal(PolicyLayer.Resource, Site(file, "Orders").Layer);
        Assert.Equal(PolicyLayer.Boundary, Site(file, "Limit").Layer);
        Assert.Equal(PolicySiteKind.Trust, file.Sites.Single(site => site.Name == "Role").Kind);
        Assert.Equal(2, file.Skipped.Length);
    }

    [Fact]
    public void Template_Functions_GiveTextWithHoles()
    {
        PolicyFile file = PolicyFiles.Read(TemplateSamples.Serverless, TestContext.Current.CancellationToken);
        PolicyStatement role = Assert.Single(Site(file, "Role/orders").Policy.Statements);
        PolicyStatement worker = Assert.Single(Site(file, "Worker").Policy.Statements);
        PolicyStatement template = Assert.Single(Site(file, "Worker/DynamoDBReadPolicy").Policy.Statements);

        Assert.Equal(
            ["arn:?:dynamodb:?:?:table/Carts", "arn:?:dynamodb:?:?:table/?-orders/index/*", "arn:aws:dynamodb:?:?:table/x"],
            role.Resources.Select(resource => Shown(resource.Text)));
        Assert.Equal("?#${aws:PrincipalTag/TenantId}*", Shown(role.Conditions[0].Values[0].Text));
        Assert.Equal(["dynamodb:GetItem", "dynamodb:Query"], worker.Actions.Select(action => action.Text));
        Assert.Equal("arn:?:dynamodb:?:?:table/?-orders", Shown(worker.Resources[0].Text));
        Assert.Contains("dynamodb:Scan", template.Actions.Select(action => action.Text));
        Assert.Equal("arn:?:dynamodb:?:?:table/?-orders/index/*", Shown(template.Resources[1].Text));
    }

    [Fact]
    public void Template_Holes_HaveTheirNames()
    {
        PolicySite site = Site(PolicyFiles.Read(TemplateSamples.Serverless, TestContext.Current.CancellationToken), "Role/orders");
        PolicyValue value = site.Policy.Statements[0].Conditions[0].Values[0];
        PolicyValue resource = site.Policy.Statements[0].Resources[0];

        Assert.Equal("TenantId", site.HoleAt(value.SpanOf(value.IndexOfHole(0), 1).Start));
        Assert.Equal("AWS::Partition", site.HoleAt(resource.SpanOf(resource.IndexOfHole(0), 1).Start));
        Assert.Null(site.HoleAt(0));
    }

    [Fact]
    public void Template_Spans_LeadToTheFile()
    {
        const string Text = TemplateSamples.Serverless;
        PolicyFile file = PolicyFiles.Read(Text, TestContext.Current.CancellationToken);
        PolicyStatement role = Site(file, "Role/orders").Policy.Statements[0];

        Assert.StartsWith("{\n                  \"Effect\": \"Allow\",\n                  \"Action\": \"dynamodb:*\"", At(Site(file, "Role/orders"), role.Span));
        Assert.EndsWith("}", At(Site(file, "Role/orders"), role.Span));
        Assert.Equal("""{ "Fn::Sub": [ "${Base}/index/*", { "Base": { "Fn::GetAtt": "Orders.Arn" } } ] }""", At(Site(file, "Role/orders"), role.Resources[1].Span));
        Assert.Equal("""{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}""", At(Site(file, "Shared"), Site(file, "Shared").Policy.Statements[0].Span));
        Assert.Equal(
            "\"DynamoDBReadPolicy\": { \"TableName\": { \"Ref\": \"Orders\" } }",
            At(Site(file, "Worker/DynamoDBReadPolicy"), Site(file, "Worker/DynamoDBReadPolicy").Policy.Statements[0].Span));

        static string At(PolicySite site, SourceSpan span) => Text.Substring(site.SpanOf(span).Start, site.SpanOf(span).Length);
    }

    [Fact]
    public void Template_Tables_HaveTheirKeys()
    {
        PolicyFile file = PolicyFiles.Read(TemplateSamples.Serverless, TestContext.Current.CancellationToken);

        Assert.Equal(["?-orders", "Carts"], file.Tables.Select(table => Shown(table.Name)));
        Assert.Equal(["PK", "tenantId"], file.Tables.Select(table => table.PartitionKey));
        Assert.Equal("status", file.Tables[0].PartitionKeyOf("byStatus"));
        Assert.Equal("PK", file.Tables[0].PartitionKeyOf("byDate"));
        Assert.Null(file.Tables[0].PartitionKeyOf("byNobody"));
    }

    [Fact]
    public void Template_Role_IsJudgedWithAllThatItHas()
    {
        PolicyFile file = PolicyFiles.Read(TemplateSamples.Serverless, TestContext.Current.CancellationToken);
        PolicySet set = Assert.Single(Site(file, "Role/orders").Sets);

        Assert.Equal([Site(file, "Role/orders").Policy, Site(file, "Shared").Policy], set.Identity);
        Assert.Equal([Site(file, "Limit").Policy], set.Boundary);
    }

    [Theory]
    [InlineData("""{"Fn::If":["c",{"Effect":"Allow","Action":"a:b","Resource":"*"},{"Effect":"Deny","Action":"a:b","Resource":"*"}]}""", 2, false)]
    [InlineData("""[{"Fn::If":["c",{"Effect":"Allow","Action":"a:b","Resource":"*"},{"Ref":"AWS::NoValue"}]}]""", 1, false)]
    [InlineData("""[{"Ref":"AWS::NoValue"},{"Effect":"Allow","Action":"a:b","Resource":"*"}]""", 1, false)]
    [InlineData("""[{"Fn::Transform":{"Name":"AWS::Include"}},{"Effect":"Allow","Action":"a:b","Resource":"*"}]""", 1, true)]
    [InlineData("""{"Effect":"Allow","Action":"a:b","Resource":"*","Condition":{"Fn::If":["c",{"Bool":{"a:b":"true"}},{"Ref":"AWS::NoValue"}]}}""", 1, true)]
    [InlineData("""{"Effect":{"Fn::If":["c","Allow","Deny"]},"Action":"a:b","Resource":"*"}""", 1, true)]
    public void Template_WhatDependsOnACondition_IsEachOrDoubted(string statement, int count, bool doubted)
    {
        PolicyFile file = PolicyFiles.Read(Policy(statement), TestContext.Current.CancellationToken);
        PolicySite site = Assert.Single(file.Sites);

        Assert.Empty(site.Errors);
        Assert.Equal(count, site.Policy.Statements.Length);
        Assert.Equal(doubted, site.Policy.Ambiguity is not null);
    }

    [Fact]
    public void Template_PolicyVariableInSub_IsAnError()
    {
        PolicyFile file = PolicyFiles.Read(
            Policy("""{"Effect":"Allow","Action":"a:b","Resource":{"Fn::Sub":"arn:aws:dynamodb:::table/${aws:PrincipalTag/T}"}}"""), TestContext.Current.CancellationToken);

        PolicyError error = Assert.Single(Assert.Single(file.Sites).Errors);
        Assert.Contains("${!aws:PrincipalTag/T}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"Ref":"Document"}""")]
    [InlineData("\"text\"")]
    [InlineData("""{"Version":"2012-10-17","Statement":[]}""")]
    public void Template_PolicyThatIsNotWritten_IsNoted(string document)
    {
        PolicyFile file = PolicyFiles.Read(
            $$"""{"Resources":{"P":{"Type":"AWS::IAM::Policy","Properties":{"PolicyDocument":{{document}} } } } }""", TestContext.Current.CancellationToken);

        Assert.Empty(file.Sites);
        Assert.Single(file.Skipped);
        Assert.NotNull(file.Reason);
    }

    [Fact]
    public void Account_Role_HasInlineAttachedAndBoundary()
    {
        PolicyFile file = PolicyFiles.Read(TemplateSamples.Account, TestContext.Current.CancellationToken);

        Assert.Equal(PolicyFileKind.AccountDetails, file.Kind);
        Assert.Equal(["data", "limit", "staff/g", "tenant", "tenant/inline"], file.Sites.Select(site => site.Name));
        PolicySet set = Assert.Single(Site(file, "data").Sets);
        Assert.Equal([Site(file, "tenant/inline").Policy, Site(file, "data").Policy], set.Identity);
        Assert.Equal([Site(file, "limit").Policy], set.Boundary);
        Assert.Equal(2, Site(file, "staff/g").Sets.Length);
        Assert.Contains("Gone", Assert.Single(file.Skipped).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Account_UrlEncodedDocument_HasItsPlace()
    {
        const string Text = TemplateSamples.Account;
        PolicySite site = Site(PolicyFiles.Read(Text, TestContext.Current.CancellationToken), "tenant/inline");
        SourceSpan span = site.SpanOf(site.Policy.Statements[0].Actions[0].Span);

        Assert.Equal("%22dynamodb%3AScan%22", Text.Substring(span.Start, span.Length));
    }

    [Theory]
    [InlineData("""{"Effect":"Allow","Action":"dynamodb:*","Resource":"arn:aws:dynamodb:*:*:table/{{table}}"}""", 1)]
    [InlineData("""[{"Effect":"Allow","Action":"dynamodb:*","Resource":"*"},{"Effect":"Allow","Action":"s3:*","Resource":"*"}]""", 2)]
    [InlineData("""{"a":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"dynamodb:*","Resource":"*"}]}}""", 1)]
    [InlineData("""{"PolicyDocument":"{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"dynamodb:*\",\"Resource\":\"*\"}]}"}""", 1)]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"dynamodb:*","Resource":"{{{arn}}}"}]}""", 1)]
    public void Policy_InEachShape_IsRead(string text, int statements)
    {
        PolicyFile file = PolicyFiles.Read(text, TestContext.Current.CancellationToken);

        Assert.Equal(PolicyFileKind.Policy, file.Kind);
        PolicySite site = Assert.Single(file.Sites);
        Assert.Equal(statements, site.Policy.Statements.Length);
        Assert.Null(site.Policy.Ambiguity);
    }

    [Fact]
    public void Policy_PlaceholderOfATemplateEngine_IsAHole()
    {
        PolicySite site = Assert.Single(PolicyFiles.Read(
            """{"Statement":[{"Effect":"Allow","Action":"dynamodb:*","Resource":"arn:aws:dynamodb:*:*:table/{{tenant}}-x"}]}""", TestContext.Current.CancellationToken).Sites);
        PolicyValue resource = site.Policy.Statements[0].Resources[0];

        Assert.Equal("arn:aws:dynamodb:*:*:table/?-x", Shown(resource.Text));
        Assert.Equal("tenant", site.HoleAt(resource.SpanOf(resource.IndexOfHole(0), 1).Start));
    }

    [Theory]
    [InlineData("", PolicyFileKind.Invalid)]
    [InlineData("{", PolicyFileKind.Invalid)]
    [InlineData("{} // no", PolicyFileKind.Invalid)]
    [InlineData("3", PolicyFileKind.Other)]
    [InlineData("""{"Resources":{"a":1}}""", PolicyFileKind.Other)]
    [InlineData("""{"Resources":{"a":{"Type":"AWS::S3::Bucket"}}}""", PolicyFileKind.Template)]
    public void Other_HasAReason(string text, PolicyFileKind kind)
    {
        PolicyFile file = PolicyFiles.Read(text, TestContext.Current.CancellationToken);

        Assert.Equal(kind, file.Kind);
        Assert.Empty(file.Sites);
        Assert.NotNull(file.Reason);
    }

    private static string Policy(string statement) =>
        $$"""{"Resources":{"P":{"Type":"AWS::IAM::Policy","Properties":{"PolicyDocument":{"Version":"2012-10-17","Statement":{{statement}} } } } } }""";
}
