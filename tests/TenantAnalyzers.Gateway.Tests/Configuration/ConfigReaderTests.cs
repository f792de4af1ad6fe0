using TenantAnalyzers.Gateway.Configuration;
using TenantAnalyzers.Gateway.Tests.Identity;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Gateway.Tests.Configuration;

public sealed class ConfigReaderTests
{
    private const string Policy = """{ "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Action": "dynamodb:*", "Resource": "*" } ] }""";
    private const string Trust = """{ "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Principal": { "AWS": "*" }, "Action": "sts:AssumeRole" } ] }""";

    [Fact]
    public void Read_Shop_HasAllOfIt()
    {
        using var folder = new ConfigFolder(ShopConfig.Text);

        ConfigReading reading = ConfigReader.Read(folder.File);

        Assert.Empty(reading.Errors);
        GatewayConfig config = reading.Config!;
        Assert.Equal("111122223333", config.TableAccount);
        Assert.Equal("local", config.ForwardAccessKeyId);
        Assert.Equal("orders", config.FindTable("Orders")!.Tags["Data"]);
        Assert.Null(config.FindTable("orders"));
        RoleConfig role = config.FindRole("111122223333", "Tenant")!;
        Assert.Equal(7200, role.MaxSessionDuration);
        Assert.Single(role.Policies.Identity);
        Assert.Matches("^AROA[A-Z2-7]{17}$", role.Id);
        Assert.Equal("shop", config.AccessKeys[ShopConfig.ShopKey].Caller.UserName);
        Assert.Equal("cluster-SHOP", config.Accounts["111122223333"].Databases["localhost:5432"]);
        Assert.Equal([folder.File], config.Files);
    }

    [Fact]
    public void Read_Twice_GivesTheSameIds()
    {
        using var folder = new ConfigFolder(ShopConfig.Text);

        GatewayConfig one = ConfigReader.Read(folder.File).Config!, other = ConfigReader.Read(folder.File).Config!;

        Assert.Equal(one.FindRole("111122223333", "Tenant")!.Id, other.FindRole("111122223333", "Tenant")!.Id);
        Assert.NotEqual(one.FindRole("111122223333", "Tenant")!.Id, one.FindRole("111122223333", "Chained")!.Id);
    }

    [Fact]
    public void Read_PolicyInFile_IsRelativeToTheConfiguration()
    {
        using var folder = new ConfigFolder(Account("""{ "users": { "u": { "policies": [ { "file": "policies/p.json" } ], "accessKeys": [ { "id": "AKIAEXAMPLE000000001", "secret": "s" } ] } } }"""));
        folder.Write("policies/p.json", Policy);

        GatewayConfig config = ConfigReader.Read(folder.File).Config!;

        PolicyStatement statement = Assert.Single(Assert.Single(config.AccessKeys["AKIAEXAMPLE000000001"].Caller.Policies.Identity).Statements);
        Assert.Equal("dynamodb:*", Assert.Single(statement.Actions).Text);
        Assert.Equal([folder.File, folder.Path("policies/p.json")], config.Files);
    }

    [Fact]
    public void Read_ResourceControlPolicies_ComeWithFullAccess()
    {
        using var folder = new ConfigFolder(Account("""{ "resourceControlPolicies": [ { "Version": "2012-10-17", "Statement": { "Effect": "Deny", "Principal": "*", "Action": "dynamodb:DeleteTable", "Resource": "*" } } ] }"""));

        Assert.Equal(2, ConfigReader.Read(folder.File).Config!.ResourceControl("111122223333").Length);
    }

    [Fact]
    public void Read_MisleadingPolicy_IsTakenWithAWarning()
    {
        using var folder = new ConfigFolder(Account($$"""
            { "managedPolicies": { "P": {{Policy.Replace("\"Resource\": \"*\"", """ "Resource": "*", "Condition": { "StringEquals": { "dynamodb:LeadingKey": "x" } } """, StringComparison.Ordinal)}} } }
            """));

        ConfigReading reading = ConfigReader.Read(folder.File);

        Assert.Empty(reading.Errors);
        Assert.Contains("dynamodb:LeadingKeys", Assert.Single(reading.Config!.Warnings), StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Errors => new()
    {
        { "", "1:1: this is no JSON" },
        { "{ \"tableAccount\": \"111122223333\", }", "this is no JSON" },
        { "[]", "1:1: the configuration must be an object" },
        { "{}", "1:1: the configuration has no `tableAccount`: add it" },
        { """{ "tableAccount": "111122223333" }""", "1:1: the configuration has no `accounts`: add it" },
        { """{ "tableAcount": "111122223333", "accounts": {} }""", "1:3: the configuration has no member `tableAcount`: is `tableAccount` meant?" },
        { """{ "tableAccount": 1, "accounts": {} }""", "1:19: `tableAccount` must be text" },
        { """{ "tableAccount": "999999999999", "accounts": {} }""", "1:19: `tableAccount`: there is no account `999999999999` in `accounts`: add it" },
        { """{ "tableAccount": "1111", "accounts": { "1111": {} } }""", "1:41: `1111`: an account id has twelve digits" },
        { """{ "tableAccount": "111122223333", "accounts": { "111122223333": {}, "111122223333": {} } }""", "1:69: `111122223333` is given more than once: leave one out" },
        { """{ "forwardAccessKeyId": "a-b", "tableAccount": "111122223333", "accounts": { "111122223333": {} } }""", "1:25: `a-b`: an access key of DynamoDB Local holds letters and digits only" },
        { """{ "tableAccount": "111122223333", "accounts": { "111122223333": {}, "444455556666": { "tables": {} } } }""", "only the tables of `tableAccount` are behind the gateway, `111122223333`: move `tables` there" },
        { Account("[]"), "an account must be an object" },
        { Account("""{ "user": {} }"""), "an account has no member `user`: is `users` meant?" },
        { Account("""{ "users": [] }"""), "`users` must be an object" },
        { Account("""{ "users": { "a b": {} } }"""), "`a b`: a user's name has 1 to 64 letters" },
        { Account("""{ "users": { "u": {}, "U": {} } }"""), "`U` is given more than once" },
        { Account("""{ "users": { "u": { "accessKeys": {} } } }"""), "`accessKeys` must be an array" },
        { Account("""{ "users": { "u": { "accessKeys": [ { "id": "AKIAEXAMPLE000000001" } ] } } }"""), "the access key has no `secret`: add it" },
        { Account("""{ "users": { "u": { "accessKeys": [ { "id": "AKIAEXAMPLE000000001", "secret": "" } ] } } }"""), "the secret is empty: give one" },
        { Account("""{ "users": { "u": { "accessKeys": [ { "secret": "s" } ] } } }"""), "the access key has no `id`: add it" },
        { Account("""{ "users": { "u": { "accessKeys": [ { "id": "short", "secret": "s" } ] } } }"""), "`short` is no access key id" },
        { Account("""{ "users": { "u": { "accessKeys": [ { "id": "ASIAEXAMPLE000000001", "secret": "s" } ] } } }"""), "`ASIA…` are the access keys of sessions" },
        { Account("""{ "users": { "u": { "accessKeys": [ { "id": "AKIAEXAMPLE000000001", "secret": "s" } ] }, "v": { "accessKeys": [ { "id": "AKIAEXAMPLE000000001", "secret": "t" } ] } } }"""), "the access key `AKIAEXAMPLE000000001` belongs to `arn:aws:iam::111122223333:user/u` already" },
        { Account("""{ "users": { "u": { "tags": { "a": "1", "A": "2" } } } }"""), "`A` is given more than once" },
        { Account("""{ "users": { "u": { "tags": { "a#": "1" } } } }"""), "`a#`: a tag may hold letters, digits" },
        { Account("""{ "users": { "u": { "tags": { "a": "x*" } } } }"""), "`x*`: a tag may hold letters, digits" },
        { Account("""{ "users": { "u": { "policies": [ 1 ] } } }"""), "the policy of user `u` must be a policy, or {\"file\": \"path\"}" },
        { Account("""{ "users": { "u": { "policies": [ {} ] } } }"""), "the policy of user `u` has no `Statement`: add it" },
        { Account("""{ "users": { "u": { "policies": [ { "file": "missing.json" } ] } } }"""), "`missing.json` cannot be read: there is no such file" },
        { Account("""{ "users": { "u": { "policies": [ { "file": "a", "Statement": [] } ] } } }"""), "the policy of user `u` has no member `Statement`" },
        { Account($$"""{ "users": { "u": { "boundary": {{Policy.Replace("\"Allow\"", "\"allow\"", StringComparison.Ordinal)}} } } }"""), "the permissions boundary of user `u` would be refused by IAM: `Effect` must be `Allow` or `Deny`" },
        { Account($$"""{ "users": { "u": { "policies": [ {{Trust}} ] } } }"""), "a policy of an identity has no `Principal`" },
        { Account($$"""{ "users": { "u": { "policies": [ {{Policy.Replace("dynamodb", "dynamodb☃", StringComparison.Ordinal)}} ] } } }"""), "IAM does not take the character U+2603" },
        { Account($$"""{ "roles": { "r": {} } }"""), "the role `r` has no `trustPolicy`: add it" },
        { Account($$"""{ "roles": { "r": { "trustPolicy": {{Policy}} } } }"""), "the statement has no `Principal`" },
        { Account($$"""{ "roles": { "r": { "trustPolicy": {{Trust.Replace("\"Action\"", "\"Resource\": \"*\", \"Action\"", StringComparison.Ordinal)}} } } }"""), "a trust policy has no `Resource`" },
        { Account($$"""{ "roles": { "r": { "trustPolicy": {{Trust}}, "maxSessionDuration": 3599 } } }"""), "`maxSessionDuration` is a whole number of seconds from 3600 to 43200" },
        { Account($$"""{ "roles": { "r": { "trustPolicy": {{Trust}}, "maxSessionDuration": "3600" } } }"""), "`maxSessionDuration` is a whole number of seconds from 3600 to 43200" },
        { Account("""{ "tables": { "a": {} } }"""), "`a`: a table's name has 3 to 255 letters" },
        { Account($$"""{ "tables": { "Orders": { "resourcePolicy": {{Policy}} } } }"""), "the resource policy of the table `Orders` would be refused by IAM: the statement has no `Principal`" },
        { Account("""{ "databases": { "localhost": "cluster-A" } }"""), "`localhost`: a database is named by `host:port`" },
        { Account("""{ "databases": { "localhost:5432": "a/b" } }"""), "`a/b` is no resource id of a database" },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public void Read_BadConfiguration_SaysWhatAndWhere(string text, string message)
    {
        using var folder = new ConfigFolder(text);

        ConfigReading reading = ConfigReader.Read(folder.File);

        Assert.Null(reading.Config);
        Assert.Contains(reading.Errors, error => error.Contains(message, StringComparison.Ordinal));
        Assert.All(reading.Errors, error => Assert.Matches(@"^.+gateway\.json:\d+:\d+: ", error));
    }

    [Fact]
    public void Read_ManyErrors_AreAllSaidInTheirFiles()
    {
        using var folder = new ConfigFolder("""
            {
              "tableAccount": "111122223333",
              "accounts": { "111122223333": {
                "users": { "u": { "accesKeys": [], "policies": [ { "file": "p.json" } ] } },
                "roles": { "r": { } }
              } }
            }
            """);
        folder.Write("p.json", "{\n  \"Statement\": [ { \"Effect\": \"Allow\", \"Action\": \"*\" } ]\n}");

        ConfigReading reading = ConfigReader.Read(folder.File);

        Assert.Equal(3, reading.Errors.Count);
        Assert.Contains($"{folder.File}:4:23: a user has no member `accesKeys`: is `accessKeys` meant?", reading.Errors);
        Assert.Contains($"{folder.File}:5:21: the role `r` has no `trustPolicy`: add it", reading.Errors);
        Assert.Contains(reading.Errors, error => error.StartsWith($"{folder.Path("p.json")}:2:18: ", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_AnyPrefixOrDeletion_GivesErrorsOrAConfiguration()
    {
        string text = ShopConfig.Text;
        using var folder = new ConfigFolder(text);
        for (int i = 0; i < text.Length; i += 7)
        {
            foreach (string broken in (string[])[text[..i], text.Remove(i, 1)])
            {
                folder.Write("gateway.json", broken);
                ConfigReading reading = ConfigReader.Read(folder.File);
                Assert.NotEqual(reading.Config is null, reading.Errors.Count == 0);
            }
        }
    }

    [Fact]
    public void Read_NotUtf8_SaysSo()
    {
        using var folder = new ConfigFolder("");
        File.WriteAllBytes(folder.File, [0x7B, 0xFF, 0x7D]);

        Assert.EndsWith("the configuration cannot be read: it is not UTF-8", Assert.Single(ConfigReader.Read(folder.File).Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NoSuchFile_SaysSo()
    {
        using var folder = new ConfigFolder("{}");

        var exception = Assert.Throws<GatewayException>(() => ConfigSource.LoadOnce(folder.Path("other.json"), TextWriter.Null));

        Assert.Equal($"{folder.Path("other.json")}: the configuration cannot be read: there is no such file", exception.Message);
    }

    private static string Account(string account) => $$"""{ "tableAccount": "111122223333", "accounts": { "111122223333": {{account}} } }""";
}
