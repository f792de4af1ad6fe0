return await TenantShop.Hosting.ShopApp.RunAsync(args);
