// What an end chooses for open debt and for credit that is left, as a scenario says it: `unpaid offset leftover keep 90 days`.
using Tenure.Core.Contracts;

namespace Tenure.Core.Tests.Scenarios;

internal static class ScenarioBalances
{
    public static BalanceAtEnd Read(ScenarioWords words)
    {
        UnpaidAtEnd unpaid = words.Take("unpaid") ? UnpaidAtEnds.Parse(words.Word()).Value : UnpaidAtEnd.Collected;
        return new BalanceAtEnd(
            unpaid, words.Take("leftover") ? LeftoverAtEnd.Parse(words.AtEnd ? string.Empty : words.Rest()).Value : LeftoverAtEnd.Kept);
    }

    /// <summary>Nothing where both stay.</summary>
    public static string Write(BalanceAtEnd balance) =>
        (balance.Unpaid == UnpaidAtEnd.Collected ? string.Empty : " unpaid " + UnpaidAtEnds.NameOf(balance.Unpaid))
        + (balance.Leftover == LeftoverAtEnd.Kept ? string.Empty : " leftover " + balance.Leftover);
}
