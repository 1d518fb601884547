namespace ModelCompiler;

/// <summary>Marks a partial class as a model: its layer attributes are checked while you type and compiled into its members.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class ModelAttribute : Attribute;
