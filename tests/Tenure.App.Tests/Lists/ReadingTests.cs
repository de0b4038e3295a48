// Lists, pages and explanations: what they say of a small book that was checked by hand, that both engines say the same, and
// what is refused.
using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Tenure.App.Cli;
using Tenure.App.Tests.Storage;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Lists;

[Collection(ReadBooks.Name)]
public sealed class ReadingTests(ReadBooks books)
{
    [Theory, ClassData(typeof(BothEngines))]
    public async Task A_list_is_filtered_by_what_people_ask(Engine engine)
    {
        (await ReferencesAsync(engine, "")).ShouldBe(["ACME-1", "ACME-2", "BETA-1", "BETA-2", "GAMMA-1"]);
        (await ReferencesAsync(engine, " --customer acme")).ShouldBe(["ACME-1", "ACME-2"]);
        (await ReferencesAsync(engine, " --status terminated")).ShouldBe(["BETA-1", "BETA-2"]);
        (await ReferencesAsync(engine, " --status open --plan pro --limit 1")).ShouldBe(["ACME-1"]);
        (await ReferencesAsync(engine, " --in-force-on 2025-05-19")).ShouldBe(["ACME-1", "BETA-1", "BETA-2", "GAMMA-1"]);
        (await ReferencesAsync(engine, " --in-force-on 2025-05-20")).ShouldBe(["ACME-1", "BETA-2", "GAMMA-1"]);
        (await ReferencesAsync(engine, " --renewal manual")).ShouldBe(["BETA-2"]);
        (await ReferencesAsync(engine, " --trial")).ShouldBe(["ACME-2"]);
        (await books.RunAsync(engine, "small", "contract list --ids --customer beta")).Out
            .ShouldBe("00000003-0000-0000-0000-000000000000\n00000004-0000-0000-0000-000000000000\n");
    }

    [Theory, ClassData(typeof(BothEngines))]
    public async Task A_list_as_CSV_has_its_amounts_in_major_units_and_no_formula(Engine engine)
    {
        string[] lines = (await books.RunAsync(engine, "small", "contract list --csv")).Out.TrimEnd('\n').Split('\n');
        lines[0].ShouldBe("reference,customer,plan,state,status,trial,startOn,termLastDay,lastDay,renewal,deadlineOn,mrr,currency,contractId");
        lines[1].ShouldStartWith("ACME-1,acme,pro,in force,open,,2025-01-01,2026-12-31,,automatic,2026-11-01,129.60,EUR,");
        lines[5].ShouldStartWith("GAMMA-1,\"'=gamma\",pro,in force,open,");
        lines.Length.ShouldBe(6);
    }

    [Theory, ClassData(typeof(BothEngines))]
    public async Task A_list_that_is_cut_says_so_instead_of_summing_a_part(Engine engine)
    {
        string cut = (await books.RunAsync(engine, "small", "contract list --limit 2")).Out;
        cut.ShouldContain("the first 2 rows; more fit: leave out --limit to see all");
        cut.ShouldNotContain("MRR on");
        (await JsonAsync(engine, "contract list --limit 2"))["more"]!.GetValue<bool>().ShouldBeTrue();
        (await JsonAsync(engine, "contract list --limit 5"))["more"].ShouldBeNull();
        (await books.RunAsync(engine, "small", "contract list --limit 5")).Out.ShouldContain("5 contracts; MRR on");
        (await books.RunAsync(engine, "small", "report movements --from 2025-01-01 --to 2025-06-30 --limit 1")).Out
            .ShouldContain("the first 1 row; more fit");
    }

    [Theory, ClassData(typeof(BothEngines))]
    public async Task A_list_of_a_day_that_no_run_has_reached_says_so(Engine engine)
    {
        foreach (string command in new[]
        {
            "contract list --on 2027-06-01", "report mrr --as-of 2027-06-01", "report movements --from 2026-01-01 --to 2027-06-01",
            "report renewals --on 2027-06-01 --from 2025-01-01",
        })
        {
            (await books.RunAsync(engine, "small", command)).Out.ShouldContain("note: work due since 2025-12-");
            (await JsonAsync(engine, command))["waitingSince"]!.GetValue<string>().ShouldStartWith("2025-12-");
        }

        (await books.RunAsync(engine, "small", "report mrr --as-of 2025-12-01")).Out.ShouldNotContain("was not carried out");
        (await JsonAsync(engine, "contract list"))["waitingSince"].ShouldBeNull();
    }

    [Theory, ClassData(typeof(BothEngines))]
    public async Task A_table_wider_than_the_window_shows_its_rows_below_each_other(Engine engine)
    {
        ReadBooks.Answer narrow = await books.RunAsync(engine, "small", "contract list --customer acme", terminalWidth: 60);
        string[] lines = narrow.Out.Split('\n');
        lines.ShouldAllBe(static line => line.Length <= 60);
        lines.ShouldContain(static line => line.TrimEnd().EndsWith("ACME-1", StringComparison.Ordinal));
        lines.ShouldContain("  MRR EUR     129.60");
    }

    [Theory, ClassData(typeof(BothEngines))]
    public async Task A_contract_is_shown_as_it_was_known_on_a_day(Engine engine)
    {
        JsonNode now = await JsonAsync(engine, "contract show ACME-1");
        now["lines"]!.AsArray().Select(line => $"{line!["line"]} {line["units"]}").ShouldBe(["1 10", "2 1", "3 2"], ignoreOrder: true);
        now["deadlineOn"]!.GetValue<string>().ShouldBe("2026-11-01");
        JsonNode then = await JsonAsync(engine, "contract show ACME-1 --as-of 2025-05-03");
        then["lines"]!.AsArray().Select(line => $"{line!["line"]} {line["units"]}").ShouldBe(["1 10", "2 1", "3 5"], ignoreOrder: true);
        then["scheduled"]!.AsArray().Single()!["what"]!.GetValue<string>().ShouldBe("line 3: -3 seats, then 2");
        (await JsonAsync(engine, "contract show ACME-1 --as-of 2025-04-10"))["version"]!.GetValue<int>().ShouldBe(1);
        (await books.RunAsync(engine, "small", "contract show ACME-1")).Out
            .ShouldContain("60 days before the end, the day of notice not counted; the day it arrives counts");
        (await books.RunAsync(engine, "small", "contract show BETA-2")).Out.ShouldContain("(taken back by event");
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("BIL-3")]
    public async Task A_credit_note_names_what_it_corrects_and_balances(Engine engine)
    {
        JsonNode credit = await JsonAsync(engine, "invoices list --contract BETA-1 --kind credit_note");
        string number = credit["documents"]![0]!["number"]!.GetValue<string>();
        JsonNode shown = await JsonAsync(engine, "invoices show " + number);
        shown["lines"]![0]!["corrects"]!.GetValue<string>().ShouldStartWith("INV-");
        shown["postings"]!.AsArray().Sum(posting => posting!["amountMinor"]!.GetValue<long>()).ShouldBe(0);
        (await books.RunAsync(engine, "small", "invoices show " + number)).Out.ShouldContain("Credit note " + number);
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("BIL-8")]
    public async Task Every_line_of_both_books_is_explained_and_checked(Engine engine)
    {
        foreach (string book in new[] { "small", "demo" })
        {
            JsonNode list = JsonNode.Parse((await books.RunAsync(engine, book, "invoices list --json")).Out)!;
            JsonArray documents = list["documents"]!.AsArray();
            documents.Count.ShouldBeGreaterThan(10);
            for (int i = 0; i < documents.Count; i += book == "small" ? 1 : 9)
            {
                string number = documents[i]!["number"]!.GetValue<string>();
                ReadBooks.Answer explained = await books.RunAsync(engine, book, $"explain {number}");
                explained.Code.ShouldBe(ExitCodes.Done, explained.Out);
                explained.Out.ShouldContain("checked: ");
                explained.Out.ShouldNotContain("NOT CHECKED");
            }
        }
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("BIL-8")]
    public async Task An_explanation_leads_from_the_cent_to_the_events(Engine engine)
    {
        JsonNode upgrade = (await JsonAsync(engine, "explain ACME-1"))[0]!;
        upgrade["checked"]!.GetValue<bool>().ShouldBeTrue();
        JsonNode first = (await JsonAsync(engine, "explain INV-3/1"))[0]!;
        first["fullPrice"]!.GetValue<string>().ShouldBe("1296.00 = 12.00 x 10 x 12 less 10 % (launch) (12 months at a price per month)");
        first["events"]!.AsArray().Single()!["what"]!.GetValue<string>().ShouldContain("10 x seats (line 1)");
    }

    [Theory, ClassData(typeof(BothEngines))]
    public async Task What_cannot_be_read_is_refused_with_its_code(Engine engine)
    {
        foreach ((string command, string code) in new[]
        {
            ("contract show NOPE", "contract.unknown"),
            ("contract show ACME-1 --as-of 2024-12-31", "contract.not_yet_known"),
            ("contract show ACME-1 --as-of yesterday", "option.not_readable"),
            ("order --customer acme --plan pro --start 2025-12-01 --line seats=1 --credit-use mine", "text.credit_use"),
            ("order --customer acme --plan pro --start 2025-12-01 --line seats=1 --arrears mine", "text.arrears"),
            ("order --customer acme --plan pro --start 2025-12-01 --line seats=1 --tax-rate twenty", "text.tax_rate"),
            ("order --customer acme --plan pro --start 2025-12-01 --line seats=1 --tax-basis mine", "text.tax_basis"),
            ("order --customer acme --plan pro --start 2025-12-01 --line seats=1 --lead-days 91", "option.not_readable"),
            ("order --customer acme --plan pro --start 2025-12-01 --line seats=1 --lead-days -1", "option.not_readable"),
            ("contract list --status asleep", "option.not_readable"),
            ("contract list --renewal perhaps", "option.not_readable"),
            ("contract list --limit 0", "option.not_readable"),
            ("contract list --customer nobody", "customer.unknown"),
            ("contract list --plan none", "plan.unknown"),
            ("invoices list --kind receipt", "option.not_readable"),
            ("invoices list --from 2025-03-01 --to 2025-02-01", "option.not_readable"),
            ("invoices list --limit 0", "option.not_readable"),
            ("invoices list --contract NOPE", "contract.unknown"),
            ("invoices show INV-999999", "document.unknown"),
            ("explain INV-1/99", "document.unknown"),
            ("explain NOPE", "document.unknown"),
            ("explain ACME-2", "document.none"),
            ("report mrr --by mood", "option.not_readable"),
            ("report movements --by mood", "option.not_readable"),
            ("report renewals --from 2025-02-01 --to 2025-01-01", "option.not_readable"),
            ("export --out /tmp/never --format xml", "option.not_readable"),
        })
        {
            ReadBooks.Answer answer = await books.RunAsync(engine, "small", command);
            answer.Code.ShouldBe(ExitCodes.Refused, command);
            answer.Error.ShouldStartWith($"refused ({code}): ");
            JsonDocument.Parse((await books.RunAsync(engine, "small", command + " --json")).Out)
                .RootElement.GetProperty("code").GetString().ShouldBe(code);
        }
    }

    [Fact, Rule("STO-5")]
    public async Task Both_engines_say_the_same()
    {
        foreach (string command in new[]
        {
            "contract list", "contract list --csv", "contract list --json", "contract show ACME-1", "contract show BETA-2 --json",
            "invoices list", "invoices list --csv", "invoices show INV-3", "invoices show CN-1", "explain INV-3", "explain CN-1",
        })
        {
            ReadBooks.Answer one = await books.RunAsync(Engine.Sqlite, "small", command);
            one.Code.ShouldBe(ExitCodes.Done, command);
            (await books.RunAsync(Engine.Postgres, "small", command)).ShouldBe(one);
            if (!command.EndsWith("--csv", StringComparison.Ordinal))
            {
                one.Out.Split('\n').ShouldAllBe(line => line.Length <= 140, command);
            }
        }
    }

    private async Task<List<string>> ReferencesAsync(Engine engine, string filter)
    {
        JsonNode list = await JsonAsync(engine, "contract list" + filter);
        return [.. list["contracts"]!.AsArray().Select(static row => row!["reference"]!.GetValue<string>())];
    }

    private async Task<JsonNode> JsonAsync(Engine engine, string command)
    {
        ReadBooks.Answer answer = await books.RunAsync(engine, "small", command + " --json");
        answer.Code.ShouldBe(ExitCodes.Done, answer.Out);
        return JsonNode.Parse(answer.Out)!;
    }
}
