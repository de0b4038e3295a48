using System.Diagnostics.CodeAnalysis;

namespace Tenure.Core.Kernel;

/// <summary>
/// The answer to a request: an accepted value, or the <see cref="Kernel.Refusal"/> that says why not. The default value
/// is neither and every use of it breaks an invariant.
/// </summary>
/// <typeparam name="T">What an accepted decision holds.</typeparam>
[SuppressMessage("Design", "CA1000", Justification = "Decision<T>.Refuse names the type that was not made.")]
public readonly record struct Decision<T>
{
    private readonly T _value;
    private readonly Refusal? _refusal;
    private readonly bool _isMade;

    private Decision(T value, Refusal? refusal)
    {
        _value = value;
        _refusal = refusal;
        _isMade = true;
    }

    /// <summary>Whether the request was accepted, so that <see cref="Value"/> may be read.</summary>
    public bool IsAccepted
    {
        get
        {
            Invariant.Holds(_isMade, "A decision was read that nobody made.");
            return _refusal is null;
        }
    }

    /// <summary>The accepted value. Reading it from a refused decision breaks an invariant that names the refusal.</summary>
    public T Value => IsAccepted ? _value : throw Invariant.Broken($"The value of a refused decision was read. {_refusal}");

    /// <summary>Why the request was refused. Reading it from an accepted decision breaks an invariant.</summary>
    public Refusal Refusal => IsAccepted ? throw Invariant.Broken("The refusal of an accepted decision was read.") : _refusal!;

    /// <summary>An accepted decision.</summary>
    /// <param name="value">What was decided.</param>
    public static Decision<T> Accept(T value) => new(value, null);

    /// <summary>A refused decision.</summary>
    /// <param name="refusal">Why it was refused.</param>
    public static Decision<T> Refuse(Refusal refusal)
    {
        Invariant.Holds(refusal is not null, "A refusal needs its reason.");
        return new(default!, refusal);
    }

    /// <summary>Accepts a value where a decision is asked for.</summary>
    public static implicit operator Decision<T>(T value) => Accept(value);

    /// <summary>Refuses where a decision is asked for.</summary>
    public static implicit operator Decision<T>(Refusal refusal) => Refuse(refusal);

    /// <summary>One answer for both cases.</summary>
    /// <param name="accepted">What to make of the value.</param>
    /// <param name="refused">What to make of the refusal.</param>
    public TAnswer Match<TAnswer>(Func<T, TAnswer> accepted, Func<Refusal, TAnswer> refused) =>
        IsAccepted ? accepted(_value) : refused(_refusal!);

    /// <summary>Goes on with the value to the next decision; a refusal is carried along untouched.</summary>
    /// <param name="next">The next decision, asked only when this one was accepted.</param>
    public Decision<TNext> Then<TNext>(Func<T, Decision<TNext>> next) => IsAccepted ? next(_value) : _refusal!;

    /// <summary>Reshapes the value; a refusal is carried along untouched.</summary>
    /// <param name="next">What to make of the value, called only when this decision was accepted.</param>
    public Decision<TNext> Select<TNext>(Func<T, TNext> next) =>
        IsAccepted ? Decision<TNext>.Accept(next(_value)) : Decision<TNext>.Refuse(_refusal!);

    /// <summary>The accepted value, or the refusal that stands instead of it.</summary>
    /// <param name="value">The value when accepted.</param>
    /// <param name="refusal">The reason when refused.</param>
    /// <returns>Whether the request was accepted.</returns>
    public bool TryValue([MaybeNullWhen(false)] out T value, [MaybeNullWhen(true)] out Refusal refusal)
    {
        value = _value;
        refusal = _refusal;
        return IsAccepted;
    }

    /// <summary>The value as text, or the refusal's code and sentence.</summary>
    public override string ToString() => IsAccepted ? $"{_value}" : _refusal!.ToString();
}
