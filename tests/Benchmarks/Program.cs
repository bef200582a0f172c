using System.CommandLine;
using BackOffice.Integration.Benchmarks;

var rows = new Option<int>("--rows") { Description = "Lines of the ledger.", DefaultValueFactory = _ => 1_000_000 };
var passes = new Option<int>("--passes") { Description = "How often each case runs; the least counts.", DefaultValueFactory = _ => 3 };
var folder = new Option<string>("--folder") { Description = "Where files and stores are written; a new temporary folder without it." };
var demo = new Option<string>("--demo") { Description = "The demo workspace.", DefaultValueFactory = _ => "infra/demo" };
var only = new Option<string>("--case") { Description = "Measures one case in this process.", Hidden = true };
var command = new RootCommand("Measures the hub against programs written by hand for the same work.") { rows, passes, folder, demo, only };
command.SetAction(async parsed =>
{
    if (parsed.GetValue(only) is { } name) await Child.AnswerAsync(name, new(parsed.GetValue(folder)!, parsed.GetValue(rows)));
    else Report.Run(parsed.GetValue(folder), parsed.GetValue(demo)!, parsed.GetValue(rows), parsed.GetValue(passes));
});
return await command.Parse(args).InvokeAsync();
