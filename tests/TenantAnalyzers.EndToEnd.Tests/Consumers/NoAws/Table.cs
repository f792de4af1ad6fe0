namespace NoAws;

public class Table
{
    public int QueryAsync(string keyConditionExpression) => keyConditionExpression.Length;

    public int ScanAsync() => QueryAsync("status = :s");
}
