using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TenantAnalyzers.Tool.Review;

namespace TenantAnalyzers.Tool.Reports;

/// <summary>SARIF 2.1.0 (OASIS Standard, 27 March 2020), written result by result.</summary>
internal sealed class SarifReport : IReport
{
    private const string Root = "SRCROOT";

    private readonly Utf8JsonWriter _json;
    private readonly string _folder;
    private readonly List<FileResult> _unreadable = [];

    /// <summary>Starts a report.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="folder">The folder that paths are relative to.</param>
    public SarifReport(Stream output, string folder)
    {
        _folder = folder;
        _json = new(output, JsonReport.Options);
        _json.WriteStartObject();
        _json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        _json.WriteString("version", "2.1.0");
        _json.WriteStartArray("runs");
        _json.WriteStartObject();
        WriteTool();
        _json.WriteStartObject("originalUriBaseIds");
        _json.WriteStartObject(Root);
        _json.WriteString("uri", new Uri(Path.TrimEndingDirectorySeparator(folder) + "/").AbsoluteUri);
        _json.WriteEndObject();
        _json.WriteEndObject();
        _json.WriteString("columnKind", "utf16CodeUnits");
        _json.WriteStartArray("results");
    }

    public void Write(FileResult result)
    {
        // Of a file that cannot be read there is no result but a notification; its text's errors have places.
        if (result.IsUnreadable)
            _unreadable.Add(result with { Findings = [] });
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var finding in result.Findings)
            Write(result, finding, seen);
        _json.Flush();
    }

    public void Complete(ReviewTotals totals)
    {
        _json.WriteEndArray();
        _json.WriteStartArray("invocations");
        _json.WriteStartObject();
        _json.WriteBoolean("executionSuccessful", _unreadable.Count == 0);
        _json.WriteStartArray("toolExecutionNotifications");
        foreach (var result in _unreadable)
        {
            _json.WriteStartObject();
            _json.WriteString("level", "error");
            WriteMessage(result.Reason ?? "");
            _json.WriteStartArray("locations");
            WriteLocation(result.Path, null);
            _json.WriteEndArray();
            _json.WriteEndObject();
        }
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.Flush();
    }

    private void WriteTool()
    {
        _json.WriteStartObject("tool");
        _json.WriteStartObject("driver");
        _json.WriteString("name", "tenant-analyzers");
        _json.WriteString("semanticVersion", typeof(SarifReport).Assembly.GetName().Version!.ToString(3));
        _json.WriteString("informationUri", RuleTable.All[0].HelpLinkUri[..RuleTable.All[0].HelpLinkUri.IndexOf("/blob/", StringComparison.Ordinal)]);
        _json.WriteStartArray("rules");
        foreach (var rule in RuleTable.All)
        {
            _json.WriteStartObject();
            _json.WriteString("id", rule.Id);
            WriteText("shortDescription", rule.Title.ToString(CultureInfo.InvariantCulture));
            WriteText("fullDescription", rule.Description.ToString(CultureInfo.InvariantCulture));
            WriteText("help", $"{rule.Description.ToString(CultureInfo.InvariantCulture)} See {rule.HelpLinkUri}");
            _json.WriteString("helpUri", rule.HelpLinkUri);
            _json.WriteStartObject("defaultConfiguration");
            _json.WriteString("level", "warning");
            _json.WriteEndObject();
            _json.WriteStartObject("properties");
            _json.WriteStartArray("tags");
            _json.WriteStringValue("security");
            _json.WriteStringValue("tenant-isolation");
            _json.WriteEndArray();
            _json.WriteEndObject();
            _json.WriteEndObject();
        }
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    private void Write(FileResult result, Finding finding, Dictionary<string, int> seen)
    {
        _json.WriteStartObject();
        _json.WriteString("ruleId", finding.Rule);
        if (RuleTable.IndexOf(finding.Rule) is var index and >= 0)
            _json.WriteNumber("ruleIndex", index);
        _json.WriteString("level", "warning");
        WriteMessage(finding.Message);
        _json.WriteStartArray("locations");
        WriteLocation(result.Path, finding.Place);
        _json.WriteEndArray();
        _json.WriteStartObject("partialFingerprints");
        _json.WriteString("tenantAnalyzers/v1", Fingerprint(result, finding, seen));
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    // By what the statement says, not by where it stands: other lines may come and go.
    private string Fingerprint(FileResult result, Finding finding, Dictionary<string, int> seen)
    {
        var text = string.Concat(finding.Text.Where(static character => !char.IsWhiteSpace(character)));
        var key = string.Join('\n', finding.Rule, Relative(result.Path), finding.Policy, text);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..32];
        var count = seen[hash] = seen.GetValueOrDefault(hash) + 1;
        return $"{hash}:{count}";
    }

    private void WriteLocation(string path, Place? place)
    {
        _json.WriteStartObject();
        _json.WriteStartObject("physicalLocation");
        _json.WriteStartObject("artifactLocation");
        var relative = Relative(path);
        if (Path.IsPathRooted(relative) || relative.StartsWith("..", StringComparison.Ordinal))
        {
            _json.WriteString("uri", new Uri(Path.GetFullPath(path, _folder)).AbsoluteUri);
        }
        else
        {
            _json.WriteString("uri", string.Join('/', relative.Split('/').Select(Uri.EscapeDataString)));
            _json.WriteString("uriBaseId", Root);
        }
        _json.WriteEndObject();
        if (place is { } region)
        {
            _json.WriteStartObject("region");
            _json.WriteNumber("startLine", region.Line);
            _json.WriteNumber("startColumn", region.Column);
            _json.WriteNumber("endLine", region.EndLine);
            _json.WriteNumber("endColumn", region.EndColumn);
            _json.WriteEndObject();
        }
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    private string Relative(string path) => Path.GetRelativePath(_folder, Path.GetFullPath(path, _folder)).Replace('\\', '/');

    private void WriteMessage(string text) => WriteText("message", text);

    private void WriteText(string name, string text)
    {
        _json.WriteStartObject(name);
        _json.WriteString("text", text);
        _json.WriteEndObject();
    }
}
