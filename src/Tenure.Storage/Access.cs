// What a session is opened for. It is asked at the start because SQLite must take its single write lock before the
// first read, or two writers would both read and one of them could never write.
namespace Tenure.Storage;

/// <summary>Whether a session may write.</summary>
public enum Access
{
    /// <summary>One consistent picture of the book; every write is refused by the engine.</summary>
    Read,

    /// <summary>Reads and writes; must lock the head row of each contract that it changes.</summary>
    Write,
}
