using System.Globalization;
using System.Text;
using System.Xml;

namespace TenantAnalyzers.Gateway.Sts;

/// <summary>Writes the answers of the Query protocol.</summary>
internal static class StsXml
{
    public const string Namespace = "https://sts.amazonaws.com/doc/2011-06-15/";

    /// <summary>An error.</summary>
    public static string Write(StsError error, string requestId) => Write("ErrorResponse", xml =>
    {
        xml.WriteStartElement("Error");
        Element(xml, "Type", error.Status < 500 ? "Sender" : "Receiver");
        Element(xml, "Code", error.Code);
        Element(xml, "Message", error.Message);
        xml.WriteEndElement();
        Element(xml, "RequestId", requestId);
    });

    /// <summary>The result of an action.</summary>
    public static string Write(string action, string requestId, Action<XmlWriter> result) => Write(action + "Response", xml =>
    {
        xml.WriteStartElement(action + "Result");
        result(xml);
        xml.WriteEndElement();
        xml.WriteStartElement("ResponseMetadata");
        Element(xml, "RequestId", requestId);
        xml.WriteEndElement();
    });

    public static void Element(XmlWriter xml, string name, string value) => xml.WriteElementString(name, Clean(value));

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Write(string root, Action<XmlWriter> content)
    {
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true, Indent = true }))
        {
            xml.WriteStartElement(root, Namespace);
            content(xml);
            xml.WriteEndElement();
        }

        return text.ToString();
    }

    // A message may quote what a client sent, and XML does not take every character.
    private static string Clean(string text)
    {
        foreach (char c in text)
        {
            if (!XmlConvert.IsXmlChar(c))
                return string.Concat(text.Select(static c => XmlConvert.IsXmlChar(c) ? c : '?'));
        }

        return text;
    }
}
