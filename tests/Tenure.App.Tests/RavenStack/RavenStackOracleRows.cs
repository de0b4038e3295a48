// Part of the independent computation; RavenStackOracle.cs says why it shares nothing with the product.

using System.Globalization;

namespace IndependentOracle;

/// <summary>A subscription row read as a contract. End is the first day without service; null while open.</summary>
public sealed record RavenStackContract(
    string SubscriptionId, string AccountId, DateOnly Start, DateOnly? End, int Seats, long SeatMonthCents,
    int TermMonths, bool IsTrial, bool RenewsAutomatically)
{
    public long MrrCents => SeatMonthCents * Seats;

    public bool InForceOn(DateOnly day) => Start <= day && (End is null || day < End);
}

public sealed record RavenStackChurnEvent(
    string ChurnEventId, string AccountId, DateOnly Day, string Reason, long RefundCents);

/// <summary>The rows as they are. Whatever the mapping takes for granted is checked here, so that a changed file
/// fails loudly and is not quietly read as something else.</summary>
public sealed record RavenStackBook(
    IReadOnlySet<string> AccountIds,
    IReadOnlyList<RavenStackContract> Contracts,
    IReadOnlyList<RavenStackChurnEvent> ChurnEvents)
{
    public static RavenStackBook Read(string folder)
    {
        HashSet<string> accounts = [.. Rows(folder, "accounts.csv").Select(r => r["account_id"])];
        RavenStackContract[] contracts = [.. Rows(folder, "subscriptions.csv").Select(Contract)];
        RavenStackChurnEvent[] events = [.. Rows(folder, "churn_events.csv").Select(ChurnEvent)];

        Require(contracts.DistinctBy(c => c.SubscriptionId).Count() == contracts.Length, "a subscription_id twice");
        Require(events.DistinctBy(e => e.ChurnEventId).Count() == events.Length, "a churn_event_id twice");
        Require(contracts.All(c => accounts.Contains(c.AccountId)), "a subscription of no known account");
        return new RavenStackBook(accounts, contracts, events);
    }

    private static RavenStackContract Contract(Dictionary<string, string> row)
    {
        string id = row["subscription_id"];
        DateOnly start = Day(row["start_date"]);
        DateOnly? end = row["end_date"].Length == 0 ? null : Day(row["end_date"]);
        int seats = int.Parse(row["seats"], NumberStyles.None, CultureInfo.InvariantCulture);
        long mrr = Cents(row["mrr_amount"]);
        bool trial = Flag(row["is_trial"]);

        Require(end is null || start <= end, $"{id} ends before it starts");
        Require(seats > 0 && mrr % seats == 0, $"{id} has no price per seat in whole cents");
        Require(trial == (mrr == 0), $"{id} is a trial with a price, or has no price and is none");
        int termMonths = row["billing_frequency"] switch
        {
            "monthly" => 1,
            "annual" => 12,
            string other => throw new InvalidDataException($"{id} is billed '{other}'"),
        };
        return new RavenStackContract(
            id, row["account_id"], start, end, seats, mrr / seats, termMonths, trial, Flag(row["auto_renew_flag"]));
    }

    private static RavenStackChurnEvent ChurnEvent(Dictionary<string, string> row) => new(
        row["churn_event_id"], row["account_id"], Day(row["churn_date"]), row["reason_code"],
        Cents(row["refund_amount_usd"]));

    /// <summary>The files hold no quotes, so a comma is always a separator; a quote would change that.</summary>
    private static IEnumerable<Dictionary<string, string>> Rows(string folder, string file)
    {
        string[] lines = File.ReadAllLines(Path.Combine(folder, file));
        string[] header = lines[0].Split(',');
        foreach (string line in lines.Skip(1))
        {
            string[] cells = line.Split(',');
            Require(!line.Contains('"', StringComparison.Ordinal), $"{file} holds a quoted cell: {line}");
            Require(cells.Length == header.Length, $"{file} holds a row of another width: {line}");
            yield return header.Zip(cells).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal);
        }
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static bool Flag(string text) => text switch
    {
        "TRUE" => true,
        "FALSE" => false,
        _ => throw new InvalidDataException($"'{text}' is neither TRUE nor FALSE"),
    };

    private static long Cents(string text)
    {
        decimal cents = decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * 100m;
        Require(cents == decimal.Truncate(cents), $"'{text}' is not in whole cents");
        return (long)cents;
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidDataException(otherwise);
        }
    }
}
