// How a slice becomes a command: it builds its options and says what to do with the context. Opening the database, exit codes
// and the translation of storage's exceptions happen here, once.
using System.CommandLine;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Cli;

internal static class CliCommand
{
    /// <summary>Where the book is: a SQLite file, or a PostgreSQL connection string.</summary>
    public static Option<string?> Db { get; } = new("--db")
    {
        // Not a default value of the option: help would print it, and it may hold a password.
        Description = "A SQLite file, or a PostgreSQL connection string (default: TENURE_DB, else tenure.db)",
        Recursive = true,
    };

    /// <summary>The tenant; nobody with one company need know.</summary>
    public static Option<int> Tenant { get; } = new("--tenant")
    {
        Description = "The tenant's number; nobody with one company needs it",
        DefaultValueFactory = _ => 1,
        Recursive = true,
    };

    /// <summary>Machine-readable answers.</summary>
    public static Option<bool> Json { get; } = new("--json") { Description = "Answer in JSON", Recursive = true };

    /// <summary>The business day of a decision.</summary>
    public static Option<string?> On() =>
        new("--on") { Description = "The business day to record it on, YYYY-MM-DD (default: today in the tenant's zone)" };

    /// <summary>Gives a command its work on an opened database.</summary>
    /// <param name="command">The command.</param>
    /// <param name="host">Its surroundings.</param>
    /// <param name="work">What it does; its exit code.</param>
    /// <param name="begins">Whether it may begin a new book where there is none.</param>
    public static Command Runs(this Command command, CliHost host, Func<CliContext, Task<int>> work, bool begins = false)
    {
        command.SetAction(async (parsed, _) =>
        {
            var answers = new Answers(host, parsed.GetValue(Json));
            string address = parsed.GetValue(Db) ?? Environment.GetEnvironmentVariable("TENURE_DB") ?? "tenure.db";
            try
            {
                Decision<Database> opened = DatabaseDoor.Open(address, host.Time);
                if (!opened.IsAccepted)
                {
                    return answers.Refuse(opened.Refusal);
                }

                if (!begins && DatabaseDoor.CheckPresent(address) is { } absent)
                {
                    return answers.Refuse(absent);
                }

                await using Database database = opened.Value;
                await database.MigrateAsync();
                int number = parsed.GetValue(Tenant);
                return await DatabaseDoor.TenantAsync(database, number) is { } tenant
                    ? await work(new CliContext(host, parsed, database, tenant, parsed.GetValue(Json)))
                    : answers.Refuse(new TenantUnknown(number));
            }
            catch (Exception failure) when (DatabaseDoor.RefusalOf(failure) is { } refusal)
            {
                return answers.Refuse(refusal);
            }
        });
        return command;
    }
}
