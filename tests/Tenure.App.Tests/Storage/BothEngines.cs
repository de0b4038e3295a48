// Every storage test runs on both engines: two engines, one behaviour (STO-5).
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Storage;

/// <summary>The first argument of a theory: <c>[Theory, ClassData(typeof(BothEngines))]</c>.</summary>
public sealed class BothEngines : TheoryData<Engine>
{
    public BothEngines() : base(Engine.Sqlite, Engine.Postgres)
    {
    }
}
