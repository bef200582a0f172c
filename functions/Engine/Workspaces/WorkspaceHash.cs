using System.Security.Cryptography;
using System.Text;

namespace BackOffice.Integration.Engine.Workspaces;

/// <summary>The name of a workspace's content.</summary>
internal static class WorkspaceHash
{
    /// <summary>SHA-256 over path, NUL, SHA-256 in lower-case hex and line feed of each file, by path in ordinal order.</summary>
    public static string Of(IEnumerable<WorkspaceFile> files)
    {
        var text = new StringBuilder();
        foreach (var file in files.OrderBy(file => file.Path, StringComparer.Ordinal)) text.Append(file.Path).Append('\0').Append(file.Sha256).Append('\n');
        return Of(Encoding.UTF8.GetBytes(text.ToString()));
    }

    public static string Of(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    public static WorkspaceFile File(string path, byte[] content) => new(path, Of(content), content);
}
