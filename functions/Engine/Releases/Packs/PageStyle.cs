namespace BackOffice.Integration.Engine.Releases.Packs;

/// <summary>How pages for people look, on screen and on paper.</summary>
public static class PageStyle
{
    public const string Css = """
        @page{size:A4 landscape;margin:14mm}
        body{font:14px/1.45 system-ui,"Segoe UI",Roboto,sans-serif;color:#1c2733;max-width:1180px;margin:0 auto;padding:24px}
        h1{font-size:26px;margin:0}h2{font-size:18px;margin:34px 0 2px}h3{font-size:13px;font-weight:600;color:#516273;margin:14px 0 4px}
        header p,section p,.more{color:#516273;margin:2px 0 10px}
        .tiles{display:flex;gap:14px;margin:20px 0 6px}.tile{flex:1;border-radius:8px;padding:14px 18px;border:1px solid}
        .tile b{display:block;font-size:26px}.tile.good{background:#eaf6ee;border-color:#9fd0ae;color:#14532d}.tile.bad{background:#fdeeea;border-color:#eab5a4;color:#7a2410}
        .wide{overflow-x:auto}.wide td{white-space:nowrap}
        table{border-collapse:collapse;width:100%;font-size:12.5px}thead{display:table-header-group}tr{break-inside:avoid}
        th{text-align:left;border-bottom:2px solid #c5d0db;padding:5px 8px;white-space:nowrap}td{border-bottom:1px solid #e6ebf0;padding:4px 8px}
        .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}tr.good td:last-child{color:#14703a;font-weight:600}tr.bad td{background:#fdeeea}tr.bad td:last-child{color:#b03a1c;font-weight:600}
        svg{display:block;max-width:100%;height:auto;margin:2px 0 12px}section{break-after:avoid}
        """;
}
