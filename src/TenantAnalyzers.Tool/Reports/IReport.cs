using TenantAnalyzers.Tool.Review;

namespace TenantAnalyzers.Tool.Reports;

/// <summary>Writes results as they come.</summary>
internal interface IReport
{
    /// <summary>Writes one file's result.</summary>
    void Write(FileResult result);

    /// <summary>Writes what comes behind the last result.</summary>
    void Complete(ReviewTotals totals);
}
