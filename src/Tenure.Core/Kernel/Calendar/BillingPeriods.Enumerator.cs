using System.Diagnostics.CodeAnalysis;

namespace Tenure.Core.Kernel;

/// <content>The walk.</content>
public readonly partial struct BillingPeriods
{
    /// <summary>Walks the periods of a term in order. Each starts where the one before ended, so a step computes one date.</summary>
    [SuppressMessage("Performance", "CA1815", Justification = "Nobody compares enumerators.")]
    public struct Enumerator
    {
        private readonly BillingPeriods _periods;
        private int _index;

        internal Enumerator(BillingPeriods periods)
        {
            _periods = periods;
            _index = -1;
            Current = default;
        }

        /// <summary>The period the walk stands on; the default value before the first step.</summary>
        public BillingPeriod Current { get; private set; }

        /// <summary>Goes to the next period.</summary>
        /// <returns>Whether there was one.</returns>
        public bool MoveNext()
        {
            if (++_index >= _periods._count)
            {
                return false;
            }

            Current = _index == 0 ? _periods.At(0) : _periods.Make(_index, Current.Grid.End);
            return true;
        }
    }
}
