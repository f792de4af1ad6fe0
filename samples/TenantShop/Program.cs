using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DataModel;
using Amazon.Runtime;
using Microsoft.AspNetCore.Authentication;
using TenantShop;
using TenantShop.Access;
using TenantShop.Activity;
using TenantShop.Carts;
using TenantShop.Customers;
using TenantShop.Invoices;
using TenantShop.Orders;
using TenantShop.Products;
using TenantShop.Reports;
using TenantShop.Tenancy;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddAuthentication(ApiKeyAuthentication.Name)
    .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.Name, null);
builder.Services.AddAuthorization();
builder.Services.AddHttpContextAccessor();
builder.Services.AddSingleton<ITenantContext, PrincipalTenantContext>();
builder.Services.AddSingleton(services => new TenantGuard(services.GetRequiredService<ITenantContext>(), Tables.Guarded));
// The local DynamoDB takes any credentials.
builder.Services.AddSingleton<IAmazonDynamoDB>(services => services.GetRequiredService<TenantGuard>().Protect(new AmazonDynamoDBClient(
    new BasicAWSCredentials("local", "local"), new AmazonDynamoDBConfig { ServiceURL = builder.Configuration["DynamoDb:ServiceUrl"] })));
// The entities say what their keys are: nobody needs to ask the table, which the guard would refuse.
builder.Services.AddSingleton<IDynamoDBContext>(static services => new DynamoDBContextBuilder()
    .WithDynamoDBClient(services.GetRequiredService<IAmazonDynamoDB>)
    .ConfigureContext(static context => context.DisableFetchingTableMetadata = true)
    .Build());
builder.Services.AddSingleton(typeof(TenantRepository<>));
builder.Services.AddSingleton<ItemReader>();
builder.Services.AddSingleton<OrderRepository>();
builder.Services.AddSingleton<OrderHistory>();
builder.Services.AddSingleton<CustomerRepository>();
builder.Services.AddSingleton<InvoiceRepository>();
builder.Services.AddSingleton<ActivityLog>();
builder.Services.AddSingleton<ProductCatalog>();
builder.Services.AddSingleton<OrderExport>();
builder.Services.AddSingleton<SessionPolicyFactory>();

var app = builder.Build();
// Not found, not forbidden: another tenant's order must not even be known to exist.
app.Use(async (context, next) =>
{
    try
    {
        await next();
    }
    catch (TenantAccessDeniedException exception)
    {
        app.Logger.LogWarning("{Reason}", exception.Message);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
    }
});
app.UseAuthentication();
app.UseAuthorization();
app.MapOrders();
app.MapCustomers();
app.MapInvoices();
app.MapActivity();
app.MapCarts();
app.MapProducts();
app.MapReports();
app.MapGet("/session-policy/invoices", (SessionPolicyFactory factory) => factory.ForInvoices()).RequireAuthorization();
app.Run();
