using System.Reflection;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace BackOffice.Integration.Tests.Integration.Functions;

/// <summary>The contract between host and worker, as JSON: the worker's own message types are internal, but described.</summary>
internal static class HostProtocol
{
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly FileDescriptor Contract = (FileDescriptor)Assembly.Load("Microsoft.Azure.Functions.Worker.Grpc")
        .GetTypes().Single(type => type.Name == "FunctionRpcReflection")
        .GetProperty("Descriptor", Any)!.GetValue(null)!;

    private static readonly MessageDescriptor Message = Contract.FindTypeByName<MessageDescriptor>("StreamingMessage");

    private static readonly Marshaller<JsonObject> Json = new(
        json => JsonParser.Default.Parse(json.ToJsonString(), Message).ToByteArray(),
        bytes => JsonNode.Parse(JsonFormatter.Default.Format(Message.Parser.ParseFrom(bytes)))!.AsObject());

    public static Method<JsonObject, JsonObject> EventStream { get; } = new(
        MethodType.DuplexStreaming, Contract.Services.Single().FullName, Contract.Services.Single().Methods.Single().Name, Json, Json);
}
