// The one way of every decision about an existing contract (CON-5): load, decide, preview, and either show the preview, keep it as
// a draft, or write exactly what it says in one transaction. The slices give only the decision.
using System.CommandLine;
using Tenure.App.Cli;
using Tenure.App.Contracts.Drafts;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Contracts;

/// <summary>The options that every decision shares.</summary>
internal sealed class DecisionOptions
{
    public Argument<string> Contract { get; } = new("contract") { Description = "The contract's id or reference" };

    public Option<string?> On { get; } = CliCommand.On();

    public Option<bool> Preview { get; } = new("--preview") { Description = "Show the whole effect and change nothing" };

    public Option<string?> Hash { get; } = new("--hash")
    {
        Description = "The hash of the preview that was seen: when the effects have changed since, an end is shown again and any "
            + "other decision refused",
    };

    public Option<int?> Version { get; } = new("--version-seen") { Description = "The contract's version that was seen; refuses another" };

    public Option<string?> Draft { get; } = new("--draft")
    {
        Description = "Keep it as a draft of this name instead of recording it; see 'draft --help'",
    };

    public Command AddTo(Command command, bool withContract = true, bool withDraft = true)
    {
        if (withContract)
        {
            command.Arguments.Add(Contract);
        }

        command.Options.Add(On);
        command.Options.Add(Preview);
        if (withContract && withDraft)
        {
            command.Options.Add(Draft);
        }

        command.Options.Add(Hash);
        if (withContract)
        {
            command.Options.Add(Version);
        }

        return command;
    }
}

/// <summary>Shows the effects of a preview to a person, below the heading that says whether it was recorded.</summary>
internal delegate void PreviewText(Answers answers, Guid contractId, Preview preview);

internal static class Deciding
{
    /// <summary>Runs a change that may also be kept as a draft: shown, kept, or recorded.</summary>
    /// <param name="context">The command's surroundings.</param>
    /// <param name="options">The shared options.</param>
    /// <param name="wish">The change that is wished.</param>
    public static Task<int> ProposeAsync(
        CliContext context, DecisionOptions options, Func<Session, Dossier, DateOnly, Task<Decision<ProposedChange>>> wish)
    {
        if (context.Get(options.Draft) is { } name && SavingDraft.CheckName(name, context.Get(options.Preview)) is { } refusal)
        {
            return Task.FromResult(context.Refuse(refusal));
        }

        return WithContractAsync(context, options, async (session, id, dossier, businessOn) =>
        {
            Decision<ProposedChange> wished = await wish(session, dossier, businessOn);
            Decision<Proposed> made = wished.IsAccepted ? await Proposing.PreviewAsync(session, dossier, wished.Value, businessOn) : wished.Refusal;
            return !made.IsAccepted ? context.Refuse(made.Refusal)
                : context.Get(options.Draft) is { } draft ? await SavingDraft.SaveAsync(context, options, session, id, made.Value, draft)
                : await FinishAsync(
                    context, options, session, id, made.Value.Cause, made.Value.Change.IsEnd, made.Value.Preview,
                    (_, _) => Task.FromResult(made.Value.Text), made.Value.Also);
        });
    }

    /// <summary>Runs a decision about an existing contract.</summary>
    /// <param name="context">The command's surroundings.</param>
    /// <param name="options">The shared options.</param>
    /// <param name="cause">The code of the command, recorded with the events.</param>
    /// <param name="isEnd">An end is recorded even when its effects changed since the preview was seen (CON-5).</param>
    /// <param name="decide">The decision.</param>
    /// <param name="view">How people read it; by default as a change of lines and bills. It reads what it needs before anything is
    /// written.</param>
    public static Task<int> RunAsync(
        CliContext context,
        DecisionOptions options,
        string cause,
        bool isEnd,
        Func<Session, Dossier, DateOnly, Task<Decision<Preview>>> decide,
        Func<Session, Guid, Task<PreviewText>>? view = null) =>
        WithContractAsync(context, options, async (session, id, dossier, businessOn) =>
            await FinishAsync(context, options, session, id, cause, isEnd, await decide(session, dossier, businessOn), view));

    /// <summary>Opens a session, finds the contract that is named at the version that was seen, and acts on it; it is held unless this
    /// is a preview.</summary>
    public static async Task<int> WithContractAsync(
        CliContext context, DecisionOptions options, Func<Session, Guid, Dossier, DateOnly, Task<int>> act)
    {
        Decision<DateOnly> businessOn = context.BusinessDay(options.On);
        if (!businessOn.IsAccepted)
        {
            return context.Refuse(businessOn.Refusal);
        }

        await using Session session = await context.Database.BeginAsync(
            context.TenantId, context.Get(options.Preview) ? Access.Read : Access.Write);
        Decision<Guid> found = await ContractLookup.FindAsync(session, context.Get(options.Contract)!);
        if (!found.IsAccepted)
        {
            return context.Refuse(found.Refusal);
        }

        Guid id = found.Value;
        var expected = context.Get(options.Version) is { } version ? new Dictionary<Guid, int> { [id] = version } : null;
        return await act(session, id, (await DossierStore.LoadAsync(session, [id], expected))[id].Dossier, businessOn.Value);
    }

    /// <summary>Whether the effects are others than those whose hash was given; refused but for an end (CON-5).</summary>
    public static Decision<bool> IsStale(CliContext context, DecisionOptions options, Hash32 hash, bool isEnd)
    {
        if (context.Get(options.Hash) is not { } given)
        {
            return false;
        }

        Decision<Hash32> seen = Hash32.Parse(given);
        return !seen.IsAccepted ? new OptionNotReadable("--hash", given, "the 64 hexadecimal digits that the preview shows")
            : seen.Value == hash ? false
            : isEnd ? true
            : new PreviewStale(given, hash.ToString());
    }

    /// <summary>Shows the preview, or writes it and shows what was done; with what it does to another contract in the same transaction.</summary>
    public static async Task<int> FinishAsync(
        CliContext context,
        DecisionOptions options,
        Session session,
        Guid contractId,
        string cause,
        bool isEnd,
        Decision<Preview> preview,
        Func<Session, Guid, Task<PreviewText>>? view = null,
        (Guid ContractId, Preview Preview)? also = null)
    {
        if (!preview.IsAccepted)
        {
            return context.Refuse(preview.Refusal);
        }

        Decision<bool> stale = IsStale(context, options, preview.Value.Hash, isEnd);
        if (!stale.IsAccepted)
        {
            return context.Refuse(stale.Refusal);
        }

        bool previewOnly = context.Get(options.Preview);
        PreviewText text = view is null ? PreviewView.ShowChange : await view(session, contractId);
        if (!previewOnly)
        {
            await WriteAsync(session, contractId, cause, preview.Value, also);
            await session.CommitAsync();
        }

        return PreviewView.Show(context, contractId, preview.Value, previewOnly, stale.Value, text);
    }

    /// <summary>Writes exactly what a preview says, with what it does to another contract; does not commit.</summary>
    public static Task WriteAsync(
        Session session, Guid contractId, string cause, Preview preview, (Guid ContractId, Preview Preview)? also = null)
    {
        Guid actor = Core.Parties.Party.Machine.Id.Value;
        List<ContractChange> changes = [ContractChange.Of(contractId, preview, actor, cause)];
        if (also is { } other)
        {
            changes.Add(ContractChange.Of(other.ContractId, other.Preview, actor, cause));
        }

        return ContractWriter.WriteAsync(session, changes);
    }
}
