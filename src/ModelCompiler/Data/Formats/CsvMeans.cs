namespace ModelCompiler.Data;

/// <summary>Puts a column's mean where its values are missing.</summary>
internal static class CsvMeans
{
    public static void Fill(string path, float[] numbers, CsvColumns columns)
    {
        int width = columns.Inputs.Length;
        for (int column = 0; column < width; column++)
        {
            double sum = 0;
            int count = 0;
            for (int i = column; i < numbers.Length; i += width)
            {
                if (float.IsNaN(numbers[i]))
                    continue;
                sum += numbers[i];
                count++;
            }

            if (count == 0 && numbers.Length > 0)
                throw new DataFormatException(
                    path, $"column '{columns.Names[columns.Inputs[column]]}' has no value from which a mean could be taken.");
            for (int i = column; i < numbers.Length; i += width)
                numbers[i] = float.IsNaN(numbers[i]) ? (float)(sum / count) : numbers[i];
        }
    }
}
