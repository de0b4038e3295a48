using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>Two events of a contract contradict each other.</summary>
/// <param name="Line">The line concerned; 0 when a term is.</param>
/// <param name="On">The effective day of the event that no longer fits.</param>
public sealed record HistoryContradicts(int Line, DateOnly On) : Refusal
{
    /// <summary>Whether it is a scheduled change that was to be taken back or moved.</summary>
    public bool ByTakingBack { get; init; }

    /// <inheritdoc/>
    public override string Code => "contract.history_contradicts";

    /// <inheritdoc/>
    public override string Sentence => ByTakingBack
        ? $"What was recorded {Where}needs the change: take that back first, beginning with the newest."
        : $"What was recorded {Where}no longer fits: choose a later day, or take that back first.";

    private string Where => Line == 0 ? $"for the term and {On:yyyy-MM-dd} " : $"on line {Line} for {On:yyyy-MM-dd} ";
}
