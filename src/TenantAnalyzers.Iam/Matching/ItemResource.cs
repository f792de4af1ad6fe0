namespace TenantAnalyzers.Iam;

/// <summary>The last part of the ARNs that item actions are authorised on: <c>table/T</c> and <c>table/T/index/I</c>.</summary>
/// <remarks>Table and index names hold letters, digits, <c>_</c>, <c>.</c> and <c>-</c> (DynamoDB, "Naming rules").</remarks>
internal static class ItemResource
{
    // '\u0001': one character of a name; '\u0002': any number of them.
    private const string TableShape = "table/\u0001\u0002";
    private const string IndexShape = TableShape + "/index/\u0001\u0002";

    /// <summary>What a resource part names; <see cref="DynamoDbResources.None"/> for a stream, a backup or another service's thing.</summary>
    public static DynamoDbResources Classify(string resource)
    {
        string[] parts = resource.Split('/');
        if (parts[0] != "table" || parts.Length is not (2 or 4) || !IsName(parts[1]))
            return DynamoDbResources.None;
        if (parts.Length == 2)
            return DynamoDbResources.Table;
        return parts[2] == "index" && IsName(parts[3]) ? DynamoDbResources.Index : DynamoDbResources.None;
    }

    /// <summary>The table's name in a resource part that is a table or an index.</summary>
    public static string TableName(string resource) => resource.Split('/')[1];

    /// <summary>A shortest resource part of that kind which the pattern matches; null when there is none.</summary>
    /// <remarks>A breadth-first walk through the pairs of places in pattern and shape: complete, and bounded by their lengths.</remarks>
    public static string? FindMatch(GlobPattern pattern, DynamoDbResources kind)
    {
        string shape = kind == DynamoDbResources.Table ? TableShape : IndexShape;
        int width = shape.Length + 1;
        int goal = (pattern.Length * width) + shape.Length;
        var cameFrom = new int[goal + 1];
        var read = new char[goal + 1];
        for (int i = 0; i <= goal; i++)
            cameFrom[i] = -1;
        cameFrom[0] = 0;
        var queue = new Queue<int>();
        queue.Enqueue(0);
        while (queue.Count > 0 && cameFrom[goal] < 0)
        {
            int state = queue.Dequeue();
            int p = state / width;
            int s = state % width;
            int token = p < pattern.Length ? pattern[p] : -3;
            char part = s < shape.Length ? shape[s] : '\0';
            if (token == GlobPattern.Any)
                Go(p + 1, s, '\0');
            if (part == '\u0002')
                Go(p, s + 1, '\0');
            if (token != -3 && part != '\0' && Common(token, part) is char c)
                Go(token == GlobPattern.Any ? p : p + 1, part == '\u0002' ? s : s + 1, c);

            void Go(int nextP, int nextS, char c)
            {
                int next = (nextP * width) + nextS;
                if (cameFrom[next] >= 0)
                    return;
                cameFrom[next] = state;
                read[next] = c;
                queue.Enqueue(next);
            }
        }

        if (cameFrom[goal] < 0)
            return null;
        var text = new Stack<char>();
        for (int state = goal; state != 0; state = cameFrom[state])
        {
            if (read[state] != '\0')
                text.Push(read[state]);
        }

        return new string([.. text]);
    }

    /// <summary>A character that both the pattern's token and the shape's part can be.</summary>
    private static char? Common(int token, char part)
    {
        bool anyName = part is '\u0001' or '\u0002';
        if (token < 0)
            return anyName ? 'x' : part;
        char c = (char)token;
        return (anyName ? IsNameCharacter(c) : c == part) ? c : null;
    }

    private static bool IsName(string name)
    {
        foreach (char c in name)
        {
            if (!IsNameCharacter(c))
                return false;
        }

        return name.Length > 0;
    }

    private static bool IsNameCharacter(char c) =>
        c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '.' or '-';
}
