// The one executable. Composition only: every command is a slice of its own. What nobody foresaw is said whole, with an exit code
// of its own, so that a script can tell a defect from a refusal.
using Tenure.App.Cli;

CliHost host = CliHost.Console();
try
{
    return await CommandLine.RunAsync(args, host);
}
catch (Exception defect)
{
    await host.Error.WriteLineAsync($"This is a defect of Tenure, not of your command; nothing half-done was kept. {defect}");
    return ExitCodes.Defect;
}
