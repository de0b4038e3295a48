namespace Tenure.Core.Kernel;

/// <summary>What starts a notice (CAL-5).</summary>
public enum NoticeCountedFrom
{
    /// <summary>The day it arrives. The default; transit days then come off the day to send it.</summary>
    Receipt,

    /// <summary>The day it is sent; transit then costs no days.</summary>
    Dispatch,
}
