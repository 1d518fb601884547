using System.Net;
using System.Text;

namespace Courses.Gallery;

/// <summary>Writes pictures as they come and the page that shows them.</summary>
internal sealed class GalleryPage(string folder, string description)
{
    private const string Style = """
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 1000px; margin: 2rem auto; padding: 0 1rem; color: #222; background: #fff; }
        h2 { margin-top: 3rem; border-bottom: 1px solid #ccc; }
        nav a { margin-right: 1rem; white-space: nowrap; }
        figure { margin: 1.5rem 0; }
        img { max-width: 100%; height: auto; border: 1px solid #ddd; }
        figcaption { color: #444; }
        """;

    private readonly StringBuilder body = new();
    private readonly StringBuilder links = new();
    private int chapters;

    public int Pictures { get; private set; }

    /// <summary>Begins a chapter.</summary>
    public void Begin(string title)
    {
        chapters++;
        links.AppendLine($"<a href=\"#c{chapters}\">{Encode(title)}</a>");
        body.AppendLine($"<h2 id=\"c{chapters}\">{chapters}. {Encode(title)}</h2>");
    }

    /// <summary>Writes an exhibit's pictures and adds it to the page.</summary>
    public void Add(Exhibit exhibit)
    {
        exhibit.Figure.Save(Path.Combine(folder, exhibit.File + ".svg"));
        exhibit.Figure.Save(Path.Combine(folder, exhibit.File + ".png"));
        Pictures++;
        body.AppendLine($"""
            <figure>
            <a href="{exhibit.File}.png">
            <img src="{exhibit.File}.svg" width="{exhibit.Figure.DefaultWidth}" alt="{Encode(exhibit.Figure.Title)}"></a>
            <figcaption>{Encode(exhibit.Text)}</figcaption>
            </figure>
            """);
    }

    /// <summary>Writes the page.</summary>
    public string Finish(TimeSpan time)
    {
        string path = Path.Combine(folder, "index.html");
        File.WriteAllText(path, $"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>What the courses teach</title><style>{Style}</style></head><body>
            <h1>What the courses teach</h1>
            <p>Every network here is declared as attributes and was trained by the code that ModelCompiler wrote for it.
            Data: {Encode(description)}. {Pictures} pictures in {time.TotalSeconds:0} seconds.</p>
            <nav>{links}</nav>
            {body}
            </body></html>
            """);
        return path;
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
