using ModelCompiler;

namespace ShapeErrors;

// More parameters than were agreed on.
// expect: MC0301 'ShapeErrors.OverBudget' has 795,010 parameters, 295,010 more than the budget of 500,000;
//     the largest share, 785,000, is that of 'dense_1'
[Model]
[Input(784)]
[Dense(1000)]
[Dense(10)]
[Budget(Parameters = 500_000)]
public partial class OverBudget;
