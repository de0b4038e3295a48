// Which items were reached by milestones, and which wait. A part of Folding, kept apart for its length.
namespace Tenure.Core.Contracts;

public static partial class Folding
{
    private sealed partial class Builder
    {
        /// <summary>Milestones count in the order in which they were recorded: what one reaches are the items that were agreed and
        /// waited by then, whatever is recorded later for an earlier day. On or after an end it is suspended (CON-7).</summary>
        public void ReachMilestones(IReadOnlyList<RecordedFact> history)
        {
            if (!lines.Exists(static line => line.Charge.Milestone.Length > 0))
            {
                return;
            }

            foreach (RecordedFact recorded in history)
            {
                if (recorded.Fact is MilestoneReached reached && !interruptions.IsDropped(recorded.Sequence))
                {
                    Reach(reached.Milestone, recorded);
                }
                else if (recorded.Fact is MilestoneTakenBack back)
                {
                    TakeBack(back.ReachedSequence, new UndoneMilestone(recorded.BusinessOn, recorded.Sequence));
                }
            }
        }

        private void Reach(string milestone, RecordedFact recorded)
        {
            (DateOnly on, DateOnly agreedOn) = interruptions.Applied(recorded);
            for (int i = 0; i < lines.Count; i++)
            {
                Line line = lines[i];
                if (line.Charge.Milestone == milestone && line.Reached is null && line.Event < recorded.Sequence && line.From <= on)
                {
                    DateOnly reachedOn = on < EndOfContract ? on : DateOnly.MaxValue;
                    lines[i] = line with { Reached = new ReachedMilestone(reachedOn, agreedOn, recorded.Sequence) };
                }
            }
        }

        private void TakeBack(int sequence, UndoneMilestone undone)
        {
            for (int i = 0; i < lines.Count; i++)
            {
                if (lines[i].Reached?.Event == sequence)
                {
                    lines[i] = lines[i] with { Reached = null, Undone = lines[i].Undone.Add(undone) };
                }
            }
        }
    }
}
