using ModelCompiler.Generators.Comprehensions;

namespace ModelCompiler.Generators.Lowering;

/// <summary>
/// The functions of activations, losses and dropout, from arithmetic. Errors are relative, against double arithmetic over the whole range.
/// </summary>
internal static class MathFunctions
{
    /// <summary>The bits of 1.5·2²³: to subtract them leaves what was added before rounding.</summary>
    private const int RoundedZero = 0x4B400000;

    /// <summary>log₂ e, and ln 2 as a number of few bits less a small one, so that its multiples are exact.</summary>
    private const float Log2OfE = 1.44269504f, HighOfLn2 = 0.693359375f, LowOfLn2 = 2.12194440e-4f;

    /// <summary>e^r for |r| ≤ ln 2 / 2, highest power first: least greatest relative error (3e-9) of those that begin with 1 + r.</summary>
    private static readonly float[] ExpOfRest = [1.38145406e-3f, 8.36874545e-3f, 4.16683890e-2f, 1.66665211e-1f, 4.99999940e-1f, 1f, 1f];

    /// <summary>
    /// e^x = 2^n · e^r with |r| ≤ ln 2 / 2. 2^n is multiplied in two halves, so that results reach down to denormals and up to infinity.
    /// 1 ulp.
    /// </summary>
    public static MathFunction Exp(int lanes)
    {
        var f = new Steps(lanes);
        VectorExpression x = f.Let("x1", f.Min(f.Max(f.X, f.C(-104f)), f.C(89f)));
        (VectorExpression t, VectorExpression n) = Rounded(f, x, Log2OfE);
        VectorExpression r = f.Let("r", f.Fma(n, f.C(LowOfLn2), f.Fma(n, f.C(-HighOfLn2), x)));
        VectorExpression y = f.Let("y", f.Polynomial(r, ExpOfRest));
        VectorExpression i = f.LetInteger("i", f.Int(IntegerOperator.Subtract, f.Bits(t), RoundedZero));
        VectorExpression half = f.LetInteger("half", f.Int(IntegerOperator.ShiftRight, i, 1));
        return f.Return("Exp", "e to the x.",
            f.Mul(f.Mul(y, f.PowerOfTwo(half)), f.PowerOfTwo(new IntegerBinary(IntegerOperator.Subtract, i, half))));
    }

    /// <summary>
    /// e^x - 1 = 2^n · (e^r - 1) + (2^n - 1), half of n factored out, so that nothing overflows; where n is 0 nothing is lost. 3 ulp.
    /// </summary>
    public static MathFunction ExpMinusOne(int lanes)
    {
        var f = new Steps(lanes);
        var (t, fraction) = ReducedExp(f);
        VectorExpression y = f.Let("y", fraction);
        VectorExpression i = f.LetInteger("i", f.Int(IntegerOperator.Subtract, f.Bits(t), RoundedZero));
        VectorExpression half = f.LetInteger("half", f.Int(IntegerOperator.ShiftRight, i, 1));
        VectorExpression low = f.Let("low", f.PowerOfTwo(half)), inverse =
            f.PowerOfTwo(new IntegerBinary(IntegerOperator.Subtract, half, i));
        VectorExpression scaled = f.Let("scaled", f.Fma(y, low, f.Sub(low, inverse)));
        return f.Return("ExpMinusOne", "e to the x, minus 1; exact near 0.",
            f.Mul(scaled, f.PowerOfTwo(new IntegerBinary(IntegerOperator.Subtract, i, half))));
    }

    /// <summary>A float with n in its low bits, and e^r - 1, of x = n · ln 2 + r; Cephes' polynomial.</summary>
    private static (VectorExpression Rounded, VectorExpression Fraction) ReducedExp(Steps f)
    {
        VectorExpression x = f.Let("x1", f.Min(f.Max(f.X, f.C(-104f)), f.C(89f)));
        (VectorExpression t, VectorExpression n) = Rounded(f, x, Log2OfE);
        VectorExpression r = f.Let("r", f.Fma(n, f.C(LowOfLn2), f.Fma(n, f.C(-HighOfLn2), x)));
        VectorExpression p = f.Let("p",
            f.Polynomial(r, 1.9875691500e-4f, 1.3981999507e-3f, 8.3334519073e-3f, 4.1665795894e-2f, 1.6666665459e-1f, 5.0000001201e-1f));
        return (t, f.Fma(f.Mul(p, r), r, r));
    }

    /// <summary>x · factor as a whole number n: in the low bits of a float, and by itself.</summary>
    private static (VectorExpression InLowBits, VectorExpression Number) Rounded(Steps f, VectorExpression x, float factor)
    {
        // Adding 1.5·2²³ rounds to a whole number and leaves it in the low bits.
        VectorExpression t = f.Let("t", f.Fma(x, f.C(factor), f.C(12582912f)));
        return (t, f.Let("n", f.Sub(t, f.C(12582912f))));
    }

    /// <summary>ln x = e · ln 2 + ln m with m in [√½, √2). Cephes' polynomial; 2 ulp; -∞ at 0, NaN below.</summary>
    public static MathFunction Log(int lanes)
    {
        var f = new Steps(lanes);
        VectorExpression IfDenormal(VectorExpression yes, VectorExpression no) =>
            new VectorSelect(Comparison.Less, f.X, f.C(1.17549435e-38f), yes, no);
        VectorExpression bits = f.LetInteger("bits", f.Bits(IfDenormal(f.Mul(f.X, f.C(8388608f)), f.X)));
        VectorExpression exponent = f.LetInteger("exponent",
            f.Int(IntegerOperator.ShiftRight, f.Int(IntegerOperator.Subtract, bits, 0x3F3504F3), 23));
        VectorExpression e = f.Let("e", f.Sub(new ConvertToFloat(exponent), IfDenormal(f.C(23f), f.C(0f))));
        VectorExpression m = f.Let("m",
            f.Sub(f.Float(new IntegerBinary(IntegerOperator.Subtract, bits, f.Int(IntegerOperator.ShiftLeft, exponent, 23))), f.C(1f)));
        VectorExpression z = f.Let("z", f.Mul(m, m));
        VectorExpression p = f.Let("p",
            f.Polynomial(m, 7.0376836292e-2f, -1.1514610310e-1f, 1.1676998740e-1f, -1.2420140846e-1f, 1.4249322787e-1f, -1.6668057665e-1f,
                2.0000714765e-1f, -2.4999993993e-1f, 3.3333331174e-1f));
        VectorExpression low = f.Let("low", f.Fma(z, f.C(-0.5f), f.Fma(e, f.C(-2.12194440e-4f), f.Mul(f.Mul(p, m), z))));
        VectorExpression y = f.Let("y", f.Add(f.Add(m, low), f.Mul(e, f.C(0.693359375f))));
        VectorExpression bounded = new VectorSelect(Comparison.Less, f.X, f.C(float.PositiveInfinity), y, f.X);
        VectorExpression below = new VectorSelect(Comparison.Equal, f.X, f.C(0f), f.C(float.NegativeInfinity), f.C(float.NaN));
        return f.Return("Log", "The natural logarithm of x.", new VectorSelect(Comparison.Greater, f.X, f.C(0f), bounded, below));
    }

    /// <summary>ln(1 + x): the logarithm of the rounded sum w, times x / (w - 1), which takes the rounding back (Kahan); 5 ulp.</summary>
    public static MathFunction LogOnePlus(int lanes)
    {
        var f = new Steps(lanes);
        VectorExpression w = f.Let("w", f.Add(f.X, f.C(1f)));
        VectorExpression log = f.Let("log", new VectorUnary(UnaryOperator.Log, w));
        VectorExpression corrected = f.Mul(log, new VectorBinary(BinaryOperator.Divide, f.X, f.Sub(w, f.C(1f))));
        VectorExpression y = f.Let("y", new VectorSelect(Comparison.Equal, w, f.C(1f), f.X, corrected));
        // From 2²⁴ on adding 1 is nothing, and infinity has no quotient.
        return f.Return("LogOnePlus", "The natural logarithm of 1 + x; exact near 0.",
            new VectorSelect(Comparison.Less, f.X, f.C(16777216f), y, log));
    }

    /// <summary>
    /// A rational approximation on |x| ≤ 7.9, beyond which it stays within 2.4e-7 of ±1 (the coefficients are those that Eigen made known);
    /// 5 ulp.
    /// </summary>
    public static MathFunction Tanh(int lanes)
    {
        var f = new Steps(lanes);
        VectorExpression x = f.Let("x1", f.Min(f.Max(f.X, f.C(-7.90531111f)), f.C(7.90531111f)));
        VectorExpression s = f.Let("s", f.Mul(x, x));
        VectorExpression p = f.Let("p",
            f.Polynomial(s, -2.76076847742355e-16f, 2.00018790482477e-13f, -8.60467152213735e-11f, 5.12229709037114e-08f,
                1.48572235717979e-05f, 6.37261928875436e-04f, 4.89352455891786e-03f));
        VectorExpression q = f.Let("q",
            f.Polynomial(s, 1.19825839466702e-06f, 1.18534705686654e-04f, 2.26843463243900e-03f, 4.89352518554385e-03f));
        return f.Return("Tanh", "The hyperbolic tangent of x.", new VectorBinary(BinaryOperator.Divide, f.Mul(x, p), q));
    }

    /// <summary>
    /// 1 / (1 + e^-x), with e^-x = 2^n · e^-r. Only e^-x between 2^-127, which is nothing beside 1, and infinity matters, so that 2^n is
    /// one factor: bits of n + 127 as an exponent are 0 and infinity at the ends. 3 ulp.
    /// </summary>
    public static MathFunction Sigmoid(int lanes)
    {
        var f = new Steps(lanes);
        VectorExpression x = f.Let("x1", f.Min(f.Max(f.X, f.C(-88.7f)), f.C(88f)));
        (VectorExpression t, VectorExpression n) = Rounded(f, x, -Log2OfE);
        VectorExpression r = f.Let("r", f.Fma(n, f.C(-LowOfLn2), f.Fma(n, f.C(HighOfLn2), x)));
        float[] alternating = [.. ExpOfRest.Select((c, at) => (ExpOfRest.Length - 1 - at) % 2 == 0 ? c : -c)];
        VectorExpression y = f.Let("y", f.Polynomial(r, alternating));
        VectorExpression power = f.Float(f.Int(IntegerOperator.Add, f.Int(IntegerOperator.ShiftLeft, f.Bits(t), 23), 127 << 23));
        return f.Return("Sigmoid", "1 / (1 + e to the -x).", new VectorBinary(BinaryOperator.Divide, f.C(1f), f.Fma(y, power, f.C(1f))));
    }

    /// <summary>
    /// Φ(-a) = t · exp(-a²/2 + q(t)) with t = 1 / (1 + 0.3·a), the form of Numerical Recipes' erfc; q is fitted by least squares with
    /// weights that even out the error (3.4e-8). 10 ulp for |x| ≤ 3; the exponent's rounding adds a²/4 ulp.
    /// </summary>
    public static MathFunction NormalCdf(int lanes)
    {
        var f = new Steps(lanes);
        VectorExpression a = f.Let("a", new VectorUnary(UnaryOperator.Abs, f.X));
        VectorExpression t = f.Let("t", new VectorBinary(BinaryOperator.Divide, f.C(1f), f.Fma(a, f.C(0.3f), f.C(1f))));
        VectorExpression q = f.Let("q",
            f.Polynomial(t, 0.13427628577f, -0.86796146631f, 2.2303981781f, -2.8307728767f, 1.8554749489f, -0.86087495089f, 0.39824476838f,
                0.36689445376f, 1.0042657852f, -2.1230921745f));
        VectorExpression below = f.Let("below", f.Mul(t, new VectorUnary(UnaryOperator.Exp, f.Fma(f.Mul(a, f.C(-0.5f)), a, q))));
        return f.Return("NormalCdf", "The distribution function of the standard normal distribution.",
            new VectorSelect(Comparison.Greater, f.X, f.C(0f), f.Sub(f.C(1f), below), below));
    }

    /// <summary>
    /// Dropout: hashes element number and seed (the finalizer of MurmurHash3) to a uniform number; 0 below the rate, the scale otherwise.
    /// The seed's low ten bits are the rate by hand: 0 for the declared one, otherwise thousandths and one.
    /// </summary>
    public static MathFunction Keep(int lanes)
    {
        var f = new Steps(lanes);
        VectorExpression uniform = f.Let("uniform", f.Mul(Hash(f), f.C(1f / (1 << 24))));
        VectorExpression code = f.LetInteger("code", f.Int(IntegerOperator.And, new IntegerArgument("seed", lanes), 0x3FF));
        VectorExpression number = f.Let("number", new ConvertToFloat(code));
        VectorExpression byHand = f.Let("byHand", f.Mul(f.Sub(number, f.C(1f)), f.C(0.001f)));
        VectorExpression IfDeclared(VectorExpression yes, VectorExpression no) =>
            new VectorSelect(Comparison.Equal, number, f.C(0f), yes, no);
        VectorExpression rate = f.Let("rate1", IfDeclared(new VectorName("rate", lanes), byHand));
        VectorExpression scale = f.Let("scale1",
            IfDeclared(new VectorName("scale", lanes), new VectorBinary(BinaryOperator.Divide, f.C(1f), f.Sub(f.C(1f), byHand))));
        VectorExpression kept = new VectorSelect(Comparison.Less, uniform, rate, f.C(0f), scale);
        return f.Return(
            "Keep", "0 with probability rate, otherwise scale; the same for the same seed and element. The seed's low ten bits are "
                + "the rate by hand, if any.", kept,
            [new("seed", FunctionParameterKind.Integer), new("element", FunctionParameterKind.Integer),
                new("rate", FunctionParameterKind.Lanes), new("scale", FunctionParameterKind.Lanes)]);
    }

    /// <summary>
    /// Noise: the quantile of the normal distribution at a uniform number from the same hash, √2 · erfinv(u) for u in (-1, 1) (Giles's
    /// approximation for single precision, 2010; 3e-7).
    /// </summary>
    public static MathFunction Noise(int lanes)
    {
        var f = new Steps(lanes);
        VectorExpression u = f.Let("u", f.Fma(Hash(f), f.C(1f / (1 << 23)), f.C(-1f + (1f / (1 << 24)))));
        VectorExpression w = f.Let("w",
            new VectorUnary(UnaryOperator.Negate, new VectorUnary(UnaryOperator.Log, f.Mul(f.Sub(f.C(1f), u), f.Add(f.C(1f), u)))));
        VectorExpression near = f.Let("near", f.Polynomial(
            f.Sub(w, f.C(2.5f)), 2.81022636e-08f, 3.43273939e-07f, -3.5233877e-06f, -4.39150654e-06f, 0.00021858087f, -0.00125372503f,
                -0.00417768164f, 0.246640727f, 1.50140941f));
        VectorExpression far = f.Let("far", f.Polynomial(
            f.Sub(new VectorUnary(UnaryOperator.SquareRoot, w), f.C(3f)),
            -0.000200214257f, 0.000100950558f, 0.00134934322f, -0.00367342844f, 0.00573950773f, -0.0076224613f, 0.00943887047f,
                1.00167406f, 2.83297682f));
        VectorExpression scale = f.Mul(new VectorName("deviation", lanes), f.C(1.41421356f));
        return f.Return(
            "Noise", "A normal number of mean 0; the same for the same seed and element.",
                f.Mul(f.Mul(new VectorSelect(Comparison.Less, w, f.C(5f), near, far), u), scale),
            [new("seed", FunctionParameterKind.Integer), new("element", FunctionParameterKind.Integer),
                new("deviation", FunctionParameterKind.Lanes)]);
    }

    /// <summary>24 bits of a hash of element number and seed, as a float.</summary>
    private static VectorExpression Hash(Steps f)
    {
        VectorExpression element = new IntegerBinary(IntegerOperator.Add, new IntegerArgument("element", f.X.Lanes),
            new LaneNumbers(f.X.Lanes));
        VectorExpression h = f.LetInteger("h0",
            new IntegerBinary(IntegerOperator.Xor, f.Int(IntegerOperator.Multiply, element, unchecked((int)0x9E3779B9)),
                new IntegerArgument("seed", f.X.Lanes)));
        VectorExpression Mix(VectorExpression v, int shift, int positive) =>
            new IntegerBinary(IntegerOperator.Xor, v, f.Int(IntegerOperator.And, f.Int(IntegerOperator.ShiftRight, v, shift), positive));
        h = f.LetInteger("h1", f.Int(IntegerOperator.Multiply, Mix(h, 16, 0xFFFF), unchecked((int)0x85EBCA6B)));
        h = f.LetInteger("h2", f.Int(IntegerOperator.Multiply, Mix(h, 13, 0x7FFFF), unchecked((int)0xC2B2AE35)));
        h = f.LetInteger("h3", Mix(h, 16, 0xFFFF));
        return new ConvertToFloat(f.Int(IntegerOperator.And, f.Int(IntegerOperator.ShiftRight, h, 8), 0xFFFFFF));
    }

    private sealed class Steps(int lanes)
    {
        private readonly List<FunctionStep> steps = [];

        public VectorExpression X { get; } = new VectorName(MathFunction.Argument, lanes);

        public VectorExpression C(float value) => new Splat(value, lanes);

        public VectorExpression Add(VectorExpression a, VectorExpression b) => new VectorBinary(BinaryOperator.Add, a, b);

        public VectorExpression Sub(VectorExpression a, VectorExpression b) => new VectorBinary(BinaryOperator.Subtract, a, b);

        public VectorExpression Mul(VectorExpression a, VectorExpression b) => new VectorBinary(BinaryOperator.Multiply, a, b);

        public VectorExpression Max(VectorExpression a, VectorExpression b) => new VectorBinary(BinaryOperator.Max, a, b);

        public VectorExpression Min(VectorExpression a, VectorExpression b) => new VectorBinary(BinaryOperator.Min, a, b);

        public VectorExpression Fma(VectorExpression a, VectorExpression b, VectorExpression c) => new MultiplyAdd(a, b, c);

        /// <summary>Horner's rule, highest power first.</summary>
        public VectorExpression Polynomial(VectorExpression x, params float[] coefficients) =>
            coefficients.Skip(1).Aggregate(C(coefficients[0]), (sum, c) => Fma(sum, x, C(c)));

        public VectorExpression Bits(VectorExpression x) => new Reinterpret(x, ToInteger: true);

        public VectorExpression Float(VectorExpression x) => new Reinterpret(x, ToInteger: false);

        public VectorExpression Int(IntegerOperator operation, VectorExpression a, int b) =>
            new IntegerBinary(operation, a, new IntegerSplat(b, lanes));

        /// <summary>2^n for an integer n that a float's exponent can hold.</summary>
        public VectorExpression PowerOfTwo(VectorExpression n) =>
            Float(Int(IntegerOperator.ShiftLeft, Int(IntegerOperator.Add, n, 127), 23));

        public VectorExpression Let(string name, VectorExpression value) => Add(name, value, isInteger: false);

        public VectorExpression LetInteger(string name, VectorExpression value) => Add(name, value, isInteger: true);

        public MathFunction Return(string name, string summary, VectorExpression result, params FunctionParameter[] parameters) => new(
            name, summary, lanes, parameters.Length > 0
                ? [.. parameters]
                : [new(MathFunction.Argument, FunctionParameterKind.Lanes)], [.. steps], result);

        private VectorName Add(string name, VectorExpression value, bool isInteger)
        {
            steps.Add(new FunctionStep(name, value, isInteger));
            return new VectorName(name, lanes);
        }
    }
}
