using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Tenure.Core.Kernel;

/// <summary>
/// Writes canonical JSON as UTF-8: one byte sequence for one value, so that a hash of it means the value. No white space;
/// keys in ascending order of their bytes, each once; numbers only as integers; decimals, days and ids as their canonical
/// strings; text outside ASCII as it is, escaping only what JSON demands (as RFC 8785). Made to be reused: no allocation
/// once the buffer has grown. Keys out of order and a shape that is no JSON break an invariant, in every build: a hash over
/// them could never be mended.
/// </summary>
public sealed partial class CanonicalJson
{
    private const int SmallestRoom = 256;

    private byte[] _bytes;
    private int _length;
    private bool _needsComma;

    /// <summary>A writer with room for so many bytes before it grows.</summary>
    /// <param name="room">Bytes, at least one.</param>
    public CanonicalJson(int room = 1024) => _bytes = new byte[Math.Max(room, SmallestRoom)];

    /// <summary>What has been written since the last <see cref="Reset"/>. Valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    /// <summary>What has been written, as text.</summary>
    public string Text => Encoding.UTF8.GetString(Written);

    /// <summary>What has been written, in a new array.</summary>
    public byte[] ToArray() => Written.ToArray();

    /// <summary>The SHA-256 of what has been written.</summary>
    public Hash32 Hash() => Hash32.Of(Written);

    /// <summary>Starts afresh and keeps the buffer.</summary>
    public CanonicalJson Reset()
    {
        _length = 0;
        _needsComma = false;
        ForgetShape();
        return this;
    }

    /// <summary>Opens an object.</summary>
    public CanonicalJson BeginObject() => Open((byte)'{');

    /// <summary>Closes the object.</summary>
    public CanonicalJson EndObject() => Close((byte)'}');

    /// <summary>Opens an array.</summary>
    public CanonicalJson BeginArray() => Open((byte)'[');

    /// <summary>Closes the array.</summary>
    public CanonicalJson EndArray() => Close((byte)']');

    /// <summary>A key of the object; the next call writes its value.</summary>
    /// <param name="name">ASCII letters, digits and underscores, above the key before it in byte order.</param>
    public CanonicalJson Name(ReadOnlySpan<byte> name)
    {
        CheckName(name);
        Span<byte> room = Room(name.Length + 4);
        int at = 0;
        if (_needsComma)
        {
            room[at++] = (byte)',';
        }

        room[at++] = (byte)'"';
        name.CopyTo(room[at..]);
        at += name.Length;
        room[at++] = (byte)'"';
        room[at++] = (byte)':';
        _length += at;
        _needsComma = false;
        return this;
    }

    /// <summary>A key of the object; the next call writes its value.</summary>
    /// <param name="name">ASCII letters, digits and underscores, above the key before it in byte order; at most 128.</param>
    public CanonicalJson Name(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Span<byte> ascii = stackalloc byte[128];
        bool isName = Ascii.FromUtf16(name, ascii, out int length) == OperationStatus.Done;
        Invariant.Holds(isName, "A key of canonical JSON is short and ASCII.");
        return Name(ascii[..length]);
    }

    /// <summary>A whole number.</summary>
    /// <param name="value">Amounts are minor units.</param>
    public CanonicalJson Value(long value)
    {
        Span<byte> room = BeginValue(20);
        Utf8Formatter.TryFormat(value, room, out int written);
        return EndValue(written);
    }

    /// <summary>An exact decimal, as its canonical string.</summary>
    /// <param name="value">Trailing zeros are dropped: 12.50 is written "12.5".</param>
    public CanonicalJson Value(decimal value)
    {
        Span<byte> room = BeginValue(DecimalText.LongestLength + 2);
        room[0] = (byte)'"';
        int written = DecimalText.Write(value, room[1..]);
        room[written + 1] = (byte)'"';
        return EndValue(written + 2);
    }

    /// <summary>A day, as "yyyy-MM-dd".</summary>
    /// <param name="value">Any day.</param>
    public CanonicalJson Value(DateOnly value)
    {
        Span<byte> room = BeginValue(12);
        room[0] = (byte)'"';
        value.TryFormat(room[1..], out int written, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        room[written + 1] = (byte)'"';
        return EndValue(written + 2);
    }

    /// <summary>An id, as 32 lower-case hexadecimal digits with hyphens.</summary>
    /// <param name="value">Any id.</param>
    public CanonicalJson Value(Guid value)
    {
        Span<byte> room = BeginValue(38);
        room[0] = (byte)'"';
        value.TryFormat(room[1..], out int written, "D");
        room[written + 1] = (byte)'"';
        return EndValue(written + 2);
    }

    /// <summary>A hash, as 64 lower-case hexadecimal digits.</summary>
    /// <param name="value">Any hash.</param>
    public CanonicalJson Value(Hash32 value)
    {
        Span<byte> bytes = stackalloc byte[Hash32.Size];
        value.CopyTo(bytes);
        Span<byte> room = BeginValue((2 * Hash32.Size) + 2);
        room[0] = (byte)'"';
        Convert.TryToHexStringLower(bytes, room[1..], out int written);
        room[written + 1] = (byte)'"';
        return EndValue(written + 2);
    }

    /// <summary>True or false.</summary>
    /// <param name="value">Which.</param>
    public CanonicalJson Value(bool value) => Raw(value ? "true"u8 : "false"u8);

    /// <summary>A text. Half of a surrogate pair, which is no text, breaks an invariant.</summary>
    /// <param name="value">Not null: a missing text is <see cref="Null"/>.</param>
    public CanonicalJson Value(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Value(value.AsSpan());
    }

    /// <summary>A text. Half of a surrogate pair, which is no text, breaks an invariant.</summary>
    /// <param name="value">Any characters.</param>
    public CanonicalJson Value(ReadOnlySpan<char> value)
    {
        // A character is at most three bytes of UTF-8, or six as an escape.
        Span<byte> room = BeginValue((value.Length * 6) + 2);
        room[0] = (byte)'"';
        int at = 1;
        while (!value.IsEmpty)
        {
            int plain = value.IndexOfAny(MustEscape);
            ReadOnlySpan<char> run = plain < 0 ? value : value[..plain];
            bool isText = Utf8.FromUtf16(run, room[at..], out _, out int written, replaceInvalidSequences: false) == OperationStatus.Done;
            Invariant.Holds(isText, "Half of a surrogate pair is no text.");
            at += written;
            if (plain < 0)
            {
                break;
            }

            at += Escape(value[plain], room[at..]);
            value = value[(plain + 1)..];
        }

        room[at++] = (byte)'"';
        return EndValue(at);
    }

    /// <summary>No value.</summary>
    public CanonicalJson Null() => Raw("null"u8);

    /// <summary>A value that is canonical JSON already, such as the stored bytes of another writer. Not checked.</summary>
    /// <param name="json">The bytes of one whole value.</param>
    public CanonicalJson Raw(ReadOnlySpan<byte> json)
    {
        json.CopyTo(BeginValue(json.Length));
        return EndValue(json.Length);
    }
}
