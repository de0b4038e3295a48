// Plans as storage has them, with their versions read into Core.
using Tenure.Core.Catalogue;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Catalogue;

internal static class PlanStore
{
    /// <summary>Every version of every plan, by plan code and number.</summary>
    public static async Task<List<PlanVersion>> LoadAsync(Session session)
    {
        Dictionary<Guid, string> codes = (await CatalogueTables.LoadPlansAsync(session)).ToDictionary(row => row.PlanId, row => row.Code);
        List<PlanVersionRow> rows = await CatalogueTables.LoadPlanVersionsAsync(session);
        return
        [
            .. rows
                .Select(row => PlanVersionCodec.Read(new PlanVersionId(row.PlanVersionId), codes[row.PlanId], row.Version, row.Body))
                .OrderBy(version => version.PlanCode, StringComparer.Ordinal).ThenBy(version => version.Number),
        ];
    }

    /// <summary>The newest version of a plan, or <c>null</c>.</summary>
    public static async Task<PlanVersion?> NewestAsync(Session session, string planCode) =>
        (await LoadAsync(session)).FindLast(version => version.PlanCode == planCode);

    /// <summary>The price list of a plan in a currency: its newest version there, or <c>null</c>.</summary>
    public static async Task<PlanVersion?> OnOfferAsync(Session session, string planCode, Currency currency) =>
        OnOffer(await LoadAsync(session), planCode, currency);

    /// <summary>The same among versions that <see cref="LoadAsync"/> loaded.</summary>
    public static PlanVersion? OnOffer(List<PlanVersion> versions, string planCode, Currency currency) =>
        versions.FindLast(version => version.PlanCode == planCode && version.Currency == currency);

    /// <summary>The version that a contract signed, or <c>null</c>.</summary>
    public static async Task<PlanVersion?> FindAsync(Session session, PlanVersionId id) =>
        (await LoadAsync(session)).Find(version => version.Id == id);
}
