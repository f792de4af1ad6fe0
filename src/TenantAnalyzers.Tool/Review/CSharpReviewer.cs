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

    /// <summary>Whether a file can hold a policy: a cheap look before parsing it.</summary>
    public static bool MayHoldPolicy(string text) => text.Contains("Statement", StringComparison.Ordinal) && text.Contains("Effect", StringComparison.Ordinal);

    /// <summary>Reviews a file's text.</summary>
    public FileResult Review(string path, string text, CancellationToken cancellationToken)
    {
        var findings = ImmutableArray.CreateBuilder<Finding>();
        var notes = ImmutableArray.CreateBuilder<Note>();
        var verdict = Verdict.NotDynamoDb;
        string? reason = null;
        foreach (var policy in Read(text, cancellationToken))
        {
            var report = IsolationProver.Prove(policy.Document, ModelFor(policy), cancellationToken);
            foreach (var finding in report.Findings)
            {
                findings.Add(new(
                    $"TNT{(int)finding.Rule}", policy.PlaceOf(finding.Statement.Span), policy.Name, SiteReviewer.NameOf(finding.Statement),
                    SiteReviewer.MessageOf(finding), finding.Witness, policy.Document.Text.Substring(finding.Statement.Span.Start, finding.Statement.Span.Length)));
            }
            foreach (var statement in report.Statements.Where(static statement => statement.Verdict == IsolationVerdict.CannotTell))
                notes.Add(new(policy.PlaceOf(statement.Statement.Span), statement.Reason));
            if (reason is null || Verdicts.Of(report.Verdict) > verdict)
                (verdict, reason) = (Verdicts.Of(report.Verdict), report.Reason);
        }

        if (options.Fix && findings.Count > 0)
            notes.Add(new(findings[0].Place, "C# is mended by `dotnet format analyzers --diagnostics TNT3001 TNT3002 TNT3003 TNT3004 TNT3005`"));
        return new(path, verdict) { Findings = findings.ToImmutable(), Notes = notes.ToImmutable(), Reason = reason ?? "it holds no policy" };
    }

    /// <summary>The policies of a file's text.</summary>
    public IEnumerable<CSharpPolicy> Read(string text, CancellationToken cancellationToken)
    {
        if (!MayHoldPolicy(text))
            yield break;
        var tree = CSharpSyntaxTree.ParseText(text, Parsing, cancellationToken: cancellationToken);
        var compilation = Surroundings.Value.AddSyntaxTrees(tree);
        var model = compilation.GetSemanticModel(tree);
        var lines = new LineMap(text);
        foreach (var expression in tree.GetRoot(cancellationToken).DescendantNodes().OfType<ExpressionSyntax>())
        {
            if (!PolicyLiterals.Kinds.Contains(expression.Kind()) || !PolicyLiterals.IsCandidate(expression)
                || PolicyText.Read(expression, model, cancellationToken) is not { } map
                || PolicyReader.Read(map.Text, cancellationToken).Policy is not { } document
                || TenantAttributes.CrossesTenantsOnPurpose(model.GetEnclosingSymbol(expression.SpanStart, cancellationToken)))
            {
                continue;
            }
            yield return new(NameOf(expression), document, map, new TenantHoles(model, _identity, cancellationToken), lines);
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
internal sealed class CSharpPolicy(string name, PolicyDocument document, LiteralMap map, TenantHoles holes, LineMap lines)
{
    /// <summary>The member it stands in.</summary>
    public string Name => name;

    public PolicyDocument Document => document;

    public bool IsTenantHole(int offset) => map.HoleAt(offset) is { } hole && holes.HoldTenant(hole);

    /// <summary>Where a range of the policy's text is written.</summary>
    public Place PlaceOf(SourceSpan span)
    {
        var places = map.Places(span.Start, Math.Max(span.Length, 1));
        return Place.Of(lines, places[0].Start, places[0].End);
    }
}
