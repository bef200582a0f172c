namespace BackOffice.Integration.Tests.Integration.RealData;

public sealed class FecRealDataTests
{
    private const string Balances = """
        import sys
        from decimal import Decimal
        sums = {}
        for line in open(sys.argv[1], encoding="cp850", newline="").read().split("\n")[1:]:
            cells = line.rstrip("\r").split("|")
            if len(cells) < 13: continue
            number = lambda text: Decimal(text.strip().replace(",", ".") or "0")
            sums[cells[4].strip()] = sums.get(cells[4].strip(), 0) + number(cells[11]) - number(cells[12])
        print("\n".join(f"{account}|{int(sums[account] * 10000)}" for account in sorted(sums)))
        """;

    private const string Matched = """
        import sys, collections
        lines = [line.rstrip("\r").split("|") for line in open(sys.argv[1], encoding="cp850", newline="").read().split("\n")[1:]]
        count = collections.Counter(cells[13].strip() for cells in lines if len(cells) > 13 and cells[13].strip())
        print("\n".join(f"{mark}|{count[mark]}" for mark in sorted(count)))
        """;

    // Of each party's lines, those of one letter are settled where they come to nothing; the rest is open, as is what has no letter.
    private const string OpenItems = """
        import sys
        from decimal import Decimal
        sums = {}
        for line in open(sys.argv[1], encoding="cp850", newline="").read().split("\n")[1:]:
            cells = [cell.strip() for cell in line.rstrip("\r").split("|")]
            if len(cells) < 14 or not cells[6]: continue
            number = lambda text: Decimal(text.replace(",", ".") or "0")
            key = (cells[4], cells[6], cells[13] and "letter " + cells[13] or "document " + cells[8])
            sums[key] = sums.get(key, 0) + number(cells[11]) - number(cells[12])
        print("\n".join(sorted("|".join(key[:2]) + f"|{key[2]}|{amount:.2f}" for key, amount in sums.items() if amount != 0)))
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_real_ledger_ties_to_the_cent_account_by_account()
    {
        var file = RealData.File("accounting", "fec", "111111111FEC20221231.TXT");
        await using var hub = await TestHub.OpenAsync(RealData.Workspace("Fec"), Ct);
        hub.Put("in/111111111FEC20221231.TXT", await File.ReadAllBytesAsync(file, Ct));

        var outcome = Assert.Single(await hub.RunAsync("ledger", Ct));

        Assert.Equal((934, 934, 0), (outcome.Counts.Read, outcome.Counts.Mapped, outcome.Counts.Quarantined));
        Assert.Equal(["934|2256822300|2256822300"], hub.Read("SELECT count(*), sum(debit), sum(credit) FROM accounting_journal_line"));
        Assert.Equal(["248"], hub.Read("SELECT count(*) FROM accounting_journal_entry"));
        Assert.Equal(["48"], hub.Read("SELECT count(*) FROM accounting_account"));
        Assert.Equal(RealData.Python(Balances, file).Split('\n'), hub.Read("SELECT account, sum(debit) - sum(credit) FROM accounting_journal_line GROUP BY account ORDER BY account"));
        Assert.Equal(RealData.Python(Matched, file).Split('\n', StringSplitOptions.TrimEntries), hub.Read("SELECT clearing, count(*) FROM accounting_journal_line WHERE clearing IS NOT NULL GROUP BY clearing ORDER BY clearing"));
        Assert.NotEmpty(hub.Read("SELECT memo FROM accounting_journal_line WHERE memo LIKE 'CREAT°%'"));
        Assert.Equal(["10"], hub.Read("SELECT count(*) - count(DISTINCT raw_hash) FROM raw")); // Lines that repeat another, all kept.
        Assert.Equal(["entry.header-differs|AN|00000192"], hub.Read("SELECT rule, source_key FROM finding WHERE closed_commit IS NULL"));
    }

    [Fact]
    public void A_ledger_without_entry_numbers_is_read_and_told()
    {
        using var hub = new CommandHub("Fec2023", RealData.File("accounting", "fec", "000000000FEC20231231.txt"));
        Assert.Equal((2102, 2102, 0), hub.Run()["ledger"]);
        Assert.Equal([("ledger.Debit", 1_265_350.82m, 0m, 1_265_350.82m), ("ledger.Credit", 1_265_350.82m, 0m, 1_265_350.82m)], hub.Totals());
        Assert.Equal(["85"], hub.Read("SELECT count(*) FROM accounting_account"));
        Assert.Equal(["6"], hub.Read("SELECT count(*) FROM accounting_journal_entry"));
        Assert.Equal(["2021", "2023"], hub.Read("SELECT substr(min(posting_date), 1, 4) FROM accounting_journal_line UNION SELECT substr(max(posting_date), 1, 4) FROM accounting_journal_line"));
        Assert.Equal(new Dictionary<string, int> { ["entry.header-differs"] = 6, ["entry.number-unused"] = 1 }, hub.Findings());
    }

    [Fact]
    public async Task Reading_it_again_changes_nothing()
    {
        var file = RealData.File("accounting", "fec", "111111111FEC20221231.TXT");
        await using var hub = await TestHub.OpenAsync(RealData.Workspace("Fec"), Ct);
        for (var copy = 1; copy <= 2; copy++)
        {
            hub.Put("in/111111111FEC20221231.TXT", await File.ReadAllBytesAsync(file, Ct));
            Assert.Equal(copy == 1 ? 1 : 0, (await hub.RunAsync("ledger", Ct)).Count);
        }

        Assert.Equal(["934"], hub.Read("SELECT count(*) FROM raw"));
        Assert.Equal(["0"], hub.Read("SELECT count(*) FROM history"));
    }

    [Fact]
    public void Open_items_of_a_real_ledger_are_those_that_another_program_finds_and_tie_to_the_control_accounts()
    {
        var file = RealData.File("accounting", "fec", "111111111FEC20221231.TXT");
        using var hub = new CommandHub("Fec", file);
        hub.Run();
        var shown = hub.Ask("dataset", "show", "open-items", "--period", "2023");
        var items = shown.GetProperty("rows").EnumerateArray().Select(row => (
            Account: row.GetProperty("account").GetString()!,
            Party: row.GetProperty("party").GetString(),
            Item: row.GetProperty("clearing").GetString() is { } letter ? $"letter {letter}" : $"document {row.GetProperty("document").GetString()}",
            Amount: row.GetProperty("amount").GetDecimal())).ToArray();
        Assert.Equal(
            RealData.Python(OpenItems, file).Split('\n'),
            items.Select(item => FormattableString.Invariant($"{item.Account}|{item.Party}|{item.Item}|{item.Amount:0.00}")).Order(StringComparer.Ordinal));

        // No line of the two control accounts is without a party, so the items come to their balances.
        var balances = hub.Ask("dataset", "show", "trial-balance", "--period", "2023").GetProperty("rows").EnumerateArray()
            .ToDictionary(row => row.GetProperty("account").GetString()!, row => row.GetProperty("closing").GetDecimal());
        Assert.Equal(["40100000", "41100000"], items.Select(item => item.Account).Distinct().Order());
        Assert.All(items.GroupBy(item => item.Account), account => Assert.Equal(balances[account.Key], account.Sum(item => item.Amount)));
        Assert.Equal(0, shown.GetProperty("problems").GetArrayLength());
    }
}
