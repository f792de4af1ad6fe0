using Microsoft.Playwright;

namespace TenantAnalyzers.Samples.Tests.Browser;

/// <summary>A page under test, and what went wrong on it.</summary>
internal sealed class TestPage : IAsyncDisposable
{
    private readonly int _width;
    private readonly List<string> _problems = [];

    public TestPage(IPage page, int width)
    {
        Page = page;
        _width = width;
        page.PageError += (_, error) => _problems.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                _problems.Add(message.Text);
        };
    }

    public IPage Page { get; }

    public async Task SignInAsync(string user)
    {
        await Page.GetByLabel("User").SelectOptionAsync(user);
        await Page.GetByLabel("Password").FillAsync("sample-" + user);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Attack from inside" })).ToBeVisibleAsync();
    }

    /// <summary>Nothing reaches past the right edge, and no script failed; a screenshot is kept for whoever looks.</summary>
    public async Task CheckAsync(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(RepositoryRoot(), "TestResults", "screenshots"));
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder.FullName, $"{name}-{_width}.png"), FullPage = true });
        Assert.True(await Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= _width, $"{name}: wider than {_width} pixels");
        var outside = await Page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('main *')].filter(e => e.checkVisibility() && !e.closest('.unseen, .table, .audit') && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 80))");
        Assert.Empty(outside);
        Assert.Empty(_problems);
    }

    public ValueTask DisposeAsync() => Page.Context.DisposeAsync();

    private static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "TenantAnalyzers.sln")))
            folder = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder))!;
        return folder;
    }
}
