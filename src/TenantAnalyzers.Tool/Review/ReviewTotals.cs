namespace TenantAnalyzers.Tool.Review;

/// <summary>What a review came to.</summary>
internal sealed class ReviewTotals
{
    private readonly int[] _verdicts = new int[Enum.GetValues<Verdict>().Length];

    public int Files { get; private set; }

    public int Findings { get; private set; }

    public int Unreadable { get; private set; }

    public int Mended { get; private set; }

    public int Of(Verdict verdict) => _verdicts[(int)verdict];

    public void Add(FileResult result)
    {
        Files++;
        Findings += result.Findings.Length;
        Mended += result.Mended;
        Unreadable += result.IsUnreadable ? 1 : 0;
        _verdicts[(int)result.Verdict]++;
    }

    public int ExitCode => Unreadable > 0 ? ExitCodes.Unreadable : Findings > 0 ? ExitCodes.Findings : ExitCodes.Clean;
}
