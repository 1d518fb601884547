using Digits.Drawing;

namespace Architectures.Data;

/// <summary>
/// Go positions with one answer: the opponent's last stone stands with a single liberty, and the move is to take it. Planes are AlphaGo's:
/// own stones, the opponent's, free points, a plane of ones, then how long ago each stone was played; those that need a game's history
/// stay empty.
/// </summary>
internal static class GoData
{
    private const int Size = 19;
    private const int Planes = 48;
    private const int LastMovePlane = 4;
    private const float Crowd = 0.3f;

    private static readonly (int Down, int Right)[] Neighbours = [(-1, 0), (0, 1), (1, 0), (0, -1)];

    private enum Plane
    {
        Own,
        Opponent,
        Free,
    }

    public static Samples Moves(Request request) => request.Folder is null
        ? Drawn.Classes($"Go positions drawn from seed {request.Seed}", request, Draw)
        : throw new ExampleException("--data: no games are read from files; leave it out to draw positions.");

    /// <summary>Draws a position and returns the point to play on, row by row from 0 to 360.</summary>
    private static int Draw(CounterRandom random, Span<float> planes)
    {
        var board = new Plane[Size, Size];
        for (var y = 0; y < Size; y++)
            for (var x = 0; x < Size; x++)
                board[y, x] = random.Chance(Crowd) ? (Plane)random.Below(2) : Plane.Free;

        var (row, column) = (1 + random.Below(Size - 2), 1 + random.Below(Size - 2));
        var liberty = random.Below(Neighbours.Length);
        board[row, column] = Plane.Opponent;
        for (var side = 0; side < Neighbours.Length; side++)
            board[row + Neighbours[side].Down, column + Neighbours[side].Right] = side == liberty ? Plane.Free : Plane.Own;

        for (var point = 0; point < Size * Size; point++)
        {
            planes[point * Planes + (int)board[point / Size, point % Size]] = 1;
            planes[point * Planes + (int)Plane.Free + 1] = 1;
        }

        planes[(row * Size + column) * Planes + LastMovePlane] = 1;
        return (row + Neighbours[liberty].Down) * Size + column + Neighbours[liberty].Right;
    }
}
