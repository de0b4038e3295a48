using System.Buffers;

namespace Tenure.Core.Kernel;

/// <content>The buffer, the escapes, and the checks of order and shape.</content>
public sealed partial class CanonicalJson
{
    private static readonly SearchValues<char> MustEscape = SearchValues.Create(
        "\"\\\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u0009\u000a\u000b\u000c\u000d\u000e\u000f"
        + "\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f");

    private static readonly SearchValues<byte> InNames = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"u8);

    // Where the last key of each open object lies in the buffer; length -1 marks an array.
    private readonly List<(int Start, int Length)> _shape = [];

    private static int Escape(char character, Span<byte> room)
    {
        room[0] = (byte)'\\';
        byte letter = character switch
        {
            '"' => (byte)'"',
            '\\' => (byte)'\\',
            '\b' => (byte)'b',
            '\f' => (byte)'f',
            '\n' => (byte)'n',
            '\r' => (byte)'r',
            '\t' => (byte)'t',
            _ => (byte)'u',
        };
        room[1] = letter;
        if (letter != 'u')
        {
            return 2;
        }

        room[2] = (byte)'0';
        room[3] = (byte)'0';
        room[4] = (byte)('0' + (character >> 4));
        room[5] = "0123456789abcdef"u8[character & 0xF];
        return 6;
    }

    private CanonicalJson Open(byte bracket)
    {
        BeginValue(1)[0] = bracket;
        EndValue(1);
        _needsComma = false;
        CheckOpen(bracket);
        return this;
    }

    private CanonicalJson Close(byte bracket)
    {
        CheckClose(bracket);
        Room(1)[0] = bracket;
        _length++;
        _needsComma = true;
        return this;
    }

    private Span<byte> BeginValue(int most)
    {
        CheckValue();
        if (_needsComma)
        {
            Room(1)[0] = (byte)',';
            _length++;
        }

        return Room(most);
    }

    private CanonicalJson EndValue(int written)
    {
        _length += written;
        _needsComma = true;
        return this;
    }

    private Span<byte> Room(int most)
    {
        if (_bytes.Length - _length < most)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + most));
        }

        return _bytes.AsSpan(_length);
    }

    private void ForgetShape() => _shape.Clear();

    private void CheckOpen(byte bracket) => _shape.Add(bracket == '{' ? (0, 0) : (0, -1));

    private void CheckClose(byte bracket)
    {
        bool isOpen = _shape.Count > 0 && _shape[^1].Length < 0 == (bracket == ']');
        Invariant.Holds(isOpen && !IsAfterName, "Canonical JSON closes only what it opened, and no key without a value.");
        _shape.RemoveAt(_shape.Count - 1);
    }

    private void CheckName(ReadOnlySpan<byte> name)
    {
        Invariant.Holds(_shape.Count > 0 && _shape[^1].Length >= 0 && !IsAfterName, "A key of canonical JSON stands in an object.");
        (int start, int length) = _shape[^1];
        bool isAbove = name.SequenceCompareTo(_bytes.AsSpan(start, length)) > 0;
        Invariant.Holds(isAbove, "Keys of canonical JSON ascend, each once and none empty.");
        Invariant.Holds(!name.ContainsAnyExcept(InNames), "A key of canonical JSON is ASCII letters, digits and underscores.");
        _shape[^1] = (_length + (_needsComma ? 2 : 1), name.Length);
    }

    private void CheckValue()
    {
        bool isInArray = _shape.Count > 0 && _shape[^1].Length < 0;
        Invariant.Holds(isInArray || (_shape.Count > 0 ? IsAfterName : _length == 0), "A value of canonical JSON stands alone, in an array, or behind a key.");
    }

    private bool IsAfterName => _length > 0 && _bytes[_length - 1] == ':';
}
