namespace Courses;

/// <summary>Something the user can put right; the message says what.</summary>
internal sealed class CourseException(string message, Exception? inner = null) : Exception(message, inner);
