namespace ModelCompiler.Generators.Binding;

/// <summary>The attributes that a declaration is read from, by metadata name.</summary>
internal static class KnownNames
{
    public const string Namespace = "ModelCompiler";
    public const string Model = "ModelCompiler.ModelAttribute";
    public const string ModelName = "ModelAttribute";
    public const string Block = "BlockAttribute";
    public const string BlockUse = "BlockUseAttribute";
    public const string Layer = "LayerAttribute";
    public const string Input = "InputAttribute";
    public const string Loss = "LossAttribute";
    public const string Output = "OutputAttribute";
    public const string SharesWeightsOf = "SharesWeightsOfAttribute";
    /// <summary>Where a project's references have this, models get OpenCL kernels.</summary>
    public const string OpenCLModel = "ModelCompiler.OpenCL.IOpenCLModel`1";
    public const string Weights = "WeightsAttribute";
    public const string Budget = "BudgetAttribute";
}
