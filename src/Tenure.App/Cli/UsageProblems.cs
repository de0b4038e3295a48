// What is wrong with a command line that cannot be read, in sentences of our own: each names the option or word and says what to
// do. The parser's own messages name types of the program and are only the last resort.
using System.CommandLine;
using System.CommandLine.Parsing;

namespace Tenure.App.Cli;

internal static class UsageProblems
{
    /// <summary>The refusal of a command line that cannot be read; <c>null</c> when it can.</summary>
    public static UsageInvalid? Of(ParseResult parsed)
    {
        string[] swallowed = [.. Swallowed(parsed)];
        // What was meant for the swallowed option then belongs to nothing; naming it too would only confuse.
        IEnumerable<string> words = swallowed.Length > 0 ? [] : Words(parsed);
        string[] problems = [.. swallowed.Concat(words).Concat(parsed.Errors.Select(error => Words(error, parsed)).OfType<string>()).Distinct()];
        return problems.Length == 0 ? null : new UsageInvalid(string.Join(' ', problems));
    }

    /// <summary>The command as people type it, such as <c>tenure contract list</c>.</summary>
    public static string NameOf(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (SymbolResult? at = parsed.CommandResult; at is CommandResult { Command: not RootCommand } below; at = at.Parent)
        {
            names.Push(below.Command.Name);
        }

        return string.Join(' ', names.Prepend("tenure"));
    }

    /// <summary>Words that belong to nothing. One after an option that is unknown is taken for its value.</summary>
    private static IEnumerable<string> Words(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        if (command.Subcommands.Count > 0)
        {
            return parsed.UnmatchedTokens.Take(1)
                .Select(token => $"'{token}' is no command of '{NameOf(parsed)}': name one of {NamesOf(command)}.");
        }

        IReadOnlyList<string> words = parsed.UnmatchedTokens;
        string[] options = [.. words.Where(IsOption)];
        string[] others = [.. words.Where((word, i) => !IsOption(word) && (i == 0 || !IsOption(words[i - 1])))];
        return options.Select(option => $"'{option}' is no option of '{NameOf(parsed)}': leave it out or write another.")
            .Concat(others.Length == 0 ? []
                : [$"'{string.Join(' ', others)}' belongs to nothing: leave it out, or put quotes around words that belong together."]);
    }

    private static bool IsOption(string word) => word.StartsWith('-');

    /// <summary>One error of the parser; nothing for a word that belongs to nothing, which is named above.</summary>
    private static string? Words(ParseError error, ParseResult parsed) => error.SymbolResult switch
    {
        OptionResult option => Words(option),
        ArgumentResult { Parent: OptionResult option } => Words(option),
        ArgumentResult argument =>
            $"'{NameOf(parsed)}' needs the {argument.Argument.Name}: give {Lowered(argument.Argument.Description)}.",
        CommandResult when parsed.UnmatchedTokens.Count > 0 => null,
        CommandResult { Command: { Subcommands.Count: > 0 } group } => $"'{NameOf(parsed)}' needs a command: name one of {NamesOf(group)}.",
        _ => error.Message,
    };

    /// <summary>The parser takes whatever follows an option for its value, another option too; nobody means that.</summary>
    private static IEnumerable<string> Swallowed(ParseResult parsed)
    {
        List<CommandResult> path = [];
        for (SymbolResult? at = parsed.CommandResult; at is CommandResult command; at = at.Parent)
        {
            path.Add(command);
        }

        HashSet<string> names = [.. path.SelectMany(static command => command.Command.Options).Select(static option => option.Name)];
        return path.SelectMany(static command => command.Children).OfType<OptionResult>()
            .Where(option => option.Tokens.Any(token => names.Contains(token.Value)))
            .Select(static option => ValueMissing(option.Option.Name));
    }

    private static string ValueMissing(string option) => $"{option} has no value: give one after it.";

    private static string Words(OptionResult given)
    {
        string name = given.Option.Name;
        Type type = Nullable.GetUnderlyingType(given.Option.ValueType) ?? given.Option.ValueType;
        Type read = type.GetElementType() ?? type;
        return given.IdentifierTokenCount == 0 ? $"{name} is missing: give it."
            : given.Tokens.Count == 0 ? ValueMissing(name)
            : given.IdentifierTokenCount > 1 && !type.IsArray ? $"{name} stands there {given.IdentifierTokenCount} times: give it once."
            : $"'{given.Tokens[^1].Value}' cannot be read for {name}: give {(read == typeof(int) ? "a whole number" : "true or false")}.";
    }

    private static string NamesOf(Command group) => string.Join(", ", group.Subcommands.Select(static command => command.Name));

    private static string Lowered(string? text) => string.IsNullOrEmpty(text) ? "it" : char.ToLowerInvariant(text[0]) + text[1..];
}
