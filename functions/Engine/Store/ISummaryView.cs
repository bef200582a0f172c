using BackOffice.Integration.Engine.Datasets;
using BackOffice.Integration.Engine.Datasets.Summaries;

namespace BackOffice.Integration.Engine.Store;

/// <summary>What drawing summaries needs of the store.</summary>
internal interface ISummaryStore
{
    /// <summary>One consistent look; the caller disposes it.</summary>
    ISummaryView Look();
}

/// <summary>A consistent look at the entities behind figures.</summary>
internal interface ISummaryView : IDisposable
{
    /// <summary>Number of the newest commit it holds; zero before the first.</summary>
    long CommitNo { get; }

    /// <summary>The records that a query beside the datasets gives, in no order, one at a time.</summary>
    /// <param name="query">Name of its file, without the ending; it takes <c>@period_start</c>, <c>@period_end</c> (days), <c>@starts_at</c>, <c>@ends_before</c> (instants), and gives <c>connection</c>, <c>source_key</c> and <c>row_hash</c> beside the columns.</param>
    /// <param name="columns">Decimals come as the store keeps them and leave with their scale.</param>
    IEnumerable<SummaryRecord> Records(string query, IReadOnlyList<SummaryColumn> columns, SummaryScope scope);

    /// <summary>Where the entities behind records came from, in the order of the records.</summary>
    /// <param name="entity">One that is not effective-dated, or of which the newest day counts.</param>
    IReadOnlyList<Origin> Origins(string entity, IReadOnlyList<SummaryRecord> records);
}
