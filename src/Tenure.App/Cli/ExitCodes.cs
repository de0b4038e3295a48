namespace Tenure.App.Cli;

/// <summary>What a command's end means to a script; documented in docs/guide/commands.md.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Refused by a rule or for bad input; nothing was changed.</summary>
    public const int Refused = 1;

    /// <summary>The command line itself could not be read.</summary>
    public const int Usage = 2;

    /// <summary>Somebody else changed the contract meanwhile, or the preview is stale; look again and repeat.</summary>
    public const int Conflict = 3;

    /// <summary>The database does not answer; repeat later.</summary>
    public const int Unavailable = 4;

    /// <summary>`verify` found something that does not add up.</summary>
    public const int NotVerified = 5;

    /// <summary>A defect of the program.</summary>
    public const int Defect = 70;
}
