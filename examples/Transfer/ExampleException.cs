namespace Transfer;

/// <summary>What was asked for cannot be done; the message says why.</summary>
internal sealed class ExampleException(string message) : Exception(message);
