namespace ModelCompiler.Tool.Commands;

/// <summary>What was asked for cannot be done; the message says what to do instead.</summary>
public sealed class ToolException(string message) : Exception(message);
