using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.CodeFixes.Editing;

/// <summary>What a fix knows of the document it works on. Made once for all diagnostics of the document.</summary>
internal sealed class FixScope
{
    private FixScope(Document document, SyntaxNode root, SemanticModel model, SourceText text, AnalyzerConfigOptions options, CancellationToken cancellationToken)
    {
        Document = document;
        Root = root;
        Model = model;
        Text = text;
        Identity = new TenantIdentity(TenantOptions.Read(options));
        Layout = new Layout(text, options);
        CancellationToken = cancellationToken;
    }

    public Document Document { get; }

    public SyntaxNode Root { get; }

    public SemanticModel Model { get; }

    public SourceText Text { get; }

    /// <summary>What counts as the tenant in this file.</summary>
    public TenantIdentity Identity { get; }

    public Layout Layout { get; }

    public CancellationToken CancellationToken { get; }

    /// <summary>The version of C# that the file is written in.</summary>
    public LanguageVersion Language => ((CSharpParseOptions)Root.SyntaxTree.Options).LanguageVersion;

    /// <summary>Null when the document has no syntax or no meaning.</summary>
    public static async Task<FixScope?> CreateAsync(Document document, CancellationToken cancellationToken)
    {
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return null;
        }

        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var options = document.Project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GetOptions(root.SyntaxTree);
        return new(document, root, model, text, options, cancellationToken);
    }

    /// <summary>The node of a diagnostic's own place or of one of its additional places; null when it is in another file.</summary>
    public T? Find<T>(Location? place)
        where T : SyntaxNode
    {
        if (place?.SourceTree is not { } tree || !IsThisFile(tree) || !Root.FullSpan.Contains(place.SourceSpan))
            return null;
        return Root.FindNode(place.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<T>(node => node.Span == place.SourceSpan);
    }

    /// <summary>The declaration whose name stands at a place; null when it is in another file.</summary>
    public SyntaxNode? FindDeclaration(Location place) =>
        place.SourceTree is { } tree && IsThisFile(tree) && Root.FullSpan.Contains(place.SourceSpan)
            ? Root.FindToken(place.SourceSpan.Start).Parent : null;

    /// <summary>The changes leave the member that holds <paramref name="node"/> without a new compile error.</summary>
    public async Task<bool> CompilesAsync(SyntaxNode node, ImmutableArray<TextChange> changes)
    {
        var member = node.FirstAncestorOrSelf<MemberDeclarationSyntax>(static candidate => candidate is not BaseNamespaceDeclarationSyntax) ?? Root;
        if (member is GlobalStatementSyntax)
            member = Root;
        var ordered = changes.OrderBy(static change => change.Span).ToImmutableArray();
        var changed = Document.WithText(Text.WithChanges(ordered));
        if (await changed.GetSemanticModelAsync(CancellationToken).ConfigureAwait(false) is not { } model)
            return false;
        var growth = ordered.Sum(static change => change.NewText!.Length - change.Span.Length);
        var span = member.FullSpan;
        return Errors(model, new TextSpan(span.Start, span.Length + growth)) <= Errors(Model, span);
    }

    private int Errors(SemanticModel model, TextSpan span) =>
        model.GetDiagnostics(span, CancellationToken).Count(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    // A linked file has a tree of its own in each project.
    private bool IsThisFile(SyntaxTree tree) =>
        tree == Root.SyntaxTree || string.Equals(tree.FilePath, Root.SyntaxTree.FilePath, StringComparison.Ordinal);
}
