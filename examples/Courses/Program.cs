using System.CommandLine;
using Courses;

// Draws the gallery of what the courses teach: pictures and an index.html.
var output = new Option<string>("--output", "-o") { Description = "The folder to write to.", DefaultValueFactory = _ => "gallery" };
var data = new Option<string?>("--data")
{
    Description = "A folder with MNIST's, Fashion-MNIST's or CIFAR-10's files; without it, samples are drawn.",
};
var seed = new Option<int>("--seed") { Description = "What weights, orders and drawings come from.", DefaultValueFactory = _ => 1 };
var only = new Option<string?>("--only") { Description = "Draw only chapters whose title has this word." };
var command = new RootCommand("Trains small networks as the courses teach it and draws what comes of it.") { output, data, seed, only };
command.SetAction((parsed, cancellation) => Task.FromResult(
    GalleryRun.Run(parsed.GetValue(output)!, parsed.GetValue(data), parsed.GetValue(seed), parsed.GetValue(only), cancellation)));
return await command.Parse(args).InvokeAsync();
