namespace TenantAnalyzers.Tests.DataAccess;

/// <summary>Puts the few lines that a case is about into a class that compiles.</summary>
internal static class Source
{
    public const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;

        """;

    /// <summary>The statements in a method with the names that cases use.</summary>
    public static string Body(string statements) => Usings + $$"""
        class Options
        {
            public string Table = "";
            public string KeyName = "";
            public string Id { get; set; } = "";
            public string OrderId { get; set; } = "";
            public string ScopedOrderId => "T#" + OrderId;
        }
        static class Keys
        {
            public const string Tenant = "tenantId";
            public const string Order = "orderId";
            public static Dictionary<string, AttributeValue> For(string id) => throw new NotImplementedException();
            public static string Make(string a, string b) => a + b;
            public static string Opaque(params string[] parts) => throw new NotImplementedException();
        }
        class Repository
        {
            private readonly IAmazonDynamoDB client = null!;
            private readonly Options options = new();
            async Task Run(string tenantId, string orderId, string status, bool flag, string? maybe, Dictionary<string, AttributeValue> given, CancellationToken token)
            {
                {{statements.ReplaceLineEndings("\n        ")}}
                await Task.CompletedTask;
            }
            protected virtual void Use(object o) { }
            protected virtual string TableFor(string id) => id;
            private GetItemRequest request = new();
        }
        """;
}
