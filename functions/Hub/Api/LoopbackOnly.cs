using System.Net;
using Hangfire.Dashboard;

namespace BackOffice.Integration.Hub.Api;

/// <summary>Shows the dashboard of jobs to this machine only.</summary>
internal sealed class LoopbackOnly : IDashboardAuthorizationFilter
{
    public bool Authorize(DashboardContext context) => context.GetHttpContext().Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);
}
