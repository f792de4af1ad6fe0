using System.Text.Json;
using System.Text.Json.Nodes;
using TenantAnalyzers.Gateway.Configuration;
using TenantAnalyzers.Gateway.Tests.Identity;

namespace TenantAnalyzers.Gateway.Tests.Configuration;

/// <summary><c>docs/gateway.schema.json</c> says what the reader takes.</summary>
public sealed class SchemaTests
{
    private static readonly JsonNode Schema = JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryRoot(), "docs", "gateway.schema.json")))!;

    [Fact]
    public void Schema_Members_AreThoseOfTheReader()
    {
        Assert.Equal(ConfigMembers.Root, Members(Schema));
        Assert.Equal(ConfigMembers.Account, Members(Schema["$defs"]!["account"]!));
        Assert.Equal(ConfigMembers.User, Members(Schema["$defs"]!["user"]!));
        Assert.Equal(ConfigMembers.AccessKey, Members(Schema["$defs"]!["accessKey"]!));
        Assert.Equal(ConfigMembers.Role, Members(Schema["$defs"]!["role"]!));
        Assert.Equal(ConfigMembers.Table, Members(Schema["$defs"]!["table"]!));
        Assert.Equal(ConfigMembers.PolicyFile, Members(Schema["$defs"]!["policyFile"]!));
    }

    [Fact]
    public void Schema_ShopConfiguration_IsValid() => Assert.Empty(SchemaCheck.Find(Schema, Parse(ShopConfig.Text)));

    [Theory]
    [MemberData(nameof(ConfigReaderTests.Errors), MemberType = typeof(ConfigReaderTests))]
    public void Schema_WhatItRefuses_TheReaderRefusesToo(string text, string message)
    {
        Assert.NotEmpty(message);
        using var folder = new ConfigFolder(text);
        JsonNode? config;
        try
        {
            config = Parse(text);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return; // Not JSON, or a name twice: no business of a schema.
        }

        if (SchemaCheck.Find(Schema, config).Count == 0)
            Assert.Contains(Beyond, part => message.Contains(part, StringComparison.Ordinal));
        Assert.NotEmpty(ConfigReader.Read(folder.File).Errors);
    }

    /// <summary>What a schema cannot say: it sees no other files and no policies, and compares no two places.</summary>
    private static readonly string[] Beyond =
    [
        "given more than once", "there is no account", "belongs to", "would be refused", "cannot be read", "move `tables` there", "has no `Principal`", "has no `Resource`",
        "IAM does not take the character",
    ];

    private static string[] Members(JsonNode schema)
    {
        Assert.False(schema["additionalProperties"]!.GetValue<bool>());
        return [.. schema["properties"]!.AsObject().Select(static property => property.Key)];
    }

    private static JsonNode? Parse(string text)
    {
        JsonNode? node = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
        return node;
    }

    private static string RepositoryRoot()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "TenantAnalyzers.sln")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
