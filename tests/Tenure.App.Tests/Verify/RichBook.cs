// A small book with a long life: every verb and every kind of end, three currencies, bills in advance and in arrears, run month
// by month, sealed on the way. What verify is proved on.
using System.Collections.Immutable;
using Shouldly;
using Tenure.App.Billing.Run;
using Tenure.App.Contracts;
using Tenure.Core.Catalogue;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Parties;
using Tenure.Core.Receivables;
using Tenure.Storage;

namespace Tenure.App.Tests.Verify;

internal sealed class RichBook(Database database)
{
    public const int Tenant = 1;
    private static readonly Guid PlanId = DerivedId.From("plan", Tenant, "test", "pro");

    private readonly Dictionary<string, PlanVersion> versions = [];

    public static DateOnly Day(int year, int month, int day) => new(year, month, day);

    public static Guid IdOf(string reference) => DerivedId.From("contract", Tenant, "test", reference);

    /// <summary>The whole life of the book.</summary>
    public static async Task<RichBook> LiveAsync(Database database)
    {
        var book = new RichBook(database);
        await book.OpenAsync();
        await book.OrderAsync("automatic", "EUR", Day(2025, 1, 15), RenewalKind.Automatic, discounts: [Percent], tax: "19%");
        await book.OrderAsync("yen", "JPY", Day(2025, 1, 31), RenewalKind.Automatic, tax: "10%", taxBasis: TaxBasis.PerLine);
        await book.OrderAsync("credited", "EUR", Day(2025, 2, 1), RenewalKind.Automatic, discounts: [Fixed], tax: "20%, setup=7%");
        await book.OrderAsync("forfeited", "USD", Day(2025, 2, 1), RenewalKind.Automatic);
        await book.OrderAsync("withdrawn", "EUR", Day(2025, 3, 1), RenewalKind.Automatic);
        await book.OrderAsync("expiring", "USD", Day(2025, 3, 1), RenewalKind.None);
        await book.OrderAsync("manual", "EUR", Day(2025, 1, 1), RenewalKind.Manual);
        await book.OrderAsync("raised", "EUR", Day(2025, 2, 15), RenewalKind.Automatic, uplift: Uplift.ListUpTo(5m),
            prices: [new DatedPrice("seats", Day(2025, 4, 15), 51m)]);
        await book.OrderAsync("trial", "EUR", Day(2025, 3, 1), RenewalKind.None, isTrial: true);
        await book.RunAsync(Day(2025, 3, 10));
        await book.UpgradeAsync("automatic", Day(2025, 3, 10), Day(2025, 3, 12), add: 5);
        await book.UpgradeAsync("yen", Day(2025, 4, 1), Day(2025, 4, 10), add: 3);
        await book.RunAsync(Day(2025, 5, 20));
        await book.DecideAsync("automatic", Day(2025, 5, 20), dossier => Previewing.Amend(
            dossier, new AmendContract(null, null, null) { TaxRates = TaxRates.Parse("21% from 2025-06-01").Value }, Day(2025, 5, 20)));
        await book.UpgradeAsync("automatic", Day(2025, 5, 20), Day(2025, 6, 1), remove: 7);
        await book.UpgradeAsync("yen", Day(2025, 6, 15), Day(2025, 6, 20), remove: 2);
        await book.TerminateAsync("credited", Day(2025, 6, 20), Day(2025, 8, 10), Settlement.Credit);
        await book.TerminateAsync("forfeited", Day(2025, 6, 20), Day(2025, 7, 1), Settlement.Nothing);
        await book.TerminateAsync("withdrawn", Day(2025, 6, 20), null, Settlement.Nothing);
        await book.RunAsync(Day(2025, 9, 1));
        await book.DecideAsync("withdrawn", Day(2025, 9, 2), dossier => Previewing.Withdraw(dossier, Day(2025, 9, 2)));
        await book.TerminateAsync("yen", Day(2025, 9, 10), Day(2025, 10, 5), Settlement.Credit, new AgreedFee(30_000, "talks"),
            new BalanceAtEnd(UnpaidAtEnd.WrittenOff, new LeftoverAtEnd(Leftover.Keep, 30)));
        await book.UseAsync("automatic", Day(2025, 9, 2), Day(2025, 8, 20), Day(2025, 8, 31), 250_000);
        await book.UseAsync("automatic", Day(2025, 9, 2), Day(2025, 8, 20), Day(2025, 8, 31), 12, "hours");
        await book.DecideAsync("automatic", Day(2025, 9, 3), dossier => Previewing.Pay(
            dossier, new RecordPayment(500_000, Day(2025, 9, 1), 1), Day(2025, 9, 3)));
        await book.OrderAsync("refunded", "EUR", Day(2025, 4, 1), RenewalKind.Automatic);
        await book.RunAsync(Day(2025, 9, 4));
        await book.DecideAsync("refunded", Day(2025, 9, 5), dossier => Previewing.Pay(
            dossier, new RecordPayment(100_000, Day(2025, 9, 5), null), Day(2025, 9, 5)));
        await book.DecideAsync("refunded", Day(2025, 9, 5), dossier => Previewing.Pay(
            dossier, new RecordPayment(70_000, Day(2025, 9, 5), null), Day(2025, 9, 5)));
        await book.DecideAsync("refunded", Day(2025, 9, 5), dossier => Previewing.Unapply(dossier, dossier.Version, Day(2025, 9, 5)));
        await book.DecideAsync("automatic", Day(2025, 9, 5), dossier => Previewing.Pay(
            dossier, new RecordPayment(500_000, Day(2025, 9, 5), 1), Day(2025, 9, 5)));
        await book.DecideAsync("automatic", Day(2025, 9, 5), dossier => Previewing.Use(dossier, new UseCredit(null), Day(2025, 9, 5)));
        await book.TerminateAsync("refunded", Day(2025, 9, 5), Day(2025, 10, 1), Settlement.Refund, new AgreedFee(50_000, "talks"),
            new BalanceAtEnd(UnpaidAtEnd.Offset, new LeftoverAtEnd(Leftover.Refund, null)));
        await book.OrderAsync(
            "joined", "EUR", Day(2025, 11, 1), RenewalKind.Automatic, tax: "20%", taxBasis: TaxBasis.PerLine, documents: DocumentScope.PerCustomer);
        await book.OrderAsync(
            "shared", "EUR", Day(2025, 11, 1), RenewalKind.Automatic, tax: "10%", taxBasis: TaxBasis.PerLine, documents: DocumentScope.PerCustomer);
        await book.RunAsync(Day(2025, 11, 30));
        await book.UseAsync("automatic", Day(2025, 12, 1), Day(2025, 8, 31), Day(2025, 8, 31), 300);
        await book.UseAsync("automatic", Day(2025, 12, 2), Day(2025, 8, 31), Day(2025, 8, 31), -1000);
        await book.DecideAsync("manual", Day(2025, 12, 1), dossier => Previewing.Renew(
            dossier, new RenewContract(null, [new Addition("seats", Quantity.Of(50), null)], []), Day(2025, 12, 1)));
        await book.RecastAsync("manual", "recast", Day(2026, 1, 20), Day(2026, 2, 1));
        await book.RunAsync(Day(2026, 4, 15));
        return book;
    }

    public static Discount Percent => new("launch", DiscountForm.Percent, 10m, 6, false, null);

    public static Discount Fixed => new("loyal", DiscountForm.Fixed, 7.77m, null, true, "seats");

    /// <summary>The tenant, the catalogue and two customers.</summary>
    public async Task OpenAsync()
    {
        await Tenants.WriteAsync(database, new TenantRow(Tenant, "Test", "UTC", false, 0, null));
        await using Session session = await database.BeginAsync(Tenant, Access.Write);
        await PartyTables.AddAsync(session, [.. Enumerable.Range(0, 2).Select(i => new PartyRow(CustomerOf(i).Value, "customer", "c" + i))]);
        await PartyTables.WriteProfilesAsync(session, [new PartyProfileRow(CustomerOf(0).Value, """{"name":"Ada"}""")]);
        await CatalogueTables.AddProductsAsync(session, [new ProductRow(DerivedId.From("product", Tenant, "test", "seat"), "seat", "Seat")]);
        await CatalogueTables.AddPlansAsync(session, [new PlanRow(PlanId, "pro", "Pro")]);
        foreach (string currency in new[] { "EUR", "JPY", "USD" })
        {
            var id = new PlanVersionId(DerivedId.From("plan_version", Tenant, "test", currency));
            var version = new PlanVersion(id, "pro", versions.Count + 1, Currency.Of(currency), Charges(Currency.Of(currency)));
            versions.Add(currency, version);
            await CatalogueTables.AddPlanVersionsAsync(
                session, [new PlanVersionRow(id.Value, PlanId, version.Number, PlanVersionCodec.Write(version))]);
        }

        var raised = new PlanVersionId(DerivedId.From("plan_version", Tenant, "test", "EUR raised"));
        var list = new PlanVersion(raised, "pro", 4, Currency.Eur, [.. Charges(Currency.Eur).Select(charge =>
            charge with { Price = new UnitPrice(charge.Price.Amount * 1.2m, Currency.Eur) })]);
        await CatalogueTables.AddPlanVersionsAsync(session, [new PlanVersionRow(raised.Value, PlanId, 4, PlanVersionCodec.Write(list))]);
        await session.CommitAsync();
    }

    public async Task OrderAsync(
        string reference, string currency, DateOnly start, RenewalKind renewal, Discount[]? discounts = null, bool isTrial = false,
        Uplift? uplift = null, ImmutableArray<DatedPrice> prices = default, string tax = "none", TaxBasis taxBasis = TaxBasis.PerDocument,
        DocumentScope documents = DocumentScope.PerContract)
    {
        await using Session session = await database.BeginAsync(Tenant, Access.Write);
        await ContractWriter.WriteAsync(session, [Ordered(reference, currency, start, renewal, discounts, isTrial, uplift, prices, tax, taxBasis, documents)]);
        await session.CommitAsync();
    }

    /// <summary>The order of a contract, ready to be written with others.</summary>
    public ContractChange Ordered(
        string reference, string currency, DateOnly start, RenewalKind renewal, Discount[]? discounts = null, bool isTrial = false,
        Uplift? uplift = null, ImmutableArray<DatedPrice> prices = default, string tax = "none", TaxBasis taxBasis = TaxBasis.PerDocument,
        DocumentScope documents = DocumentScope.PerContract)
    {
        PlanVersion version = versions[currency];
        var clauses = new Clauses(
            "UTC", Cadence.Year, new RenewalClause(renewal, Cadence.Year, null) { Uplift = uplift ?? Uplift.None },
            new NoticeClause(30, CadenceUnit.Day),
            BillingGrid.FromStart, MonthEndRule.Clamp, ChangeDay.NewTerms, ChangeDay.NewTerms)
        {
            TaxRates = TaxRates.Parse(tax).Value,
            TaxBasis = taxBasis,
            Documents = documents,
            OneTimeRevenue = OneTimeRevenue.OverTheTerm,
        };
        ImmutableArray<OrderItem> items =
        [
            .. version.Charges.Select(charge => new OrderItem(charge, charge.IsSingle ? Quantity.One : Quantity.Of(10))),
        ];
        var command = new OrderContract(
            CustomerOf(reference.Length % 2), "pro", version.Id, version.Currency, start, isTrial ? null : start, clauses, items,
            [.. discounts ?? []], reference)
        {
            Prices = prices.IsDefault ? [] : prices,
        };
        return ContractChange.Of(IdOf(reference), Previewing.Order(command, start).Value, Party.Machine.Id.Value, "command.order");
    }

    public Task UpgradeAsync(string reference, DateOnly businessOn, DateOnly on, int add = 0, int remove = 0) =>
        DecideAsync(reference, businessOn, dossier => Previewing.Upgrade(
            dossier,
            new UpgradeContract(
                on,
                add == 0 ? [] : [new Addition("seats", Quantity.Of(add), null)],
                remove == 0 ? [] : [new Removal("seats", Quantity.Of(remove), null)]),
            businessOn));

    /// <summary>A total of what was used, below zero to correct it.</summary>
    public Task UseAsync(string reference, DateOnly businessOn, DateOnly first, DateOnly last, long units, string charge = "calls") =>
        DecideAsync(reference, businessOn, dossier => Previewing.Record(
            dossier, new RecordUsage(DateRange.Through(first, last), units * Quantity.One.Micros, string.Empty) { ChargeCode = charge }, businessOn));

    public Task TerminateAsync(string reference, DateOnly businessOn, DateOnly? on, Settlement settlement, AgreedFee? fee = null, BalanceAtEnd? balance = null) =>
        DecideAsync(reference, businessOn, dossier => Previewing.Terminate(
            dossier, new TerminateContract(on, settlement, "price") { Fee = fee, Balance = balance ?? BalanceAtEnd.AsItIs }, businessOn));

    /// <summary>A recast with an agreed credit of 50,000.00.</summary>
    public async Task RecastAsync(string reference, string opened, DateOnly businessOn, DateOnly on)
    {
        await using Session session = await database.BeginAsync(Tenant, Access.Write);
        Dossier dossier = (await DossierStore.LoadAsync(session, [IdOf(reference)]))[IdOf(reference)].Dossier;
        ContractOrdered order = dossier.Existing.Order;
        var command = new RecastContract(
            on, Settlement.Credit, "grown",
            new OrderContract(
                order.Customer, order.PlanCode, order.PlanVersion, order.Currency, on, on, order.Clauses,
                [.. order.Lines.Select(static line => new OrderItem(line.Charge, line.Quantity))], [], opened),
            IdOf(opened), IdOf(reference))
        {
            CreditMinor = 5_000_000,
            OverrideReason = "promise",
        };
        RecastPreview preview = PreviewingRecast.Of(dossier, command, businessOn).Value;
        await ContractWriter.WriteAsync(
            session,
            [
                ContractChange.Of(IdOf(reference), preview.Closed, Party.Machine.Id.Value, "command.recast"),
                ContractChange.Of(IdOf(opened), preview.Opened, Party.Machine.Id.Value, "command.recast"),
            ]);
        await session.CommitAsync();
    }

    public async Task DecideAsync(string reference, DateOnly businessOn, Func<Dossier, Decision<Preview>> decide)
    {
        await using Session session = await database.BeginAsync(Tenant, Access.Write);
        await DecideAsync(session, reference, decide);
        await session.CommitAsync();
        businessOn.ShouldBeGreaterThan(DateOnly.MinValue);
    }

    /// <summary>Decides within a session, without committing it.</summary>
    public static async Task DecideAsync(Session session, string reference, Func<Dossier, Decision<Preview>> decide)
    {
        Guid id = IdOf(reference);
        Dossier dossier = (await DossierStore.LoadAsync(session, [id]))[id].Dossier;
        Decision<Preview> preview = decide(dossier);
        preview.IsAccepted.ShouldBeTrue(preview.IsAccepted ? null : preview.Refusal.Sentence);
        await ContractWriter.WriteAsync(session, [ContractChange.Of(id, preview.Value, Party.Machine.Id.Value, "command.test")]);
    }

    public async Task RunAsync(DateOnly until)
    {
        RunOutcome outcome = await new RunningDueWork(database, Tenant, new Progress<(double, double)>()).UntilAsync(until);
        outcome.Parked.ShouldBeEmpty();
    }

    private static PartyId CustomerOf(int number) => new(DerivedId.From("party", Tenant, "test", "c" + number));

    private static ImmutableArray<Charge> Charges(Currency currency) =>
    [
        new Charge("seats", "seat", ChargeKind.Recurring, PriceModel.PerUnit, new UnitPrice(49m, currency), Cadence.Month,
            currency.Digits == 0 ? Cadence.Year : Cadence.Month, BillingTiming.InAdvance),
        new Charge("support", "seat", ChargeKind.Recurring, PriceModel.Flat, new UnitPrice(1000m, currency), Cadence.Year,
            currency.Digits == 0 ? Cadence.Year : Cadence.Month, currency.Digits == 0 ? BillingTiming.InAdvance : BillingTiming.InArrears),
        new Charge("setup", "seat", ChargeKind.OneTime, PriceModel.Flat, new UnitPrice(250m, currency), Cadence.Month, null,
            BillingTiming.InAdvance),
        .. currency.Digits == 0 ? (ImmutableArray<Charge>)[] :
        [
            new Charge("hours", "seat", ChargeKind.Usage, PriceModel.Package, new UnitPrice(1200m, currency), Cadence.Year, Cadence.Year,
                BillingTiming.InAdvance) { Block = Quantity.Of(10), Prepaid = PrepaidClause.UnusedShare, Overage = 15m },
            new Charge("calls", "seat", ChargeKind.Usage, PriceModel.PerUnit, new UnitPrice(0.01m, currency), Cadence.Month, Cadence.Month,
                BillingTiming.InArrears) { Minimum = currency == Currency.Usd ? 5m : 0m },
        ],
    ];
}
