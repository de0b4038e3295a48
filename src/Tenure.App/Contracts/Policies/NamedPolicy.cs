// A seller's named set of clauses: what an order would say of them, kept under a name. It keeps the words and not the clauses, so
// that what it leaves unsaid is said by whoever orders, and a clause that is new is a clause of policies too.
using System.CommandLine;
using System.Text.Json;
using Tenure.App.Cli;
using Tenure.App.Contracts.Order;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Contracts.Policies;

/// <summary>A policy.</summary>
/// <param name="Name">What the seller calls it.</param>
/// <param name="IsDefault">Whether orders begin from it that name none.</param>
/// <param name="Words">What it says of each clause, by the name of the order's option with underscores: <c>day_count</c>.</param>
internal sealed record NamedPolicy(string Name, bool IsDefault, SortedDictionary<string, string> Words)
{
    /// <summary>How many there may be: more than people can tell apart are no policies.</summary>
    public const int Most = 12;

    /// <summary>What an order says that begins from none.</summary>
    public const string NoPolicy = "none";

    /// <summary>The kind of the note that says from which policy an order began.</summary>
    public const string NoteKind = "policy";

    /// <summary>The words as an order would say them.</summary>
    public string Said => string.Join(' ', Words.Select(static word =>
        $"{OptionOf(word.Key)} {(word.Value.Contains(' ', StringComparison.Ordinal) ? $"'{word.Value}'" : word.Value)}"));

    /// <summary>What a command says of the clauses.</summary>
    public static SortedDictionary<string, string> WordsOf(CliContext context, OrderOptions options)
    {
        var words = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (Option option in options.Clauses)
        {
            if (context.WordsOf(option) is { } said)
            {
                words.Add(option.Name.TrimStart('-').Replace('-', '_'), said);
            }
        }

        return words;
    }

    /// <summary>The clauses that an order has which says nothing of them itself.</summary>
    public Decision<Clauses> Clauses(CliContext context, OrderOptions options) => ClauseReader.Read(context.Over(Read(options)), options);

    /// <summary>The words, read as if they had been typed.</summary>
    public ParseResult Read(OrderOptions options)
    {
        var command = new Command(NoteKind);
        foreach (Option option in options.Clauses)
        {
            command.Options.Add(option);
        }

        ParseResult read = command.Parse([.. Words.Select(static word => $"{OptionOf(word.Key)}={word.Value}")]);
        return read.Errors.Count == 0 ? read : throw new InvalidOperationException($"The policy '{Name}' cannot be read: {read.Errors[0].Message}");
    }

    /// <summary>All policies, by name.</summary>
    public static async Task<List<NamedPolicy>> LoadAsync(Session session) => (await PolicyTables.LoadAsync(session)).ConvertAll(Of);

    /// <summary>The policy that an order begins from: the one it names, else the default where there is one, and none where it says so.</summary>
    public static Decision<NamedPolicy?> Chosen(IReadOnlyList<NamedPolicy> policies, string? named) => named switch
    {
        NoPolicy => Decision<NamedPolicy?>.Accept(null),
        null => Decision<NamedPolicy?>.Accept(policies.FirstOrDefault(static policy => policy.IsDefault)),
        _ => policies.FirstOrDefault(policy => policy.Name == named) is { } found ? found : new PolicyUnknown(named),
    };

    /// <summary>Keeps it.</summary>
    public Task WriteAsync(Session session)
    {
        CanonicalJson json = new CanonicalJson(256).BeginObject();
        foreach ((string name, string said) in Words)
        {
            json.Name(name).Value(said);
        }

        return PolicyTables.WriteAsync(session, new PolicyRow(Name, IsDefault, json.EndObject().ToArray()));
    }

    /// <summary>The note that says from which policy a contract began. The name is people's words, and a contract does not need it.</summary>
    public static NoteRow NoteOf(int tenant, Guid contract, string name) =>
        new(DerivedId.From("note", tenant, NoteKind, contract.ToString("N")), contract, NoteKind, name);

    /// <summary>The policy that a contract began from, while that is known.</summary>
    public static async Task<string?> NotedAsync(Session session, Guid contract) =>
        (await Notes.LoadAsync(session, contract)).Find(static note => note.Kind == NoteKind)?.Text;

    private static string OptionOf(string word) => "--" + word.Replace('_', '-');

    private static NamedPolicy Of(PolicyRow row)
    {
        using var body = JsonDocument.Parse(row.Body);
        var words = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (JsonProperty word in body.RootElement.EnumerateObject())
        {
            words.Add(word.Name, word.Value.GetString()!);
        }

        return new NamedPolicy(row.Name, row.IsDefault, words);
    }
}
