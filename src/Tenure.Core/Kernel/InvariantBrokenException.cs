namespace Tenure.Core.Kernel;

/// <summary>Thrown when something happened that cannot happen: a fault in the program, never a mistake of its user.</summary>
public sealed class InvariantBrokenException : Exception
{
    /// <summary>An exception without a sentence.</summary>
    public InvariantBrokenException()
    {
    }

    /// <summary>An exception that says what is broken.</summary>
    /// <param name="message">What is broken, in a sentence.</param>
    public InvariantBrokenException(string message)
        : base(message)
    {
    }

    /// <summary>An exception over stored rows that this program cannot read, which its user can do something about.</summary>
    /// <param name="advice">What is in the way and what to do.</param>
    public InvariantBrokenException(Refusal advice)
        : base(advice.Sentence) => Advice = advice;

    /// <summary>An exception that says what is broken and what brought it to light.</summary>
    /// <param name="message">What is broken, in a sentence.</param>
    /// <param name="innerException">What brought it to light.</param>
    public InvariantBrokenException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>What its user can do; <c>null</c> for a fault in the program.</summary>
    public Refusal? Advice { get; }
}
