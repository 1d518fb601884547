using ModelCompiler;

namespace ShapeErrors;

// Six channels cannot be shared out to four groups.
// expect: MC0112 'conv2d_1': Groups = 4 must divide both the 6 channels of the 8×8×6 input and the 8 filters; use 1 or 2
[Model]
[Input(8, 8, 6)]
[Conv2D(8, 3, Groups = 4)]
[Flatten]
[Dense(10)]
public partial class GroupsDoNotDivide;
