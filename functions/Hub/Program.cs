using BackOffice.Integration.Hub.Cli;

return await BackOfficeCommand.InvokeAsync(args);
