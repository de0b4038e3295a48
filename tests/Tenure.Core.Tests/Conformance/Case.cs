using System.Text.Json.Nodes;
using Tenure.Core.Kernel;

namespace Tenure.Core.Tests.Conformance;

/// <summary>A case of another system's tests or papers: its inputs and numbers, and how we play it.</summary>
/// <param name="Id">The id, by which the reports of a failure name it.</param>
/// <param name="Source">Where its facts come from.</param>
/// <param name="Currency">The currency it is played in; factors and dates are played in dollars.</param>
/// <param name="Play">How it is played, one of <see cref="Plays"/>.</param>
/// <param name="Settings">Under which clauses.</param>
/// <param name="Inputs">The facts that go in.</param>
/// <param name="With">Facts that the source tells beside its inputs.</param>
/// <param name="Expected">What the source says comes out.</param>
/// <param name="Ours">What we say instead, where we differ on purpose.</param>
internal sealed record Case(
    string Id, string Source, Currency Currency, string Play, Settings Settings, JsonObject Inputs, JsonObject? With, JsonObject Expected,
    JsonObject? Ours)
{
    /// <summary>The cases of a file beside the tests, in its order.</summary>
    internal static IReadOnlyList<Case> ReadAll(string file)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Conformance", file);
        return [.. JsonNode.Parse(File.ReadAllText(path))!.AsArray().Select(static node => Read(node!.AsObject()))];
    }

    /// <summary>What the engine says.</summary>
    internal JsonObject Played()
    {
        JsonObject facts = Inputs.DeepClone().AsObject();
        foreach ((string name, JsonNode? value) in With ?? [])
        {
            facts[name] = value!.DeepClone();
        }

        return Plays.ByName[Play](new Given(facts), Settings, Currency);
    }

    private static Case Read(JsonObject node)
    {
        string code = node["currency"]?.ToString() ?? "USD";
        return new Case(
            node["id"]!.ToString(),
            node["source"]!.ToString(),
            Currency.Of(code.Length == 3 && code != "LCY" ? code : code == "LCY" ? "KWD" : "USD"),
            node["play"]!.ToString(),
            Settings.Of(node["settings"]?.AsObject()),
            node["inputs"]!.AsObject(),
            node["with"]?.AsObject(),
            node["expected"]!.AsObject(),
            node["ours"]?.AsObject());
    }
}
