using BackOffice.Integration.Engine.Workspaces.Shapes;

namespace BackOffice.Integration.Engine.Workspaces.Kinds;

/// <summary>What a file in <c>partners/</c> may say.</summary>
internal static class PartnerFile
{
    private static readonly Key<string> Connection = Key.Required("connection", "Name of a connection that takes files.", Words.Name);

    private static readonly BlockShape<string> DestinationShape = new([Connection], block => block.Get(Connection));

    private static readonly Key<string> Name = Key.Required("name", "A dataset column, or a dataset of figures, that the partner may see.", TextShape.Any);
    private static readonly Key<string> Purpose = Key.Required("purpose", "What he needs it for.", TextShape.Any);
    private static readonly Key<string> LegalBasis = Key.Required("legal-basis", "Why he may have it.", TextShape.Any);

    private static readonly BlockShape<AllowedField> FieldShape = new(
        [Name, Purpose, LegalBasis],
        block => new(block.Get(Name), block.Get(Purpose), block.Get(LegalBasis)));

    private static readonly Key<string> Title = Key.Required("title", "The partner's name for people.", TextShape.Any);
    private static readonly Key<string> Country = Key.Required("country", "ISO 3166 code of the country that gets the data.", Words.Country);
    private static readonly Key<string> Destination = Key.Required("destination", "Where his files go.", DestinationShape);
    private static readonly Key<IReadOnlyList<AllowedField>> Fields = Key.Required("fields", "The only fields he may see, each with purpose and legal basis.", new ListShape<AllowedField>(FieldShape));

    public static BlockShape<Partner> Shape { get; } = new(
        [Title, Country, Destination, Fields],
        block => new(block.Name, block.Get(Title), block.Get(Destination), block.Get(Country), block.Get(Fields)));
}
