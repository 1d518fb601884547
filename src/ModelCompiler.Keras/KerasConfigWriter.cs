namespace ModelCompiler.Keras;
internal static class KerasConfigWriter { public static string Write(string path, ModelArchitecture architecture) => "{}"; }
