// Numbers taken in this session and not yet put on a document. A commit with one left over would make a gap (BIL-4).
namespace Tenure.Storage;

internal sealed class TakenNumbers
{
    private readonly HashSet<(string Series, long Number)> _open = [];

    internal void Take(string series, long first, int count)
    {
        for (var i = 0; i < count; i++)
        {
            _open.Add((series, first + i));
        }
    }

    internal void Use(string series, long number)
    {
        if (!_open.Remove((series, number)))
        {
            throw new InvalidOperationException($"Number {number} of series {series} was not taken in this session.");
        }
    }

    internal void CheckAllUsed()
    {
        if (_open.Count > 0)
        {
            var (series, number) = _open.Min();
            throw new InvalidOperationException($"Number {number} of series {series} was taken and not used.");
        }
    }
}
