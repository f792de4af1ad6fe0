using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DataModel;
using Amazon.Runtime;
using LeakyShop.Access;
using LeakyShop.Carts;
using LeakyShop.Customers;
using LeakyShop.Invoices;
using LeakyShop.Orders;
using LeakyShop.Reports;
using LeakyShop.Support;
using LeakyShop.Tenancy;
using Microsoft.AspNetCore.Authentication;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddAuthentication(ApiKeyAuthentication.Name)
    .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.Name, null);
builder.Services.AddAuthorization();
builder.Services.AddHttpContextAccessor();
builder.Services.AddSingleton<ITenantContext, PrincipalTenantContext>();
// The local DynamoDB takes any credentials.
builder.Services.AddSingleton<IAmazonDynamoDB>(_ => new AmazonDynamoDBClient(
    new BasicAWSCredentials("local", "local"), new AmazonDynamoDBConfig { ServiceURL = builder.Configuration["DynamoDb:ServiceUrl"] }));
// The entities say what their keys are; nobody needs to ask the table.
builder.Services.AddSingleton<IDynamoDBContext>(static services => new DynamoDBContextBuilder()
    .WithDynamoDBClient(services.GetRequiredService<IAmazonDynamoDB>)
    .ConfigureContext(static context => context.DisableFetchingTableMetadata = true)
    .Build());
builder.Services.AddSingleton<OrderRepository>();
builder.Services.AddSingleton<OrderHistory>();
builder.Services.AddSingleton<CustomerRepository>();
builder.Services.AddSingleton<InvoiceRepository>();
builder.Services.AddSingleton<CartRepository>();
builder.Services.AddSingleton<OrderExport>();
builder.Services.AddSingleton<ReceiptArchive>();
builder.Services.AddSingleton<SupportDesk>();
builder.Services.AddSingleton<SessionPolicyFactory>();

var app = builder.Build();
if (app.Configuration.GetValue<bool>("DynamoDb:CreateTables"))
    await CartTable.CreateAsync(app.Services.GetRequiredService<IAmazonDynamoDB>());
app.UseAuthentication();
app.UseAuthorization();
app.MapOrders();
app.MapCustomers();
app.MapInvoices();
app.MapCarts();
app.MapReports();
app.MapSupport();
app.MapGet("/session-policy/invoices", (SessionPolicyFactory factory) => factory.ForInvoices()).RequireAuthorization();
app.Run();
