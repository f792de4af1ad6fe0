using Amazon.CDK;
using LeakyShop.Infrastructure;

var app = new App();
_ = new ShopStack(app, "LeakyShop");
app.Synth();
