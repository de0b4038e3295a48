// What an import found, in the words of the product: parties, a catalogue, and for each contract the commands of its
// life with the day each was recorded. Nothing here knows where it will be written. Every id is derived from tenant,
// source and external id, so that reading the same files twice gives the same book.
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.App.Import;

/// <summary>A book as a mapping reads it from files.</summary>
/// <param name="Customers">In the order of their rows.</param>
/// <param name="Products">In the order in which rows first name them.</param>
/// <param name="Plans">In the order in which rows first name them.</param>
/// <param name="PlanVersions">Numbered per plan from 1, in the order in which rows first need them.</param>
/// <param name="Contracts">In the order of their rows.</param>
public sealed record ImportBook(
    IReadOnlyList<ImportedParty> Customers,
    IReadOnlyList<Product> Products,
    IReadOnlyList<Plan> Plans,
    IReadOnlyList<PlanVersion> PlanVersions,
    IReadOnlyList<ImportedContract> Contracts);

/// <summary>A customer. Name and attributes are erasable and belong in the profile, never in a fact.</summary>
/// <param name="Id">Derived from tenant, source and external id.</param>
/// <param name="ExternalId">Its id in the source.</param>
/// <param name="Name">Its name.</param>
/// <param name="Attributes">Whatever else the mapping keeps, by name; empty cells are left out.</param>
public sealed record ImportedParty(
    PartyId Id, string ExternalId, string Name, IReadOnlyDictionary<string, string> Attributes);

/// <summary>A contract with its life so far.</summary>
/// <param name="Id">Derived from tenant, source, external id and, as the time in it, the start.</param>
/// <param name="Reference">Its id in the source.</param>
/// <param name="Customer">Who holds it; one of the book's customers.</param>
/// <param name="Steps">The order first, then renewals by decision and milestones, then the end; by recorded day.</param>
/// <param name="Notes">People's own words, erasable.</param>
/// <param name="File">The file it was read from.</param>
/// <param name="Line">The line its row begins on, the header being line 1.</param>
public sealed record ImportedContract(
    ContractId Id,
    string Reference,
    PartyId Customer,
    IReadOnlyList<ImportedStep> Steps,
    IReadOnlyList<ImportedNote> Notes,
    string File,
    int Line);

/// <summary>A command of the contract's life and the business day on which it counts as recorded.</summary>
public abstract record ImportedStep
{
    private protected ImportedStep(DateOnly businessOn) => BusinessOn = businessOn;

    /// <summary>The business day.</summary>
    public DateOnly BusinessOn { get; }
}

/// <summary>The order, recorded on the first day of service.</summary>
public sealed record ImportedOrder(DateOnly BusinessOn, OrderContract Command) : ImportedStep(BusinessOn);

/// <summary>Units or products that came or left, recorded on the day it was agreed.</summary>
public sealed record ImportedUpgrade(DateOnly BusinessOn, UpgradeContract Command) : ImportedStep(BusinessOn);

/// <summary>A renewal by decision, recorded on the last day of the term that it extends.</summary>
public sealed record ImportedRenewal(DateOnly BusinessOn, RenewContract Command) : ImportedStep(BusinessOn);

/// <summary>A milestone, recorded on the day it was reached.</summary>
public sealed record ImportedMilestone(DateOnly BusinessOn, ReachMilestone Command) : ImportedStep(BusinessOn);

/// <summary>A termination, recorded on the last day of service, or on the start when there is none.</summary>
public sealed record ImportedTermination(DateOnly BusinessOn, TerminateContract Command) : ImportedStep(BusinessOn);

/// <summary>Free text about a contract.</summary>
/// <param name="Id">Derived from tenant, source, the contract's external id and the kind.</param>
/// <param name="Kind">What it is about, as the mapping says.</param>
/// <param name="Text">The words.</param>
public sealed record ImportedNote(Guid Id, string Kind, string Text);
