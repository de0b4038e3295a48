using System.Collections.Immutable;
using System.Text.Json;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>The dates that a contract counts from when it goes on with those of another (VER-8): its first term and its billing periods
/// are the other's, and it has those of their days that are left.</summary>
/// <param name="TermFrom">The first paid day of the other's term; on or before the first day.</param>
/// <param name="TermDay">The day of the month that ends of terms aim at (CAL-3).</param>
/// <param name="BillingFrom">The day that billing periods are counted from.</param>
/// <param name="BillingDay">The day of the month that billing periods aim at.</param>
/// <param name="IsRenewed">Whether the other's term followed an earlier one.</param>
/// <param name="Grids">Where its billing periods begin, in day order, those agreed for days to come included.</param>
public sealed record Continuation(
    DateOnly TermFrom, int TermDay, DateOnly BillingFrom, int BillingDay, bool IsRenewed, ImmutableArray<GridStep> Grids)
{
    /// <summary>The anchor of the ends of terms.</summary>
    internal Anchor TermAnchor(MonthEndRule rule) => Anchor.On(TermFrom, rule, TermDay);

    /// <summary>The anchor of billing periods.</summary>
    internal Anchor BillingAnchor(MonthEndRule rule) => Anchor.On(BillingFrom, rule, BillingDay);

    internal void Write(CanonicalJson json)
    {
        json.Name("continues"u8).BeginObject();
        json.Name("billingDay"u8).Value(BillingDay);
        json.Name("billingFrom"u8).Value(BillingFrom);
        json.Name("grids"u8).BeginArray();
        foreach (GridStep step in Grids)
        {
            step.Write(json);
        }

        json.EndArray();
        json.Name("renewed"u8).Value(IsRenewed);
        json.Name("termDay"u8).Value(TermDay);
        json.Name("termFrom"u8).Value(TermFrom);
        json.EndObject();
    }

    internal static Continuation? Read(JsonElement order) => order.TryGetProperty("continues", out JsonElement stored)
        ? new Continuation(
            stored.Day("termFrom"), stored.Int("termDay"), stored.Day("billingFrom"), stored.Int("billingDay"), stored.Bool("renewed"),
            stored.Each("grids", GridStep.Read))
        : null;
}
