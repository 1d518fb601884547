using ModelCompiler;

namespace ShapeErrors;

// Which half comes first?
// expect: MC0007 'LayersOnTwoDeclarations' carries layers on 2 partial declarations, whose order is not defined;
//     move [Dense] to the declaration with [Input]
[Model]
[Input(28, 28, 1)]
[Flatten]
public partial class LayersOnTwoDeclarations;

[Dense(10)]
public partial class LayersOnTwoDeclarations;
