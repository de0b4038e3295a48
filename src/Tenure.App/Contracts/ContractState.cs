// The state of a contract in words, the same in a list and on its page: whether it is in force on a day, and what is known of
// its end.
using Tenure.Core.Contracts;

namespace Tenure.App.Contracts;

internal static class ContractState
{
    /// <summary>What is known of the end, as stored: open, terminated or expired.</summary>
    public static string StatusOf(Contract contract) =>
        contract.Ending is null ? "open" : contract.Ending.IsExpiry ? "expired" : "terminated";

    /// <summary>The state on a day, such as <c>in force, terminated (budget)</c>.</summary>
    /// <param name="day">The day.</param>
    /// <param name="start">The first day of service.</param>
    /// <param name="inForce">Whether the contract is in force on the day.</param>
    /// <param name="status">What is known of the end.</param>
    /// <param name="endReason">The reason code of a termination.</param>
    public static string Words(DateOnly day, DateOnly start, bool inForce, string status, string? endReason) =>
        (inForce ? "in force" : day < start ? "not begun" : "ended") + status switch
        {
            "open" => string.Empty,
            "terminated" => $", terminated ({endReason})",
            "expired" when inForce => ", not renewed",
            _ => ", " + status,
        };
}
