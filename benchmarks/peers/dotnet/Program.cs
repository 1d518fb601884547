using ModelCompiler.Benchmarks.Peers;

// What a .NET user would take instead, measured as the other peers are: one JSON line for each measurement, times in milliseconds.
//
//   torch NET[,NET,...]     [--seconds S] [--threads N]   libtorch through TorchSharp: prediction, and one step of Adam
//   ort   NET[,NET,...] DIR [--seconds S] [--threads N]   ONNX Runtime over DIR/NET.onnx, which torch_peer.py writes: prediction
try
{
    var options = Options.Parse(args);
    Action<Net> verb = options.Verb switch
    {
        "torch" => net => TorchPeer.Measure(net, options),
        "ort" => net => OrtPeer.Measure(net, options),
        var other => throw new ArgumentException($"'{other}' is not a verb; they are torch and ort."),
    };
    if (options.Verb == "torch") LibTorch.Load(options.Threads);
    foreach (string name in options.Nets) verb(NetCatalog.Find(name));
    return 0;
}
catch (ArgumentException e)
{
    Console.Error.WriteLine($"peers: {e.Message}");
    return 1;
}
