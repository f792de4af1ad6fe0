using System.Collections.Immutable;

namespace TenantAnalyzers.Iam;

/// <summary>Mends the statements that findings stand on (TNT3001 to TNT3005), keeping the text's layout.</summary>
public static class IsolationRepair
{
    /// <summary>
    /// The edits, ordered by place and without overlap, after which each of these statements is proved isolated; a statement for which
    /// there is no such edit is left alone, and the result is empty when that leaves none.
    /// </summary>
    /// <param name="document">The document, as it was proved.</param>
    /// <param name="statements">The numbers of the statements to mend (<see cref="PolicyStatement.Index"/>).</param>
    /// <param name="model">The model it was proved with.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static ImmutableArray<TextEdit> Mend(
        PolicyDocument document, IReadOnlyCollection<int> statements, TenancyModel model, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();
}
