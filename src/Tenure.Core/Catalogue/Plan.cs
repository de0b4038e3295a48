// What the seller offers: products, and plans whose versions never change once they exist. A contract freezes the version
// it was ordered from (CON-1), so a new price list is always a new version.
using System.Collections.Immutable;
using Tenure.Core.Kernel;

namespace Tenure.Core.Catalogue;

/// <summary>Something that is sold.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Code">Its code, unique within the tenant.</param>
/// <param name="Name">Its name, as people read it.</param>
public sealed record Product(ProductId Id, string Code, string Name);

/// <summary>A plan: a named offer with versions.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Code">Its code, unique within the tenant.</param>
/// <param name="Name">Its name, as people read it.</param>
public sealed record Plan(PlanId Id, string Code, string Name);

/// <summary>One version of a plan: the charges as they were offered. Never changed once it exists.</summary>
/// <param name="Id">Its id.</param>
/// <param name="PlanCode">The plan it belongs to.</param>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Currency">The currency of every price in it.</param>
/// <param name="Charges">Its charges.</param>
public sealed record PlanVersion(
    PlanVersionId Id, string PlanCode, int Number, Currency Currency, ImmutableArray<Charge> Charges)
{
    /// <summary>The charge with this code, or <c>null</c>.</summary>
    public Charge? Find(string chargeCode)
    {
        foreach (Charge charge in Charges)
        {
            if (charge.Code == chargeCode)
            {
                return charge;
            }
        }

        return null;
    }
}
