namespace ModelCompiler.Training;

/// <summary>The state of a schedule within that of another, its names after a prefix.</summary>
internal static class StatePart
{
    public static void Save(LearningRateSchedule schedule, IDictionary<string, double> state, string prefix)
    {
        var part = new Dictionary<string, double>();
        schedule.SaveState(part);
        foreach ((string name, double value) in part)
            state[prefix + name] = value;
    }

    public static void Load(LearningRateSchedule schedule, IReadOnlyDictionary<string, double> state, string prefix) => schedule.LoadState(
        state.Where(s => s.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(s => s.Key[prefix.Length..], s => s.Value));
}
