namespace Tenure.Core.Kernel;

/// <summary>What a cadence or a notice counts in.</summary>
public enum CadenceUnit
{
    /// <summary>Calendar days.</summary>
    Day,

    /// <summary>Seven calendar days.</summary>
    Week,

    /// <summary>Calendar months, stepped from an anchor.</summary>
    Month,
}
