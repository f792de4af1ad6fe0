using Microsoft.Playwright;
using TenantAnalyzers.Samples.Tests.DynamoDbLocal;

namespace TenantAnalyzers.Samples.Tests.Browser;

/// <summary>The machine's own Chromium, headless, driven by Playwright. A fixture cannot skip; its tests can.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Lacks = "No Chromium is on this machine. Debian: apt-get install chromium; or name one in CHROMIUM.";

    // Nothing of it calls home.
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>What the machine lacks, or null. In CI that is a failure.</summary>
    public string? Missing { get; private set; }

    public async ValueTask InitializeAsync()
    {
        if (Find() is not { } program)
        {
            Missing = Needs.MustRun ? throw new FileNotFoundException(Lacks) : Lacks;
            return;
        }

        Assertions.SetDefaultExpectTimeout(60_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = program, Headless = true, Args = Arguments, Timeout = 120_000 });
    }

    /// <summary>A page of its own, which fails its test when a script throws or the page's policy stops something.</summary>
    internal async Task<TestPage> OpenAsync(Uri address, int width, int height, ColorScheme scheme = ColorScheme.Light)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
            HasTouch = width < 500,
        });
        context.SetDefaultTimeout(60_000);
        var page = new TestPage(await context.NewPageAsync(), width);
        await page.Page.GotoAsync(address.ToString());
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named)
            return named;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Prepend("/usr/bin");
        return folders.SelectMany(static folder => new[] { "chromium", "chromium-browser", "google-chrome" }, Path.Combine).FirstOrDefault(File.Exists);
    }
}
