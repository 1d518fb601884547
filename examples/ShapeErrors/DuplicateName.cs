using ModelCompiler;

namespace ShapeErrors;

// Two layers with one name.
// expect: MC0011 two layers are named 'hidden', layer 1 ([Dense]) and layer 2 ([Dense]); parameters are found by the layer's name,
//     so give one another Name
[Model]
[Input(4)]
[Dense(8, Name = "hidden")]
[Dense(8, Name = "hidden")]
[Dense(2)]
public partial class DuplicateName;
