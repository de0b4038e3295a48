using System.Diagnostics.CodeAnalysis;

namespace Tenure.Core.Kernel;

/// <summary>
/// Guards what cannot happen: a wrong sum, mixed currencies, a range that ends before it starts. What a user can do
/// wrong is a <see cref="Refusal"/>, parsed away at the door before it can reach an invariant.
/// </summary>
public static class Invariant
{
    /// <summary>Throws <see cref="InvariantBrokenException"/> unless the condition holds.</summary>
    /// <param name="condition">What must be true.</param>
    /// <param name="otherwise">What is broken, in a sentence. On a hot path pass a constant, or test first and call <see cref="Broken"/>.</param>
    public static void Holds([DoesNotReturnIf(false)] bool condition, string otherwise)
    {
        if (!condition)
        {
            Broken(otherwise);
        }
    }

    /// <summary>Throws <see cref="InvariantBrokenException"/>.</summary>
    /// <param name="what">What is broken, in a sentence.</param>
    /// <returns>Never; the type lets a caller write <c>throw Invariant.Broken(…)</c> where an expression is needed.</returns>
    [DoesNotReturn]
    public static InvariantBrokenException Broken(string what) => throw new InvariantBrokenException(what);
}
