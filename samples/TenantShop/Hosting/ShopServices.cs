using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DataModel;
using Amazon.SecurityToken;
using TenantShop.Access;
using TenantShop.Activity;
using TenantShop.Attacks;
using TenantShop.AuditTrail;
using TenantShop.Customers;
using TenantShop.Invoices;
using TenantShop.Layers;
using TenantShop.Orders;
using TenantShop.Products;
using TenantShop.Reports;
using TenantShop.SignIn;
using TenantShop.Storage;
using TenantShop.Storage.DatabasePerTenant;
using TenantShop.Tenancy;

namespace TenantShop.Hosting;

/// <summary>What the shop is made of.</summary>
internal static class ShopServices
{
    public static async Task AddShopAsync(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddHttpContextAccessor();
        services.AddHttpClient();
        services.AddBearerSignIn();
        services.AddSingleton<ITenantContext, PrincipalTenantContext>();
        services.AddSingleton(builder.Configuration.GetSection("Layers").Get<ShopLayers>() ?? ShopLayers.All);
        services.AddSingleton<AwsSettings>();
        services.AddSingleton<IAmazonSecurityTokenService>(static provider =>
            new AmazonSecurityTokenServiceClient(provider.GetRequiredService<AwsSettings>().Broker, provider.GetRequiredService<AwsSettings>().Sts()));
        services.AddSingleton<TenantClients>();
        services.AddSingleton<DatabaseLogin>();
        await AddDatabasesAsync(builder);
        services.AddSingleton<ShopStores>();
        services.AddSingleton<ShopData>();
        services.AddSingleton<ShopAddress>();
        services.AddSingleton(static provider => new AuditTail(
            provider.GetRequiredService<IConfiguration>()["Audit:File"], provider.GetRequiredService<AwsSettings>().OperatorKeyId));
        services.AddSingleton<ForgedToken>();
        services.AddSingleton<TamperedRequest>();
        services.AddSingleton<AttackCatalog>();
        services.AddSingleton<AttackRunner>();
        AddRepositories(services);
    }

    // PostgreSQL where it is named and answers, else files.
    private static async Task AddDatabasesAsync(WebApplicationBuilder builder)
    {
        if (builder.Configuration["Postgres:Admin"] is { Length: > 0 } admin && await PostgresDatabases.AnswersAsync(admin))
            builder.Services.AddSingleton<ITenantDatabases>(new PostgresDatabases(admin));
        else
            builder.Services.AddSingleton<ITenantDatabases, SqliteDatabases>();
    }

    // Scoped: each request has the client of its own tenant.
    private static void AddRepositories(IServiceCollection services)
    {
        // The entities say what their keys are: nobody needs to ask the table, which the guard would refuse.
        services.AddScoped<IDynamoDBContext>(static provider => new DynamoDBContextBuilder()
            .WithDynamoDBClient(() => ClientOf(provider)).ConfigureContext(static context => context.DisableFetchingTableMetadata = true).Build());
        services.AddScoped(typeof(TenantRepository<>));
        AddWithClient<ItemReader>(services);
        AddWithClient<OrderRepository>(services);
        AddWithClient<OrderHistory>(services);
        AddWithClient<CustomerRepository>(services);
        AddWithClient<InvoiceRepository>(services);
        AddWithClient<ActivityLog>(services);
        AddWithClient<ProductCatalog>(services);
        AddWithClient<OrderExport>(services);
        services.AddScoped<SessionPolicyFactory>();
    }

    // Not a service by itself: the container would dispose of it with the request, and the tenant's next request needs it.
    private static IAmazonDynamoDB ClientOf(IServiceProvider provider) => provider.GetRequiredService<TenantClients>().For(new ShopSession(
        provider.GetRequiredService<ITenantContext>().TenantId, StorageModel.SharedTable, provider.GetRequiredService<ShopLayers>()));

    private static void AddWithClient<T>(IServiceCollection services) where T : class =>
        services.AddScoped(static provider => ActivatorUtilities.CreateInstance<T>(provider, ClientOf(provider)));
}
