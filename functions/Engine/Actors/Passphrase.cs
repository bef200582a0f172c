using System.Globalization;
using System.Security.Cryptography;

namespace BackOffice.Integration.Engine.Actors;

/// <summary>A passphrase as the store keeps it: <c>pbkdf2-sha256$iterations$salt$hash</c>.</summary>
internal static class Passphrase
{
    public const int LeastIterations = 600_000;
    public const int LeastLength = 12;

    private const string Scheme = "pbkdf2-sha256";
    private const int SaltLength = 16, HashLength = 32;

    public static string Protect(string passphrase, int iterations)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        return string.Create(CultureInfo.InvariantCulture, $"{Scheme}${iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(Derive(passphrase, salt, iterations))}");
    }

    public static bool Accepts(string credential, string passphrase)
    {
        var parts = credential.Split('$');
        if (parts.Length != 4 || parts[0] != Scheme) return false;
        var derived = Derive(passphrase, Convert.FromBase64String(parts[2]), int.Parse(parts[1], CultureInfo.InvariantCulture));
        return CryptographicOperations.FixedTimeEquals(derived, Convert.FromBase64String(parts[3]));
    }

    private static byte[] Derive(string passphrase, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(passphrase, salt, iterations, HashAlgorithmName.SHA256, HashLength);
}
