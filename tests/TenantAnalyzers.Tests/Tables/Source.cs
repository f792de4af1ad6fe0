namespace TenantAnalyzers.Tests.Tables;

/// <summary>Puts the few lines that a case is about into a file that compiles.</summary>
internal static class Source
{
    public const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.DataModel;
        using Amazon.DynamoDBv2.DocumentModel;
        using Amazon.DynamoDBv2.Model;

        """;

    /// <summary>The statements in a method with the names that cases use.</summary>
    public static string Body(string statements) => Usings + $$"""
        class Options { public string OrdersTable = ""; public string KeyName = ""; }
        static class Keys
        {
            public const string Order = "orderId";
            public static readonly string Status = "sta" + "tus";
            public static List<KeySchemaElement> Make(string hash) => [new(hash, KeyType.HASH)];
        }
        class Setup
        {
            private readonly Options options = new();
            private const string Table = "Orders";
            async Task Run(IAmazonDynamoDB client, string tenantId, string given, bool flag)
            {
                {{statements.ReplaceLineEndings("\n        ")}}
                await Task.CompletedTask;
            }
            static void Use(object o) { }
        }
        """;
}
