using Amazon.DynamoDBv2;
using Amazon.Runtime;
using LeakyShop.Access;
using LeakyShop.Customers;
using LeakyShop.Invoices;
using LeakyShop.Orders;
using LeakyShop.Reports;
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
builder.Services.AddSingleton<OrderRepository>();
builder.Services.AddSingleton<OrderHistory>();
builder.Services.AddSingleton<CustomerRepository>();
builder.Services.AddSingleton<InvoiceRepository>();
builder.Services.AddSingleton<OrderExport>();
builder.Services.AddSingleton<SessionPolicyFactory>();

var app = builder.Build();
app.UseAuthentication();
app.UseAuthorization();
app.MapOrders();
app.MapCustomers();
app.MapInvoices();
app.MapReports();
app.MapGet("/session-policy/invoices", (SessionPolicyFactory factory) => factory.ForInvoices()).RequireAuthorization();
app.Run();
