using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>One vector's place on the vector axis.</summary>
internal readonly record struct LaneGroup(int Start, int Lanes);

/// <summary>Vectors of several widths that together cover an axis: 20 channels are one vector of 16 lanes and one of 4.</summary>
internal static class LaneSplit
{
    /// <param name="overlap">
    /// A rest may be covered by one vector that begins earlier and computes some lanes a second time (10 = 8 + 4 from lane 6 on): harmless
    /// where lanes are written and not accumulated, and one instruction instead of several scalars.
    /// </param>
    public static LaneCover Cover(int extent, EquatableArray<int> widths, bool overlap)
    {
        // All that leave something over.
        int widest = widths.Where(w => w <= extent).DefaultIfEmpty(1).Max(), full = Math.Max(0, extent - 1) / widest;
        var groups = new List<LaneGroup>();
        for (int at = full * widest; at < extent;)
        {
            int rest = extent - at;
            int covering = 0, width = 0; // The narrowest vector that takes the whole rest, and the widest one that the rest fills.
            foreach (int w in widths)
            {
                if (w >= rest && w <= extent && (covering == 0 || w < covering)) covering = w;
                if (w <= rest && w > width) width = w;
            }

            if (covering == rest || (overlap && covering > 0))
            {
                groups.Add(new LaneGroup(extent - covering, covering));
                break;
            }

            groups.Add(new LaneGroup(at, width));
            at += width;
        }

        return new LaneCover(full, widest, groups);
    }
}
