namespace Leaky;

public static class Policies
{
    public const string Reader = """
        {
          "Version": "2012-10-17",
          "Statement": [
            { "Sid": "TNT3001", "Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:Query"], "Resource": "*" },
            { "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*" }
          ]
        }
        """;
}
