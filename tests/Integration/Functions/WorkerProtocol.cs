using System.Reflection;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace BackOffice.Integration.Tests.Integration.Functions;

/// <summary>The gRPC contract between host and worker, spoken as JSON: its message types are internal, its descriptor is not.</summary>
internal static class WorkerProtocol
{
    private static readonly FileDescriptor File = (FileDescriptor)Assembly.Load("Microsoft.Azure.Functions.Worker.Grpc").GetTypes()
        .Single(type => type.Name == "FunctionRpcReflection")
        .GetProperty("Descriptor", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!.GetValue(null)!;

    private static readonly MessageDescriptor Message = File.FindTypeByName<MessageDescriptor>("StreamingMessage");

    private static readonly Marshaller<JsonObject> Json = new(
        json => JsonParser.Default.Parse(json.ToJsonString(), Message).ToByteArray(),
        bytes => JsonNode.Parse(JsonFormatter.Default.Format(Message.Parser.ParseFrom(bytes)))!.AsObject());

    public static Method<JsonObject, JsonObject> EventStream { get; } = new(
        MethodType.DuplexStreaming, File.Services.Single().FullName, File.Services.Single().Methods.Single().Name, Json, Json);
}
