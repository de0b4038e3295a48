namespace Tenure.Core.Kernel;

/// <summary>
/// Something a person or a program asked for that cannot be done, said as a value: the page can explain it, the API can
/// name it, a test can expect it. What cannot happen at all goes through <see cref="Invariant"/> instead.
/// </summary>
/// <remarks>A refusal is named after its reason, for example <c>TermEnded</c>, and carries the values of its sentence.</remarks>
public abstract record Refusal
{
    /// <summary>The stable code, lower case with a room and a reason: <c>contract.term_ended</c>. Never changes once shipped.</summary>
    public abstract string Code { get; }

    /// <summary>One or two plain sentences: what is wrong, and what to do about it.</summary>
    public abstract string Sentence { get; }

    /// <summary>The code and the sentence, for logs and failing tests.</summary>
    public sealed override string ToString() => $"{Code}: {Sentence}";
}
