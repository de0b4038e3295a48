// What an end chose for open debt and for credit that is left, in plain words (VER-5).
using Tenure.App.Cli;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.App.Contracts.Show;

internal static class BalanceWords
{
    /// <summary>The choices that differ from what is always so: debt stays a claim and credit stays.</summary>
    public static IEnumerable<string> Of(BalanceAtEnd balance)
    {
        if (balance.Unpaid != UnpaidAtEnd.Collected)
        {
            yield return balance.Unpaid == UnpaidAtEnd.Offset ? "open debt offset" : "open debt offset, the rest written off";
        }

        if (balance.Leftover != LeftoverAtEnd.Kept)
        {
            yield return balance.Leftover.KeptDays is { } days ? $"credit left kept for {Cadence.Days(days)}, then forfeited" : "credit left to be paid back";
        }
    }

    /// <summary>The choices of an end, with the day on which credit lapses.</summary>
    public static string Of(Ending ending) =>
        string.Join("; ", Of(ending.Balance)) + (ending.LapsesOn is { } day ? $" on {Parsing.Show(day)}" : string.Empty);

    /// <summary>The choices behind a comma, where there are any.</summary>
    public static string After(BalanceAtEnd balance) => string.Concat(Of(balance).Select(static words => ", " + words));
}
