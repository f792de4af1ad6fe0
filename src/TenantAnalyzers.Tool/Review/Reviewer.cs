using System.Threading.Tasks.Dataflow;
using TenantAnalyzers.Tool.Reports;

namespace TenantAnalyzers.Tool.Review;

/// <summary>Reviews files side by side and reports them in order, holding only a few at a time.</summary>
internal static class Reviewer
{
    private const int Ahead = 64;

    /// <summary>Reviews files.</summary>
    /// <param name="files">The files.</param>
    /// <param name="options">What is asked.</param>
    /// <param name="report">Where results go.</param>
    /// <param name="advanced">Called for each file that is done.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static async Task<ReviewTotals> RunAsync(
        IEnumerable<FileToReview> files, ReviewOptions options, IReport report, Action? advanced, CancellationToken cancellationToken)
    {
        var reviewer = new FileReviewer(options);
        var work = new TransformBlock<FileToReview, FileResult>(
            file => reviewer.Review(file, cancellationToken),
            new()
            {
                MaxDegreeOfParallelism = Environment.ProcessorCount,
                BoundedCapacity = Ahead,
                EnsureOrdered = true,
                CancellationToken = cancellationToken,
            });
        var feeding = FeedAsync(files, work, cancellationToken);
        var totals = new ReviewTotals();
        while (await work.OutputAvailableAsync(cancellationToken))
        {
            var result = await work.ReceiveAsync(cancellationToken);
            totals.Add(result);
            report.Write(result);
            advanced?.Invoke();
        }
        await feeding;
        await work.Completion;
        report.Complete(totals);
        return totals;
    }

    private static async Task FeedAsync(IEnumerable<FileToReview> files, TransformBlock<FileToReview, FileResult> work, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var file in files)
            {
                // False when the work has ended early; its completion says why.
                if (!await work.SendAsync(file, cancellationToken))
                    return;
            }
        }
        finally
        {
            work.Complete();
        }
    }
}
