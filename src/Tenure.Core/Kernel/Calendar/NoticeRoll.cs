namespace Tenure.Core.Kernel;

/// <summary>What a deadline on a day of rest does (CAL-5). It moves the deadline, never the end.</summary>
public enum NoticeRoll
{
    /// <summary>It stays. The default.</summary>
    None,

    /// <summary>It moves to the last working day before.</summary>
    Back,

    /// <summary>It moves to the next working day. Only where a rule pack says so.</summary>
    Forward,
}
