using Shouldly;
using Xunit;

namespace IndependentOracle;

/// <summary>The independent computation is itself held to what is known of the book without it. The data set is not
/// part of a clone: where no ancestor folder has it, there is nothing to hold and the tests pass.</summary>
public sealed class RavenStackOracleTests
{
    private static readonly DateOnly CloseOfBook = new(2024, 12, 31);

    private static readonly Lazy<RavenStackExpectation?> Book = new(
        () => DataFolder() is { } folder ? RavenStackOracle.Compute(folder, CloseOfBook) : null);

    [Fact]
    public void The_book_has_the_known_customers_and_contracts()
    {
        if (Book.Value is not { } book)
        {
            return;
        }

        book.Customers.ShouldBe(500);
        book.Contracts.ShouldBe(5_000);
        book.InForce.ShouldBe(4_514);
        book.TrialsInForce.ShouldBe(700);
        book.Ended.ShouldBe(486);
        book.ZeroDay.ShouldBe(13);
        book.MrrCents.ShouldBe(1_015_960_800);
    }

    /// <summary>The figures of a second computation in another language, which counts months forward where this one
    /// steps through terms.</summary>
    [Fact]
    public void Every_paid_term_is_billed_once_on_its_first_day()
    {
        if (Book.Value is not { } book)
        {
            return;
        }

        book.TermsBegun.ShouldBe(17_511);
        book.RenewalsByHand.ShouldBe(2_360);
        book.RenewalsAutomatic.ShouldBe(10_164);
        book.TermsBegun.ShouldBe(
            book.Contracts - book.ZeroDay + book.RenewalsByHand + book.RenewalsAutomatic, "first terms and renewals");
        book.BilledSlices.Count.ShouldBe(14_655);
        book.Invoices.ShouldBe(14_655);
        book.BilledTotalCents.ShouldBe(10_602_639_600);
        book.BilledPerMonth.Sum(m => m.NetCents).ShouldBe(book.BilledTotalCents);
        book.BilledPerMonth.Sum(m => m.Slices).ShouldBe(book.BilledSlices.Count);
        book.BilledSlices.ShouldAllBe(t => t.Start <= CloseOfBook && t.NetCents > 0);
    }

    [Fact]
    public void The_movements_lead_from_nothing_to_the_mrr_of_the_last_day()
    {
        if (Book.Value is not { } book)
        {
            return;
        }

        IReadOnlyList<RavenStackMovementMonth> months = book.MovementsPerMonth;
        months.Count.ShouldBe(24);
        months[0].Month.ShouldBe(new DateOnly(2023, 1, 1));
        months[0].OpeningCents.ShouldBe(0);
        months[^1].ClosingCents.ShouldBe(book.MrrCents);
        months.ShouldAllBe(m => m.OpeningCents + m.MovedCents == m.ClosingCents);
        months.Zip(months.Skip(1)).ShouldAllBe(p => p.First.ClosingCents == p.Second.OpeningCents);

        months.Sum(m => m.NewCents).ShouldBe(139_525_100);
        months.Sum(m => m.ExpansionCents).ShouldBe(985_960_100);
        months.Sum(m => m.ContractionCents).ShouldBe(-106_757_700);
        months.Sum(m => m.ChurnCents).ShouldBe(-4_355_100);
        months.Sum(m => m.ReactivationCents).ShouldBe(1_588_400);
    }

    [Fact]
    public void Every_ended_contract_has_one_reason()
    {
        if (Book.Value is not { } book)
        {
            return;
        }

        book.EndedPerReason.ShouldBe(new Dictionary<string, int>
        {
            ["budget"] = 70,
            ["competitor"] = 57,
            ["features"] = 53,
            ["pricing"] = 48,
            ["support"] = 71,
            ["unknown"] = 187,
        });
        book.EndedPerReason.Values.Sum().ShouldBe(book.Ended);
        book.EndedWithoutChurnEvent.ShouldBe(134);
        book.EndedWithRefund.ShouldBe(87);
    }

    /// <summary>Where the data set lies, if a folder above the test assembly has it; null in a plain clone.</summary>
    public static string? DataFolder()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string folder = Path.Combine(at.FullName, "shared", "data", "ravenstack");
            if (Directory.Exists(folder))
            {
                return folder;
            }
        }

        return null;
    }
}
