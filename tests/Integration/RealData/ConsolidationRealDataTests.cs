using System.Globalization;
using System.Text.Json;

namespace BackOffice.Integration.Tests.Integration.RealData;

public sealed class ConsolidationRealDataTests
{
    // From the raw files alone: facts to four digits and rates to ten, as the mappings say; the rest in fractions.
    private const string Read = """
        import csv, os, sys
        from collections import defaultdict
        from decimal import Decimal, ROUND_HALF_EVEN, getcontext
        from fractions import Fraction
        getcontext().prec = 60
        folder, year, groups = sys.argv[1], sys.argv[2], dict(list(csv.reader(open(sys.argv[3])))[1:])
        def rows(name): return [line.rstrip("\n").split("|") for line in open(os.path.join(folder, name), encoding="utf-8-sig") if line.strip()]
        def fixed(text, digits): return Fraction(Decimal(text).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_EVEN))
        def money(value): return Decimal(round(value * 10000)).scaleb(-4)  # round() of a fraction is half to even
        account = {row[0]: row for row in rows("DimAccount.csv")}
        company = {row[0]: row for row in rows("DimOrganization.csv")}
        def share(key): return Fraction(1) if not company[key][1] else Fraction(Decimal(company[key][2])) * share(company[key][1])
        levels = ("Assets", "Liabilities")
        money_types = levels + ("Revenue", "Expenditures")
        facts = [row for row in rows("FactFinance.csv") if row[1][:4] == year]
        last = defaultdict(str)
        for row in facts:
            if account[row[5]][5] in levels: last[row[4], row[2]] = max(last[row[4], row[2]], row[1])
        facts = [row for row in facts if account[row[5]][5] not in levels or row[1] == last[row[4], row[2]]]

        """;

    private const string Consolidated = Read + """
        closing, average = {}, defaultdict(list)
        for row in sorted(rows("FactCurrencyRate.csv"), key=lambda row: row[1]):
            if row[1] <= year + "1231": closing[row[0]] = fixed(row[3], 10)
            if row[1][:4] == year: average[row[0]].append(fixed(row[2], 10))
        sums = defaultdict(Fraction)
        for row in facts:
            if account[row[5]][5] in money_types: sums[row[4], groups.get(account[row[5]][2], "unmapped"), account[row[5]][5], row[2]] += fixed(row[6], 4)
        for (scenario, group, kind, key), amount in sums.items():
            currency = company[key][4]
            rate = closing[currency] if kind in levels else sum(average[currency]) / len(average[currency])
            translated = money(amount * rate)
            minority = money(Fraction(translated) * (1 - share(key)))
            print("actual" if scenario == "1" else "budget", group, kind[:5], key, money(amount), translated, minority, sep="|")
        """;

    private const string Compared = Read + """
        sums = defaultdict(lambda: [Fraction(0), Fraction(0), False])
        for row in facts:
            entry = sums[row[2], row[5]]
            entry[row[4] == "1"] += fixed(row[6], 4)
            entry[2] |= row[4] == "2"
        planning = {key for (key, _), entry in sums.items() if entry[2]}
        for (key, number), (plan, actual, planned) in sums.items():
            if key in planning and (planned or actual != 0 and account[number][5] in ("Revenue", "Expenditures")):
                print(key, account[number][2], money(plan) if planned else "", money(actual), money(actual - plan), sep="|")
        """;

    // A French ledger in US dollars: accounts by their first digit, 6 and 7 at the mean of the days that the bank has rates for.
    private const string InDollars = """
        import csv, io, sys, zipfile
        from collections import defaultdict
        from decimal import Decimal
        from fractions import Fraction
        def money(value): return Decimal(round(value * 10000)).scaleb(-4)
        table = {row["Date"]: Fraction(Decimal(row["USD"])) for row in csv.DictReader(io.TextIOWrapper(zipfile.ZipFile(sys.argv[2]).open("eurofxref-hist.csv"), "utf-8"))}
        days = [rate for day, rate in table.items() if "2023-01-01" <= day <= "2023-07-31"]
        closing, mean = table["2023-07-31"], sum(days) / len(days)
        sums = defaultdict(Fraction)
        for line in open(sys.argv[1], encoding="cp850", newline="").read().split("\n")[1:]:
            cells = [cell.strip() for cell in line.rstrip("\r").split("|")]
            if len(cells) < 13: continue
            number = lambda text: Fraction(Decimal(text.replace(",", ".") or "0"))
            sums[cells[4][0]] += number(cells[11]) - number(cells[12])
        shown = {first: money(amount * (mean if first in "67" else closing)) for first, amount in sums.items()}
        for first in sorted(sums): print("class " + first, money(sums[first]), shown[first], sep="|")
        print("translation difference", "0.0000", money(Fraction(money(sum(sums.values()) * closing)) - Fraction(sum(shown.values()))), sep="|")
        """;

    private static readonly string[] Files = ["DimAccount.csv", "DimDepartmentGroup.csv", "DimOrganization.csv", "FactFinance.csv", "FactCurrencyRate.csv"];

    [Fact]
    public void A_warehouse_is_consolidated_over_its_tree_as_another_program_does()
    {
        using var hub = Warehouse();
        var shown = hub.Ask("dataset", "show", "group-plan", "--period", "2013");
        var rows = shown.GetProperty("rows").EnumerateArray().Where(row => Text(row, "type") is not null).ToArray();

        var kinds = new Dictionary<string, string> { ["asset"] = "Asset", ["liability"] = "Liabi", ["revenue"] = "Reven", ["expense"] = "Expen" };
        var found = rows.Select(row => Line(Text(row, "version"), Text(row, "group_account"), kinds[Text(row, "type")!], Text(row, "company"), Number(row, "amount"), Number(row, "group_amount"), Number(row, "minority")));
        Assert.Equal(Told(Consolidated, "2013"), found.Order(StringComparer.Ordinal));

        // In US dollars: what the group earned and spent in the year, and owned at its end.
        decimal Sum(string type, string column) => rows.Where(row => Text(row, "type") == type).Sum(row => Number(row, column));
        Assert.Equal((38_920_691.0367m, 31_511_525.2771m), (Sum("revenue", "group_amount"), Sum("expense", "group_amount")));
        Assert.Equal((16_263_363.8876m, 16_263_363.8876m), (Sum("asset", "group_amount"), Sum("liability", "group_amount")));
        Assert.Equal((630_658.2219m, 630_658.2219m), (Sum("asset", "minority"), Sum("liability", "minority")));
        Assert.Equal(["account.type-unknown"], shown.GetProperty("problems").EnumerateArray().Select(problem => Text(problem, "code")));
        Assert.Contains(rows, row => Text(row, "group_account") == "unmapped" && Text(row, "account") == "6700");
    }

    [Fact]
    public void A_plan_is_held_against_the_actuals_of_its_source()
    {
        using var hub = Warehouse();
        var rows = hub.Ask("dataset", "show", "plan-actual", "--period", "2011").GetProperty("rows").EnumerateArray().ToArray();
        Assert.All(rows, row => Assert.Equal(("amount", "budget"), (Text(row, "measure"), Text(row, "version"))));
        var found = rows.Select(row => Line(Text(row, "company"), Text(row, "account"), row.GetProperty("plan").ValueKind == JsonValueKind.Null ? "" : Number(row, "plan"), Number(row, "actual"), Number(row, "difference")));
        Assert.Equal(Told(Compared, "2011"), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_ledger_is_translated_by_the_rates_of_the_central_bank_and_what_is_left_stands_by_itself()
    {
        var (ledger, rates) = (RealData.File("accounting", "fec", "111111111FEC20221231.TXT"), RealData.File("masterdata", "ecb-eurofxref-hist.zip"));
        using var hub = new CommandHub("Fec", ledger, rates);
        Put(hub, "connections/ecb.yaml", "connector: file\nsettings: {folder: in}\nstreams:\n  rates: {files: \"ecb-*.zip\", member: \"*.csv\", key: Date}\n");
        Put(hub, "pipelines/rates.yaml", "from: {connection: ecb, stream: rates}\nmapping: Ecb/reference-rates\n");
        Put(hub, "hub.yaml", "name: fec\ncompanies: {FR: {name: Societe, country: FR, currency: EUR}}\ngroup: {currency: USD, rates: ecb}\n");
        Put(hub, "crosswalks/group-account-types.csv", "from,to\nclass 1,equity\nclass 2,asset\nclass 3,asset\nclass 4,liability\nclass 5,asset\nclass 6,expense\nclass 7,revenue\n");
        hub.Run();
        Put(hub, "crosswalks/group-accounts.csv", string.Concat(["from,to\n", .. hub.Read("SELECT number FROM accounting_account").Select(number => $"{number},class {number[0]}\n")]));
        hub.Ask("publish");

        var shown = hub.Ask("dataset", "show", "group-trial-balance", "--period", "2023-01-01..2023-07-31");
        var found = shown.GetProperty("rows").EnumerateArray().Select(row => Line(Text(row, "group_account"), Number(row, "amount"), Number(row, "group_amount")));
        Assert.Equal(RealData.Python(InDollars, ledger, rates).Split('\n'), found);
        Assert.Equal(0, shown.GetProperty("problems").GetArrayLength());

        // In a year to come there is no rate yet: the newest is used and told, and an average is missing.
        var later = hub.Ask("dataset", "show", "group-trial-balance", "--period", "2099-01").GetProperty("problems").EnumerateArray().Select(problem => Text(problem, "code"));
        Assert.Equal(["rate.late"], later);
    }

    private static void Put(CommandHub hub, string name, string text) => hub.Put(name, System.Text.Encoding.UTF8.GetBytes(text));

    private static CommandHub Warehouse()
    {
        var hub = new CommandHub("AdventureWorksDw", [.. Files.Select(name => RealData.File("accounting", "adventureworks-dw", name))]);
        Assert.All(hub.Run().Values, run => Assert.Equal((run.Read, 0), (run.Mapped, run.Quarantined)));
        return hub;
    }

    private static IEnumerable<string> Told(string program, string year) => RealData
        .Python(program, RealData.File("accounting", "adventureworks-dw"), year, Path.Combine(RealData.Workspace("AdventureWorksDw"), "crosswalks", "group-accounts.csv"))
        .Split('\n').Order(StringComparer.Ordinal);

    private static string Line(params ReadOnlySpan<object?> cells)
    {
        List<string> texts = [];
        foreach (var cell in cells) texts.Add(cell is decimal number ? number.ToString("0.0000", CultureInfo.InvariantCulture) : $"{cell}");
        return string.Join('|', texts);
    }

    private static string? Text(JsonElement row, string column) => row.GetProperty(column).GetString();

    private static decimal Number(JsonElement row, string column) => row.GetProperty(column).GetDecimal();
}
