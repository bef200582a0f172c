namespace BackOffice.Integration.Engine.Actors;

/// <summary>A human who acts, with a credential of his own.</summary>
/// <param name="Login">As written behind <c>--as</c>.</param>
/// <param name="Credential">Names the credential; never the secret itself.</param>
public sealed record Actor(string Login, string Credential)
{
    /// <summary>The hub itself, for what nobody asked it to do.</summary>
    public static Actor Hub { get; } = new("hub", "hub");

    /// <summary>Two logins behind one credential are one actor.</summary>
    public bool Is(Actor other) => Login == other.Login || Credential == other.Credential;
}
