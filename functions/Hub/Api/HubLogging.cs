using System.Globalization;
using Serilog;
using Serilog.Configuration;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace BackOffice.Integration.Hub.Api;

/// <summary>Logs to the console for people and to a file a day for programs.</summary>
internal static class HubLogging
{
    private const int Days = 31;
    private const int FileBytes = 64 << 20;

    /// <param name="folder">Where the files go.</param>
    public static Logger Create(string folder, bool console)
    {
        var settings = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("System", LogEventLevel.Warning)
            .MinimumLevel.Override("Hangfire", LogEventLevel.Warning);
        var codesOnly = LoggerSinkConfiguration.Wrap(inner => new CodesOnly(inner), sinks =>
        {
            if (console) sinks.Console(outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}", formatProvider: CultureInfo.InvariantCulture);
            sinks.File(new CompactJsonFormatter(), Path.Combine(folder, "hub-.json"), rollingInterval: RollingInterval.Day, retainedFileCountLimit: Days, fileSizeLimitBytes: FileBytes, rollOnFileSizeLimit: true, shared: true);
        });
        return settings.WriteTo.Sink(codesOnly).CreateLogger();
    }

    // The text of an exception that a library logs may quote what it was working on.
    private sealed class CodesOnly(ILogEventSink inner) : ILogEventSink, IDisposable
    {
        public void Emit(LogEvent logEvent) => inner.Emit(logEvent.Exception is { } failed ? Stripped(logEvent, failed) : logEvent);

        public void Dispose() => (inner as IDisposable)?.Dispose();

        private static LogEvent Stripped(LogEvent logged, Exception failed) => new(
            logged.Timestamp,
            logged.Level,
            exception: null,
            logged.MessageTemplate,
            logged.Properties.Select(property => new LogEventProperty(property.Key, property.Value)).Append(new("Failed", new ScalarValue(failed.GetType().Name))));
    }
}
