// What may be wished of the lines of a charge as they stand (VER-2): another price, another charge in its place, other days of billing,
// or an end. Their units are those in force on the day; units that come or leave in the same change are counted first.
using Tenure.Core.Catalogue;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>A change of the lines of a charge.</summary>
/// <param name="ChargeCode">The charge.</param>
/// <param name="Line">The one line that is meant; <c>null</c> means every line of the charge with units on the day.</param>
public abstract record LineChange(string ChargeCode, int? Line);

/// <summary>Another price from the day on.</summary>
/// <param name="ChargeCode">The charge.</param>
/// <param name="Price">The price; what it is a price of stays.</param>
/// <param name="Line">The one line that is meant, or <c>null</c>.</param>
public sealed record Reprice(string ChargeCode, PriceAmounts Price, int? Line = null) : LineChange(ChargeCode, Line);

/// <summary>Another charge in its place from the day on, with as many units.</summary>
/// <param name="ChargeCode">The charge whose lines close.</param>
/// <param name="IntoCode">The charge whose lines open.</param>
/// <param name="Offered">That charge as the signed plan version offers it, used when the contract has no line of it yet.</param>
/// <param name="Line">The one line that is meant, or <c>null</c>.</param>
public sealed record Swap(string ChargeCode, string IntoCode, Charge? Offered, int? Line = null) : LineChange(ChargeCode, Line);

/// <summary>Other days on which the same price is billed, from the day on (VER-9).</summary>
/// <param name="ChargeCode">The charge.</param>
/// <param name="Cadence">How often it is billed; <c>null</c> bills the whole term at once.</param>
/// <param name="Timing">In advance or in arrears.</param>
/// <param name="Line">The one line that is meant, or <c>null</c>.</param>
public sealed record Rebill(string ChargeCode, Cadence? Cadence, BillingTiming Timing, int? Line = null) : LineChange(ChargeCode, Line);

/// <summary>The end of a part of the contract: all its units leave on the day.</summary>
/// <param name="ChargeCode">The charge.</param>
/// <param name="Line">The one line that is meant, or <c>null</c>.</param>
public sealed record EndPart(string ChargeCode, int? Line = null) : LineChange(ChargeCode, Line);
