using System.Net;
using System.Net.Sockets;

namespace TenantAnalyzers.Iam;

/// <summary>A value of <c>IpAddress</c>: an address, or a range in the notation of RFC 4632 (CIDR), of version 4 or 6.</summary>
internal sealed class IpValue : ComparedValue
{
    private readonly string _text;
    private readonly byte[]? _network;
    private readonly int _prefix;

    public IpValue(string text)
    {
        _text = text;
        int slash = text.IndexOf('/');
        _network = Parse(slash < 0 ? text : text.Substring(0, slash));
        _prefix = _network is null ? 0 : 8 * _network.Length;
        if (slash < 0)
            return;
        bool isLength = TryParseNumber(text, slash + 1, text.Length, 3, out int length) && length <= _prefix;
        (_network, _prefix) = isLength ? (_network, length) : (null, 0);
    }

    public override Holds IsMatch(string value, RequestContext context, bool inDeny)
    {
        if (_network is null || Parse(value) is not { } address)
            return OpenQuestions.ValueOfAnotherType;
        if (address.Length != _network.Length)
            return Holds.No;
        int whole = _prefix / 8;
        for (int i = 0; i < whole; i++)
        {
            if (address[i] != _network[i])
                return Holds.No;
        }

        int rest = 8 - (_prefix % 8);
        return Of(rest == 8 || address[whole] >> rest == _network[whole] >> rest);
    }

    public override string Show(RequestContext context, bool inDeny) => _text;

    private static byte[]? Parse(string text)
    {
        if (text.IndexOf(':') >= 0)
        {
            // The library also takes brackets and zones.
            bool plain = text.IndexOfAny(['[', ']', '%', '/']) < 0;
            return plain && IPAddress.TryParse(text, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetworkV6 ? address.GetAddressBytes() : null;
        }

        // The library also takes `10.1`, `0x7f.1` and `127`.
        var bytes = new byte[4];
        int start = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            int end = i == bytes.Length - 1 ? text.Length : text.IndexOf('.', start);
            if (end < 0 || !TryParseNumber(text, start, end, 3, out int part) || part > 255)
                return null;
            bytes[i] = (byte)part;
            start = end + 1;
        }

        return bytes;
    }

    private static bool TryParseNumber(string text, int start, int end, int digits, out int number)
    {
        number = 0;
        for (int i = start; i < end; i++)
        {
            if (text[i] is < '0' or > '9')
                return false;
            number = Math.Min(1000, (10 * number) + text[i] - '0');
        }

        return end > start && end - start <= digits;
    }
}
