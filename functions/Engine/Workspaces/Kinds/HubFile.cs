using BackOffice.Integration.Engine.Workspaces.Shapes;

namespace BackOffice.Integration.Engine.Workspaces.Kinds;

/// <summary>What <c>hub.yaml</c> may say.</summary>
internal static class HubFile
{
    private static readonly Key<string> CompanyName = Key.Required("name", "The company's name.", TextShape.Any);
    private static readonly Key<string> Country = Key.Required("country", "ISO 3166 code of its country.", Words.Country);
    private static readonly Key<string> Currency = Key.Required("currency", "ISO 4217 code of its books.", Words.Currency);

    private static readonly BlockShape<Company> CompanyShape = new(
        [CompanyName, Country, Currency],
        block => new("", block.Get(CompanyName), block.Get(Country), block.Get(Currency)));

    private static readonly Key<IReadOnlyList<string>> Allow = Key.Required(
        "allow", "Prefixes that secret references must start with.", new ListShape<string>(new TextShape("(?:env|file):[^\\s]+", "a prefix such as env:BACKOFFICE_ or file:secrets/")));

    private static readonly BlockShape<IReadOnlyList<string>> SecretsShape = new([Allow], block => block.Get(Allow));

    private static readonly Key<string> GroupCurrency = Key.Required("currency", "The currency that the companies are put together in, an ISO 4217 code.", Words.Currency);
    private static readonly Key<string?> Rates = Key.Optional("rates", "Name of the connection whose exchange rates hold; needed where a company keeps books in another currency.", Words.Name);

    private static readonly BlockShape<Group> GroupShape = new([GroupCurrency, Rates], block => new(block.Get(GroupCurrency), block.Get(Rates)));

    private static readonly Key<string> Name = Key.Required("name", "The hub's name.", Words.Name);
    private static readonly Key<IReadOnlyDictionary<string, Company>> Companies = Key.Required("companies", "The companies the hub works for, by code.", new NamedShape<Company>(CompanyShape));
    private static readonly Key<string> Store = Key.Optional("store", "The SQLite file, relative to the workspace.", Words.Path, "store/hub.db");
    private static readonly Key<string> Landing = Key.Optional("landing", "The folder of landed bytes, relative to the workspace.", Words.Path, "store/landing");
    private static readonly Key<string> TimeZone = Key.Optional("time-zone", "IANA time zone of schedules and periods.", TextShape.Any, "UTC");
    private static readonly Key<IReadOnlyList<string>> Secrets = Key.Optional("secrets", "Which secrets connections may refer to; none when absent.", SecretsShape, []);

    private static readonly Key<Group?> Group = Key.Optional("group", "How the companies are put together; the figures of a group are empty when absent.", GroupShape);

    public static BlockShape<HubSettings> Shape { get; } = new(
        [Name, Companies, Store, Landing, TimeZone, Secrets, Group],
        block => new(
            block.Get(Name),
            [.. block.Get(Companies).Select(company => company.Value with { Code = company.Key })],
            block.Get(Store),
            block.Get(Landing),
            block.Get(TimeZone),
            block.Get(Secrets))
        {
            Group = block.Get(Group),
        });
}
