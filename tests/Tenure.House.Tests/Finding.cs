namespace Tenure.House.Tests;

/// <summary>
/// What a rule finds wrong in a tree, in one sentence. A house rule is a static method from a <see cref="Tree"/> to
/// findings; whatever has that shape is a rule, so that none can be written and forgotten.
/// </summary>
public readonly record struct Finding(string Says)
{
    public static implicit operator Finding(string says) => new(says);

    public override string ToString() => Says;
}
