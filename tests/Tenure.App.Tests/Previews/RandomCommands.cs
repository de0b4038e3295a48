// Commands as chance makes them, the same for the same seed: on days that never go back, on contracts of many shapes, often right
// and sometimes wrong.
using System.Globalization;
using Tenure.App.Tests.Commands;

namespace Tenure.App.Tests.Previews;

internal sealed class RandomCommands
{
    private static readonly string[] Charges = ["seats", "storage", "hours", "base"];

    private readonly Random _random;
    private DateOnly _day = new(2025, 1, 1);
    private int _contracts;
    private string? _terminated;

    private RandomCommands(int seed) => _random = new Random(seed);

    /// <summary>Offers a plan and orders the first contracts, all on 1 January 2025 and named C0, C1 and so on.</summary>
    public static async Task<RandomCommands> BeginAsync(CliBook book, int seed, int contracts)
    {
        await book.DoAsync(
            "plan", "add", "saas", "--currency", "USD",
            "--charge", "seats per unit 10.01 per month billed every month",
            "--charge", "storage per unit 120.07 per year billed every year",
            "--charge", "hours per unit 3.33 per month billed every 3 months in arrears",
            "--charge", "base flat 99.99 per month billed every month");
        var commands = new RandomCommands(seed);
        for (int i = 0; i < contracts; i++)
        {
            await book.DoAsync(commands.Order());
        }

        return commands;
    }

    /// <summary>The next command, up to three weeks after the one before.</summary>
    public string[] Next()
    {
        int kind = _random.Next(11);
        if (kind == 0 && _terminated is { } regretted)
        {
            _terminated = null;
            return ["withdraw", regretted, "--on", Show(_day)];
        }

        _day = _day.AddDays(_random.Next(22));
        string contract = $"C{_random.Next(_contracts)}";
        _terminated = kind is 7 or 8 ? contract : _terminated;
        return kind switch
        {
            1 => Order(),
            < 5 => ["upgrade", contract, "--on", Show(_day), "--effective", Show(_day.AddDays(_random.Next(-40, 60))), .. Changes()],
            5 or 6 =>
            [
                "renew", contract, "--on", Show(_day), .. (_random.Next(3) == 0 ? new[] { "--uplift", "list at most 3%" } : []),
                .. (_random.Next(2) == 0 ? [] : Changes()),
            ],
            7 or 8 =>
            [
                "terminate", contract, "--on", Show(_day), "--at", _random.Next(2) == 0 ? "renewal" : Show(_day.AddDays(_random.Next(90))),
                "--settlement", _random.Next(2) == 0 ? "nothing" : "credit", "--reason", "budget",
            ],
            _ => ["withdraw", contract, "--on", Show(_day)],
        };
    }

    private string[] Order() =>
    [
        "order", "--customer", $"customer-{_random.Next(3)}", "--plan", "saas", "--reference", $"C{_contracts++}", "--on", Show(_day),
        "--start", Show(_day), "--line", $"seats={_random.Next(1, 20)}",
        .. (_random.Next(2) == 0 ? new[] { "--line", "hours=1.5" } : []),
        "--term", _random.Next(3) switch { 0 => "1 month", 1 => "6 months", _ => "12 months" },
        "--renewal", _random.Next(4) switch { 0 => "manual", 1 => "evergreen", _ => "automatic" },
        .. (_random.Next(3) == 0 ? new[] { "--uplift", _random.Next(2) == 0 ? "7.5%" : "list" } : []),
        .. (_random.Next(2) == 0 ? new[] { "--notice", "14 days" } : []),
        .. (_random.Next(4) == 0 ? new[] { "--discount", "WELCOME=12.5%:3" } : []),
        "--grid", _random.Next(3) == 0 ? "calendar" : "from start",
    ];

    private string[] Changes()
    {
        string[] one = [_random.Next(3) == 0 ? "--remove" : "--add", $"{Charges[_random.Next(Charges.Length)]}={_random.Next(1, 4)}"];
        return _random.Next(3) == 0 ? [.. one, "--remove", "seats=1"] : one;
    }

    private static string Show(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
