using ModelCompiler;

namespace ShapeErrors;

// A class to which nothing can be added.
// expect: MC0001 'NotPartial' is a model but not partial; write 'partial class NotPartial', so that its members can be generated
[Model]
[Input(4)]
[Dense(2)]
public class NotPartial;
