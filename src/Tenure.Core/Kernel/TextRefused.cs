namespace Tenure.Core.Kernel;

/// <summary>A text from outside that is not what its field asks for, such as an unknown currency or an odd amount.</summary>
/// <param name="Field">The last part of the code, for example <c>currency</c>; the code is <c>text.</c> and this.</param>
/// <param name="Given">The text as it was given.</param>
/// <param name="Hint">A sentence that says what to write instead.</param>
public sealed record TextRefused(string Field, string Given, string Hint) : Refusal
{
    private const int ShownLength = 40;

    /// <inheritdoc/>
    public override string Code => $"text.{Field}";

    /// <inheritdoc/>
    public override string Sentence =>
        $"\"{(Given.Length <= ShownLength ? Given : Given[..ShownLength] + "…")}\" cannot be read as {Field}. {Hint}";
}
