namespace ModelCompiler.Training;

/// <summary>A number in place of a schedule. It is checked by the optimizer that it is given to, whose name the message then has.</summary>
internal sealed class ConstantSchedule(double rate) : LearningRateSchedule
{
    public double Rate => rate;

    public override double RateAt(TrainingTime time) => rate;

    public override string ToString() => Text(rate);
}
