// The one executable. Composition only: every command is a slice of its own.
using Tenure.App.Cli;

return await CommandLine.RunAsync(args, CliHost.Console());
