using Microsoft.Playwright;
using TenantAnalyzers.Samples.Tests.TenantShop;

namespace TenantAnalyzers.Samples.Tests.Browser;

/// <summary>The shop's page as a person uses it, in a real browser, on the real gateway and DynamoDB Local.</summary>
public sealed class PageTests : IClassFixture<ShopHost>, IClassFixture<Chromium>
{
    private readonly ShopHost _host;
    private readonly Chromium _chromium;

    public PageTests(ShopHost host, Chromium chromium)
    {
        Assert.SkipWhen(host.Missing is not null, host.Missing ?? "");
        Assert.SkipWhen(chromium.Missing is not null, chromium.Missing ?? "");
        _host = host;
        _chromium = chromium;
    }

    public static TheoryData<int, int, ColorScheme> Screens => new()
    {
        { 1280, 900, ColorScheme.Light },
        { 390, 844, ColorScheme.Dark },
    };

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task Attack_OnlyIamLeft_ShowsTheDenialAndItsAuditRecord(int width, int height, ColorScheme scheme)
    {
        await using var test = await _chromium.OpenAsync(_host.Shop.Address, width, height, scheme);
        await test.CheckAsync("sign-in");
        await test.SignInAsync("ann");
        await test.CheckAsync("bench");

        await test.Page.GetByLabel("Keys").UncheckAsync();
        await test.Page.GetByLabel("App guard").UncheckAsync();
        await test.Page.GetByRole(AriaRole.Button, new() { Name = "Run the attack" }).ClickAsync();

        var result = test.Page.Locator("#result");
        await Assertions.Expect(result).ToContainTextAsync("Stopped by IAM");
        await Assertions.Expect(result).ToContainTextAsync("AccessDeniedException");
        await Assertions.Expect(result).ToContainTextAsync("is not authorized to perform: dynamodb:GetItem");
        await Assertions.Expect(result.GetByText("1 of its own")).ToBeVisibleAsync();
        await Assertions.Expect(test.Page.Locator("[data-gate=iam]")).ToContainTextAsync("Stopped here");
        await Assertions.Expect(test.Page.Locator("[data-gate=data]")).ToContainTextAsync("Untouched");

        var requestId = await result.Locator("dt:text-is('Request') + dd").InnerTextAsync();
        var record = test.Page.Locator("#audit li", new() { HasText = requestId });
        await Assertions.Expect(record).ToContainTextAsync("AccessDenied");
        await Assertions.Expect(record.Locator("summary")).ToContainTextAsync("key globex");
        await record.Locator("summary").ClickAsync();
        await Assertions.Expect(record.Locator("pre")).ToBeVisibleAsync();
        await test.CheckAsync("denied");
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task RunAll_LayersOffThenIamOn_BreachesThenHolds(int width, int height, ColorScheme scheme)
    {
        await using var test = await _chromium.OpenAsync(_host.Shop.Address, width, height, scheme);
        await test.SignInAsync("gus");
        await test.Page.GetByRole(AriaRole.Radio, new() { Name = "Table per tenant" }).CheckAsync();
        foreach (var layer in new[] { "Keys", "App guard", "IAM" })
            await test.Page.GetByLabel(layer, new() { Exact = true }).UncheckAsync();
        var all = test.Page.GetByRole(AriaRole.Button, new() { Name = "Run all of them" });
        var summary = test.Page.Locator("#all-summary");
        await all.ClickAsync();
        await Assertions.Expect(summary).ToHaveTextAsync("2 stopped, 11 breached");
        await test.CheckAsync("all-breached");

        await test.Page.GetByLabel("IAM", new() { Exact = true }).CheckAsync();
        await all.ClickAsync();
        await Assertions.Expect(summary).ToHaveTextAsync("13 stopped, 0 breached");
        await Assertions.Expect(test.Page.Locator("#all-rows tr")).ToHaveCountAsync(13);
        await Assertions.Expect(test.Page.Locator("#all-rows").GetByText("Failed")).ToHaveCountAsync(0);
        await test.CheckAsync("all-held");
    }

    [Fact]
    public async Task Keyboard_SignInSwitchAndRun_NeedsNoMouse()
    {
        await using var test = await _chromium.OpenAsync(_host.Shop.Address, 1280, 900);
        var keys = test.Page.Keyboard;
        await test.Page.GetByLabel("User").FocusAsync();
        await keys.PressAsync("Tab");
        await keys.TypeAsync("sample-ann");
        await keys.PressAsync("Enter");
        await Assertions.Expect(test.Page.GetByRole(AriaRole.Heading, new() { Name = "Attack from inside" })).ToBeFocusedAsync();

        // The victim, the model, and then the switches in the order of the gates.
        await TabToAsync(test.Page, "layer-keys");
        await keys.PressAsync("Space");
        await TabToAsync(test.Page, "run");
        await keys.PressAsync("Enter");
        await Assertions.Expect(test.Page.Locator("#verdict")).ToHaveTextAsync("Stopped by the app guard");
        await test.CheckAsync("keyboard");
    }

    [Fact]
    public async Task SignIn_WrongPassword_SaysSo()
    {
        await using var test = await _chromium.OpenAsync(_host.Shop.Address, 390, 844);
        await test.Page.GetByLabel("Password").FillAsync("wrong");
        await test.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(test.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("The user or the password is wrong.");
    }

    private static async Task TabToAsync(IPage page, string id)
    {
        for (var i = 0; i < 40; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<string>("document.activeElement.id") == id)
                return;
        }

        Assert.Fail($"{id} is not reached with the Tab key.");
    }
}
