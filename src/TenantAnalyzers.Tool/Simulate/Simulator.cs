using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using TenantAnalyzers.Iam;
using TenantAnalyzers.Tool.Reports;
using TenantAnalyzers.Tool.Review;

namespace TenantAnalyzers.Tool.Simulate;

/// <summary>An answer: a line of JSON and what it means for the exit code.</summary>
internal readonly record struct Answer(string Json, int ExitCode);

/// <summary>Answers requests as IAM would.</summary>
internal sealed class Simulator(PolicyLibrary library)
{
    /// <summary>Sets of policies that are kept prepared.</summary>
    private const int MaxPrepared = 1024;

    private const int ReasonsShown = 4;

    private readonly Dictionary<string, Prepared> _prepared = new(StringComparer.Ordinal);

    /// <summary>The answer to a line.</summary>
    public Answer Answer(string line, CancellationToken cancellationToken)
    {
        JsonElement? id = null;
        try
        {
            using var json = JsonDocument.Parse(line);
            id = SimulatedRequest.IdOf(json.RootElement)?.Clone();
            var request = SimulatedRequest.Read(json.RootElement);
            var prepared = Prepare(request.Policies, cancellationToken);
            var decision = prepared.Evaluator.Evaluate(request.Request);
            return new(Write(id, decision, prepared, request.Request), IsAsExpected(decision.Kind, request.Expect) ? ExitCodes.Clean : ExitCodes.Findings);
        }
        catch (JsonException exception)
        {
            return new(WriteError(id, "the line is no JSON: " + exception.Message), ExitCodes.Unreadable);
        }
        catch (BadRequestException exception)
        {
            return new(WriteError(id, exception.Message), ExitCodes.Unreadable);
        }
    }

    private Prepared Prepare(ImmutableArray<(PolicyLayer Layer, string Path)> policies, CancellationToken cancellationToken)
    {
        var key = string.Join('\n', policies.Select(static policy => $"{policy.Layer} {policy.Path}"));
        if (_prepared.TryGetValue(key, out var known))
            return known;
        var set = new PolicySet();
        var loaded = ImmutableArray.CreateBuilder<LoadedPolicy>();
        var names = new Dictionary<PolicyDocument, string>();
        foreach (var (layer, path) in policies)
        {
            foreach (var policy in library.Load(path, cancellationToken))
            {
                set = set.With(layer, policy.Document);
                loaded.Add(policy);
                names[policy.Document] = path;
            }
        }
        if (_prepared.Count == MaxPrepared)
            _prepared.Clear();
        return _prepared[key] = new(new PolicyEvaluator(set, HoleText.For(loaded.ToImmutable())), names);
    }

    private static bool IsAsExpected(DecisionKind kind, string? expect) => expect switch
    {
        "deny" => kind != DecisionKind.Allow,
        "explicitDeny" => kind == DecisionKind.ExplicitDeny,
        "implicitDeny" => kind == DecisionKind.ImplicitDeny,
        _ => kind == DecisionKind.Allow,
    };

    private static string Write(JsonElement? id, Decision decision, Prepared prepared, AuthorizationRequest request) => Write(id, json =>
    {
        json.WriteString("decision", decision.Kind switch
        {
            DecisionKind.Allow => "allow",
            DecisionKind.ExplicitDeny => "explicitDeny",
            _ => "implicitDeny",
        });
        if (decision.Statement is { } statement)
            json.WriteString("statement", PolicyResult.NameOf(statement));
        else
            json.WriteNull("statement");
        if (decision.Policy is { } policy)
            json.WriteString("policy", prepared.Names[policy]);
        json.WriteString("layer", Name(decision.Layer));
        json.WriteString("reason", Reason(decision, prepared.Evaluator.Explain(request)));
    });

    private static string Reason(Decision decision, ImmutableArray<StatementOutcome> outcomes)
    {
        if (decision.Statement is { } deciding)
            return outcomes.First(outcome => ReferenceEquals(outcome.Statement, deciding)).Reason;
        var others = outcomes.Where(outcome => outcome.Layer == decision.Layer && outcome.Statement.Effect == PolicyEffect.Allow)
            .Select(static outcome => $"{PolicyResult.NameOf(outcome.Statement)}: {outcome.Reason}").ToList();
        var shown = string.Join("; ", others.Take(ReasonsShown));
        var more = others.Count > ReasonsShown ? $" and {others.Count - ReasonsShown} more" : "";
        return others.Count == 0 ? $"no {Name(decision.Layer)} policy allows it" : $"no {Name(decision.Layer)} policy allows it: {shown}{more}";
    }

    private static string Name(PolicyLayer layer) => JsonNamingPolicy.CamelCase.ConvertName(layer.ToString());

    private static string WriteError(JsonElement? id, string message) => Write(id, json => json.WriteString("error", message));

    private static string Write(JsonElement? id, Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, JsonReport.Options with { Indented = false }))
        {
            json.WriteStartObject();
            if (id is { } value)
            {
                json.WritePropertyName("id");
                value.WriteTo(json);
            }
            write(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>A set of policies that is ready to be asked.</summary>
    private sealed record Prepared(PolicyEvaluator Evaluator, Dictionary<PolicyDocument, string> Names);
}
