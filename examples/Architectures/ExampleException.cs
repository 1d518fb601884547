namespace Architectures;

/// <summary>Something the user can put right; the message is one line that says what and how.</summary>
internal sealed class ExampleException(string message) : Exception(message);
