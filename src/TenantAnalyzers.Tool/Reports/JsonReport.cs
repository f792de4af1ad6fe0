using System.Text.Encodings.Web;
using System.Text.Json;
using TenantAnalyzers.Iam;
using TenantAnalyzers.Tool.Review;

namespace TenantAnalyzers.Tool.Reports;

/// <summary>One JSON object, written file by file.</summary>
internal sealed class JsonReport : IReport
{
    internal static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Utf8JsonWriter _json;

    public JsonReport(Stream output)
    {
        _json = new(output, Options);
        _json.WriteStartObject();
        _json.WriteStartArray("files");
    }

    public void Write(FileResult result)
    {
        _json.WriteStartObject();
        _json.WriteString("path", result.Path);
        _json.WriteString("verdict", result.Verdict.Name());
        if (result.Reason is not null)
            _json.WriteString("reason", result.Reason);
        if (result.Mended > 0)
            _json.WriteNumber("mended", result.Mended);
        _json.WriteStartArray("findings");
        foreach (var finding in result.Findings)
            Write(finding);
        _json.WriteEndArray();
        if (!result.Notes.IsEmpty)
        {
            _json.WriteStartArray("notes");
            foreach (var note in result.Notes)
            {
                _json.WriteStartObject();
                Write(note.Place);
                _json.WriteString("reason", note.Reason);
                _json.WriteEndObject();
            }
            _json.WriteEndArray();
        }
        _json.WriteEndObject();
        _json.Flush();
    }

    public void Complete(ReviewTotals totals)
    {
        _json.WriteEndArray();
        _json.WriteStartObject("summary");
        _json.WriteNumber("files", totals.Files);
        _json.WriteNumber("findings", totals.Findings);
        foreach (var verdict in Enum.GetValues<Verdict>())
            _json.WriteNumber(verdict.Name(), totals.Of(verdict));
        _json.WriteNumber("unreadable", totals.Unreadable);
        _json.WriteNumber("mended", totals.Mended);
        _json.WriteEndObject();
        _json.WriteEndObject();
        _json.Flush();
    }

    private void Write(Finding finding)
    {
        _json.WriteStartObject();
        _json.WriteString("rule", finding.Rule);
        Write(finding.Place);
        _json.WriteString("policy", finding.Policy);
        _json.WriteString("statement", finding.Statement);
        _json.WriteString("message", finding.Message);
        if (finding.Witness is { } witness)
            Write(witness);
        else
            _json.WriteNull("witness");
        _json.WriteEndObject();
    }

    private void Write(Witness witness)
    {
        _json.WriteStartObject("witness");
        _json.WriteStartObject("principalTags");
        if (witness.IsTagged)
            _json.WriteString(witness.PrincipalTag, witness.TagValue);
        _json.WriteEndObject();
        _json.WriteString("action", witness.Action);
        _json.WriteString("resource", witness.Resource);
        _json.WriteStartArray("leadingKeys");
        foreach (var key in witness.LeadingKeys.IsDefault ? [] : witness.LeadingKeys)
            _json.WriteStringValue(key);
        _json.WriteEndArray();
        if (!witness.Context.IsEmpty)
        {
            _json.WriteStartObject("context");
            foreach (var (key, values) in witness.Context.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
            {
                _json.WriteStartArray(key);
                foreach (var value in values)
                    _json.WriteStringValue(value);
                _json.WriteEndArray();
            }
            _json.WriteEndObject();
        }
        _json.WriteEndObject();
    }

    private void Write(Place place)
    {
        _json.WriteNumber("line", place.Line);
        _json.WriteNumber("column", place.Column);
        _json.WriteNumber("endLine", place.EndLine);
        _json.WriteNumber("endColumn", place.EndColumn);
    }
}
