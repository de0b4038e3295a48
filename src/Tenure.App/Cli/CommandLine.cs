// The tree of commands. Nothing is opened and no work is prepared before a command runs, so that --help is immediate.
using System.CommandLine;
using Tenure.App.Billing.Explain;
using Tenure.App.Billing.Invoices;
using Tenure.App.Billing.Run;
using Tenure.App.Catalogue.AddPlan;
using Tenure.App.Contracts.Amend;
using Tenure.App.Contracts.Decline;
using Tenure.App.Contracts.Deliver;
using Tenure.App.Contracts.Drafts;
using Tenure.App.Contracts.Extend;
using Tenure.App.Contracts.List;
using Tenure.App.Contracts.Milestone;
using Tenure.App.Contracts.Order;
using Tenure.App.Contracts.Pause;
using Tenure.App.Contracts.Policies;
using Tenure.App.Contracts.Recast;
using Tenure.App.Contracts.Reinstate;
using Tenure.App.Contracts.Renew;
using Tenure.App.Contracts.Reschedule;
using Tenure.App.Contracts.Resume;
using Tenure.App.Contracts.Show;
using Tenure.App.Contracts.Terminate;
using Tenure.App.Contracts.Transfer;
using Tenure.App.Contracts.Upgrade;
using Tenure.App.Contracts.Withdraw;
using Tenure.App.Demo;
using Tenure.App.Exports;
using Tenure.App.Import;
using Tenure.App.Receivables.Grants;
using Tenure.App.Receivables.Payments;
using Tenure.App.Receivables.ShowAccount;
using Tenure.App.Reports;
using Tenure.App.Verify;

namespace Tenure.App.Cli;

internal static class CommandLine
{
    public static Task<int> RunAsync(string[] args, CliHost host)
    {
        var configuration = new InvocationConfiguration
        {
            Output = host.Out,
            Error = host.Error,
            EnableDefaultExceptionHandler = false,
        };
        // What is typed is taken as typed: a name that begins with @ is no file to read more words from.
        ParseResult parsed = Build(host).Parse(
            args.Length > 0 ? args : ["--help"], new ParserConfiguration { ResponseFileTokenReplacer = null });
        return UsageProblems.Of(parsed) is { } problems
            ? Task.FromResult(RefuseUsage(problems, new Answers(host, args.Contains(CliCommand.Json.Name)), host, parsed))
            : parsed.InvokeAsync(configuration);
    }

    public static RootCommand Build(CliHost host)
    {
        var root = new RootCommand("Tenure keeps the whole life of a SaaS contract: exact to the cent, explained, provable.");
        root.Options.Add(CliCommand.Db);
        root.Options.Add(CliCommand.Tenant);
        root.Options.Add(CliCommand.Json);
        CommandGroup[] groups = Groups(host);
        foreach (Command command in groups.SelectMany(static group => group.Commands))
        {
            root.Subcommands.Add(command);
        }

        GroupedHelp.ShowOn(root, groups);
        return root;
    }

    private static CommandGroup[] Groups(CliHost host) =>
    [
        new("Book", DemoCommand.Build(host), ImportCommand.Build(host)),
        new("Catalogue", PlanCommands.Build(host), PolicyCommands.Build(host)),
        new(
            "Contracts",
            OrderCommand.Build(host),
            UpgradeCommand.Build(host),
            RenewCommand.Build(host),
            DeclineCommand.Build(host),
            ExtendCommand.Build(host),
            AmendCommand.Build(host),
            RecastCommand.Build(host),
            TransferCommand.Build(host),
            TerminateCommand.Build(host),
            WithdrawCommand.Build(host),
            RescheduleCommand.Build(host),
            ReinstateCommand.Build(host),
            PauseCommand.Build(host),
            ResumeCommand.Build(host),
            MilestoneCommand.Build(host),
            DeliverCommand.Build(host),
            DraftCommands.Build(host),
            new Command("contract", "Contracts: what there is, and one on a page")
            {
                ContractListCommand.Build(host),
                ContractShowCommand.Build(host),
            }),
        new(
            "Billing",
            RunCommand.Build(host),
            new Command("invoices", "Invoices and credit notes") { InvoicesListCommand.Build(host), InvoiceShowCommand.Build(host) },
            ExplainCommand.Build(host)),
        new("Money", Usage.UsageCommands.Build(host), PaymentCommands.Build(host), GrantCommands.Build(host), AccountCommand.Build(host)),
        new("Reports", new Command("report", "What comes in, moves, renews and must be decided")
        {
            MrrReport.Build(host),
            MovementsReport.Build(host),
            RevenueReport.Build(host),
            RenewalsReport.Build(host),
            DeadlinesReport.Build(host),
            RetentionReport.Build(host),
            ArrReport.Build(host),
        }),
        new("Whole book", VerifyCommand.Build(host), ExportCommand.Build(host)),
    ];

    private static int RefuseUsage(UsageInvalid problems, Answers answers, CliHost host, ParseResult parsed)
    {
        int exitCode = answers.Refuse(problems);
        if (!answers.AsJson)
        {
            host.Error.WriteLine($"See {UsageProblems.NameOf(parsed)} --help");
        }

        return exitCode;
    }
}
