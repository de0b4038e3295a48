// Refusals of the door: what was typed cannot be read, or names something that is not there.
using Tenure.Core.Kernel;

namespace Tenure.App.Cli;

/// <summary>An option whose value cannot be read.</summary>
internal sealed record OptionNotReadable(string Option, string Given, string Expected) : Refusal
{
    public override string Code => "option.not_readable";

    public override string Sentence => $"'{Given}' cannot be read for {Option}: give {Expected}.";
}

/// <summary>An option that the others require.</summary>
internal sealed record OptionMissing(string Option, string Why) : Refusal
{
    public override string Code => "option.missing";

    public override string Sentence => $"{Option} is missing: {Why}.";
}

/// <summary>A command line that cannot be read.</summary>
internal sealed record UsageInvalid(string Problem) : Refusal
{
    public override string Code => "usage.invalid";

    public override string Sentence => Problem;
}

/// <summary>A run far into the future that nobody said was meant.</summary>
internal sealed record RunTooFar(DateOnly UntilOn, DateOnly TodayOn, int MostDays) : Refusal
{
    public override string Code => "run.far_future";

    public override string Sentence =>
        $"{UntilOn:yyyy-MM-dd} lies {Counted.Of(UntilOn.DayNumber - TodayOn.DayNumber, "day")} after today, {TodayOn:yyyy-MM-dd}, and what a run issues stays "
        + $"issued: choose a day by {TodayOn.AddDays(MostDays):yyyy-MM-dd}, or repeat with --far if you mean it.";
}

/// <summary>No such tenant.</summary>
internal sealed record TenantUnknown(int Given) : Refusal
{
    public override string Code => "tenant.unknown";

    public override string Sentence =>
        $"The database has no tenant {Given}: leave --tenant out when there is one company, else give the number of one that is there.";
}

/// <summary>No such contract.</summary>
internal sealed record ContractUnknown(string Given) : Refusal
{
    public override string Code => "contract.unknown";

    public override string Sentence =>
        $"No contract has the id or reference '{Given}': look it up with 'contract list', and check --db and --tenant.";
}

/// <summary>A contract as of a day on which nothing of it was recorded yet.</summary>
internal sealed record ContractNotYetKnown(string Given, DateOnly AsOf, DateOnly FirstOn) : Refusal
{
    public override string Code => "contract.not_yet_known";

    public override string Sentence =>
        $"Nothing of contract '{Given}' was recorded by {AsOf:yyyy-MM-dd}: ask as of {FirstOn:yyyy-MM-dd} or later.";
}

/// <summary>No such customer.</summary>
internal sealed record CustomerUnknown(string Given) : Refusal
{
    public override string Code => "customer.unknown";

    public override string Sentence =>
        $"No customer has the id or reference '{Given}': look it up with 'contract list', and check --db and --tenant.";
}

/// <summary>A contract that has no document to explain.</summary>
internal sealed record NothingBilled(string Given) : Refusal
{
    public override string Code => "document.none";

    public override string Sentence => $"Contract '{Given}' has no invoice or credit note yet: bill what is due with 'run --until DAY'.";
}

/// <summary>A folder that has something in it already.</summary>
internal sealed record ExportFolderNotEmpty(string Folder) : Refusal
{
    public override string Code => "export.folder_not_empty";

    public override string Sentence => $"'{Folder}' is not empty: name a new or an empty folder; nothing was written.";
}

/// <summary>A folder that cannot be written.</summary>
internal sealed record ExportFolderNotUsable(string Folder) : Refusal
{
    public override string Code => "export.folder_not_usable";

    public override string Sentence => $"'{Folder}' cannot be written: name a folder that you may create, on a disk with room; nothing was written.";
}

/// <summary>A reference that several contracts share.</summary>
internal sealed record ContractAmbiguous(string Given, int Count) : Refusal
{
    public override string Code => "contract.ambiguous";

    public override string Sentence => $"{Counted.Of(Count, "contract")} have the reference '{Given}': name one by its id, from 'contract list'.";
}

/// <summary>A reference that is in use.</summary>
internal sealed record ReferenceTaken(string Given) : Refusal
{
    public override string Code => "contract.reference_taken";

    public override string Sentence => $"A contract with the reference '{Given}' exists already: choose another reference, or change that contract.";
}

/// <summary>No such plan.</summary>
internal sealed record PlanUnknown(string Given) : Refusal
{
    public override string Code => "plan.unknown";

    public override string Sentence => $"No plan has the code '{Given}': look it up with 'plan list', or add it with 'plan add'.";
}

/// <summary>No such document or line.</summary>
internal sealed record DocumentUnknown(string Given) : Refusal
{
    public override string Code => "document.unknown";

    public override string Sentence =>
        $"No invoice or credit note answers to '{Given}': give a number such as INV-1, a line such as INV-1/2, or a contract; see 'invoices list'.";
}

/// <summary>What would happen is no longer what was seen.</summary>
internal sealed record PreviewStale(string Seen, string Now) : Refusal
{
    public override string Code => "preview.stale";

    public override string Sentence =>
        $"The preview {Seen} is stale; the effects are now {Now}: look at the preview again and repeat with its hash.";
}

/// <summary>Somebody else was first.</summary>
internal sealed record VersionConflict(string Contract, int Expected, int Actual) : Refusal
{
    public override string Code => "contract.version_conflict";

    public override string Sentence =>
        $"Contract {Contract} is at version {Actual}, not {Expected}: somebody changed it meanwhile. Look at it again and repeat.";
}

/// <summary>The database does not answer.</summary>
internal sealed record DatabaseUnavailable(string Reason) : Refusal
{
    public override string Code => "database.unavailable";

    public override string Sentence => $"The database does not answer ({Reason}): check --db and the server, then repeat; nothing was changed.";
}

/// <summary>The database has a schema this program cannot use.</summary>
internal sealed record DatabaseRefused(string Reason) : Refusal
{
    public override string Code => "database.refused";

    public override string Sentence => Reason;
}
