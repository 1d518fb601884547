using ModelCompiler;

namespace ShapeErrors;

// 27 rows pooled in pairs leave one alone.
// expect: MC0107 'max_pooling2d_1': stride 2 leaves the last of 27 rows and the last of 27 columns of the 27×27×8 output of 'conv2d_1'
//     unread ((27 - 2) mod 2 = 1); use Padding.Same, or [ZeroPadding2D] before it
[Model]
[Input(28, 28, 1)]
[Conv2D(8, 2)]
[MaxPooling2D(2)]
[Flatten]
[Dense(10)]
public partial class DroppedRows;
