using ModelCompiler;

namespace ShapeErrors;

// A class inside one to which nothing can be added.
// expect: MC0002 'ContainerNotPartial' contains the model 'Net' but is not partial; write 'partial class ContainerNotPartial',
//     so that the model's members can be generated
public class ContainerNotPartial
{
    [Model]
    [Input(4)]
    [Dense(2)]
    public partial class Net;
}
