using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using TenantAnalyzers.Iam;
using TenantAnalyzers.Policies;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.Tool.Review;

/// <summary>Reviews the policies that are written in a C# file, without its project: what a name of another file stands for is not known.</summary>
internal sealed class CSharpReviewer(ReviewOptions options)
{
    private static readonly CSharpParseOptions Parsing = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview);

    // Without the type of strings no constant has a value; without the attributes, nothing crosses tenants on purpose.
    private static readonly Lazy<CSharpCompilation> Surroundings = new(static () => CSharpCompilation.Create(
        "review",
        [CSharpSyntaxTree.ParseText(Attributes(), Parsing)],
        [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)));

    private readonly TenantIdentity _identity = new(TenantOptions.Read(new Configuration(options)));

    /// <summary>Reviews a file's text.</summary>
    public FileResult Review(string path, string text, CancellationToken cancellationToken)
    {
        var findings = ImmutableArray.CreateBuilder<Finding>();
        var notes = ImmutableArray.CreateBuilder<Note>();
        var verdict = Verdict.NotDynamoDb;
        string? reason = null;
        foreach (var policy in Read(text, cancellationToken))
        {
            var errors = PolicyMalformed.InCode(policy.Document.Text, policy.Errors).Select(error => (error, policy.PlaceOf(error.Span), policy.Document.StatementAt(error.Span)));
            var result = PolicyResult.Of(
                new(policy.Name, policy.Document, policy.PlaceOf), [.. errors], IsolationProver.Prove(policy.Document, ModelFor(policy), cancellationToken));
            findings.AddRange(result.Findings);
            notes.AddRange(result.Notes);
            if (reason is null || result.Verdict > verdict)
                (verdict, reason) = (result.Verdict, result.Reason);
        }

        if (options.Fix && findings.Count > 0)
            notes.Add(new(findings[0].Place, "C# is mended by `dotnet format analyzers`, in its project"));
        return new(path, verdict) { Findings = findings.ToImmutable(), Notes = notes.ToImmutable(), Reason = reason ?? "it holds no policy" };
    }

    /// <summary>The policies of a file's text.</summary>
    public IEnumerable<CSharpPolicy> Read(string text, CancellationToken cancellationToken)
    {
        if (!PolicyReader.MayBePolicy(text))
            yield break;
        var tree = CSharpSyntaxTree.ParseText(text, Parsing, cancellationToken: cancellationToken);
        var compilation = Surroundings.Value.AddSyntaxTrees(tree);
        var model = compilation.GetSemanticModel(tree);
        var lines = new LineMap(text);
        foreach (var expression in tree.GetRoot(cancellationToken).DescendantNodes().OfType<ExpressionSyntax>())
        {
            if (!PolicyLiterals.Kinds.Contains(expression.Kind()) || !PolicyLiterals.IsCandidate(expression)
                || PolicyText.Read(expression, model, cancellationToken) is not { } map
                || PolicyReader.Read(map.Text, cancellationToken) is not { Policy: { } document } reading
                || TenantAttributes.CrossesTenantsOnPurpose(model.GetEnclosingSymbol(expression.SpanStart, cancellationToken)))
            {
                continue;
            }
            yield return new(NameOf(expression), document, reading.Errors, map, new TenantHoles(model, _identity, cancellationToken), lines);
        }
    }

    /// <summary>What a tenant is to a policy.</summary>
    public TenancyModel ModelFor(CSharpPolicy policy) => options.ModelFor([]) with { IsTenantHole = policy.IsTenantHole };

    private static string NameOf(SyntaxNode expression)
    {
        foreach (var node in expression.Ancestors())
        {
            switch (node)
            {
                case VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } field:
                    return field.Identifier.ValueText;
                case PropertyDeclarationSyntax property:
                    return property.Identifier.ValueText;
                case MethodDeclarationSyntax method:
                    return method.Identifier.ValueText;
                case BaseTypeDeclarationSyntax type:
                    return type.Identifier.ValueText;
            }
        }
        return "";
    }

    private static string Attributes()
    {
        using var stream = typeof(CSharpReviewer).Assembly.GetManifestResourceStream("TenantAnalyzers.Attributes.cs")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The tool's options as the analyzers read theirs.</summary>
    private sealed class Configuration(ReviewOptions options) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, out string value)
        {
            value = key == TenantOptions.PrincipalTagKey.Name ? options.Model.PrincipalTag
                : key == TenantOptions.KeyFormatKey.Name ? options.Model.KeyFormat
                : key == TenantOptions.PartitionKeysKey.Name ? string.Join(',', options.PartitionKeys)
                : "";
            return value.Length > 0;
        }
    }
}

/// <summary>A policy in a string expression.</summary>
internal sealed class CSharpPolicy(string name, PolicyDocument document, ImmutableArray<PolicyError> errors, LiteralMap map, TenantHoles holes, LineMap lines)
{
    /// <summary>The member it stands in.</summary>
    public string Name => name;

    public PolicyDocument Document => document;

    public ImmutableArray<PolicyError> Errors => errors;

    public bool IsTenantHole(int offset) => map.HoleAt(offset) is { } hole && holes.HoldTenant(hole);

    /// <summary>Where a range of the policy's text is written.</summary>
    public Place PlaceOf(SourceSpan span)
    {
        var places = map.Places(span);
        return Place.Of(lines, places[0].Start, places[0].End);
    }
}
