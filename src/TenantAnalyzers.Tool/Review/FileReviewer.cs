using System.Collections.Immutable;
using System.Text;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Tool.Review;

/// <summary>Reviews one file, and mends it when asked to.</summary>
internal sealed class FileReviewer(ReviewOptions options)
{
    private readonly SiteReviewer _sites = new(options);
    private readonly CSharpReviewer _csharp = new(options);

    /// <summary>The result; never an exception for what is in the file.</summary>
    public FileResult Review(FileToReview file, CancellationToken cancellationToken)
    {
        var path = file.Path.Replace('\\', '/');
        if (file.Problem is { } problem)
            return FileResult.Unreadable(path, problem);
        try
        {
            return Review(path, file, TextFile.Read(file.Path), cancellationToken);
        }
        catch (DecoderFallbackException)
        {
            return FileResult.Unreadable(path, "the file is no text");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return FileResult.Unreadable(path, exception.Message);
        }
    }

    private FileResult Review(string path, FileToReview file, TextFile text, CancellationToken cancellationToken)
    {
        if (Path.GetExtension(file.Path).Equals(".cs", StringComparison.OrdinalIgnoreCase))
            return _csharp.Review(path, text.Text, cancellationToken) with { IsBeside = !file.IsNamed && !PolicyReader.MayBePolicy(text.Text) };
        if (!file.IsNamed && !PolicyFiles.MayHoldPolicy(text.Text))
            return new(path, Verdict.NotDynamoDb) { Reason = "it holds no policy", IsBeside = true };

        var source = PolicySource.Read(file.Path, text.Text, cancellationToken);
        var result = _sites.Review(path, source, cancellationToken);
        if (!options.Fix || result.Findings.IsEmpty || source.File is null)
            return result;
        if (!source.CanEdit)
            return result with { Notes = result.Notes.Add(new(new(1, 1, 1, 1), "YAML is not rewritten: mend it by hand")) };
        if (PolicyFixer.Mend(text.Text, source.File, options, cancellationToken) is not { } mended)
            return result;
        text.Write(file.Path, mended.Text);
        return _sites.Review(path, PolicySource.Read(file.Path, mended.Text, cancellationToken), cancellationToken) with { Mended = mended.Count };
    }
}
