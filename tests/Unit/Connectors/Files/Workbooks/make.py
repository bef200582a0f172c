"""Writes the workbooks beside this file, with openpyxl, XlsxWriter, xlwt and LibreOffice, and beside each what openpyxl or xlrd reads in it; none of this runs in a test.
locked.xlsx has the password "secret" and is by xlsx-populate: XlsxPopulate.fromBlankAsync().then(book => book.toFileAsync("locked.xlsx", { password: "secret" })).

On Debian: apt-get install python3-openpyxl python3-xlsxwriter python3-xlwt python3-xlrd libreoffice-calc-nogui
Then: /usr/bin/python3 make.py
"""
import datetime as dt
import decimal
import hashlib
import json
import os
import struct
import subprocess
import tempfile

import openpyxl
import xlrd
import xlsxwriter
import xlwt
import xlwt.CompoundDoc

HERE = os.path.dirname(os.path.abspath(__file__))


def place(name):
    return os.path.join(HERE, name)


def kinds():
    """Every kind of cell, by XlsxWriter."""
    with xlsxwriter.Workbook(place("kinds.xlsx")) as book:
        sheet = book.add_worksheet("Kinds")
        formats = {name: book.add_format({"num_format": code}) for name, code in {
            "date": "dd.mm.yyyy", "moment": "yyyy-mm-dd hh:mm", "fine": "yyyy-mm-dd hh:mm:ss.000", "time": "h:mm AM/PM", "long": "[h]:mm:ss",
            "month": "mmm yy", "money": '#,##0.00 "EUR/d"', "percent": "0.00%", "red": "[Red]0.00;[Blue]-0.00", "local": "[$-407]d. mmmm yyyy", "exponent": "0.00E+00"}.items()}
        sheet.write_row(0, 0, ["id", "value"])
        rows = [
            ("text", "Weber"), ("zeros", "00123"), ("long number", "1234567890123456789"), ("padded", "  x  "), ("lines", "a\nb"), ("quote", 'say "hi" \\ ü 😀'),
            ("integer", 42), ("negative", -7), ("noise", 0.1 + 0.2), ("third", 1 / 3), ("big", 123456789012345678), ("huge", 1.5e300), ("small", 0.0000123), ("zero", 0.0), ("true", True), ("false", False),
        ]
        for index, (key, value) in enumerate(rows, 1):
            sheet.write_string(index, 0, key)
            if isinstance(value, str):
                sheet.write_string(index, 1, value)
            elif isinstance(value, bool):
                sheet.write_boolean(index, 1, value)
            else:
                sheet.write_number(index, 1, value)
        numbers = [
            ("date", 45992, "date"), ("date with time", 45992.5, "date"), ("moment", 45992.75, "moment"), ("midnight", 45992, "moment"), ("fine", 45992.0000071, "fine"),
            ("rounded", 45992.99999999, "moment"), ("time", 0.4375, "time"), ("time of a day", 45992.4375, "time"), ("long", 1.5, "long"), ("minus", -0.25, "long"),
            ("month", 45992, "month"), ("local", 45992, "local"), ("day 1", 1, "date"), ("day 59", 59, "date"), ("day 60", 60, "date"), ("day 61", 61, "date"), ("day 0", 0, "date"), ("last", 2958465, "date"), ("before", -1, "date"),
            ("money", 1234.5, "money"), ("percent", 0.125, "percent"), ("red", -3.5, "red"), ("exponent", 1200, "exponent"),
        ]
        for index, (key, value, code) in enumerate(numbers, len(rows) + 1):
            sheet.write_string(index, 0, key)
            sheet.write_number(index, 1, value, formats[code])
        last = len(rows) + len(numbers) + 1
        sheet.write_string(last, 0, "rich")
        sheet.write_rich_string(last, 1, "a", book.add_format({"bold": True}), "b", "c")
        sheet.write_string(last + 1, 0, "formula")
        sheet.write_formula(last + 1, 1, "=20+22", None, 42)
        sheet.write_string(last + 2, 0, "formula text")
        sheet.write_formula(last + 2, 1, '="0"&"7"', None, "07")


def epoch():
    """The epoch of 1904, by XlsxWriter."""
    with xlsxwriter.Workbook(place("epoch1904.xlsx"), {"date_1904": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["id", "value"])
        date, time = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "hh:mm"})
        sheet.write_string(1, 0, "a")
        sheet.write_datetime(1, 1, dt.date(2026, 1, 5), date)
        sheet.write_string(2, 0, "b")
        sheet.write_datetime(2, 1, dt.time(10, 30), time)
        sheet.write_string(3, 0, "c of 1904")
        sheet.write_number(3, 1, 0, date)


def staff():
    """A sheet as people make them: a title, a merged heading, blanks, hidden things, errors; by openpyxl."""
    book = openpyxl.Workbook()
    book.active.title = "Secret"
    book.active.append(["id"])
    book.active.sheet_state = "hidden"
    sheet = book.create_sheet("Staff")
    sheet["B1"] = "Staff of 2026"
    sheet["B3"], sheet["C3"] = "ID", "Pay"
    sheet.merge_cells("B3:B4")
    sheet.merge_cells("C3:D3")
    sheet["C4"], sheet["D4"] = "base", "bonus"
    sheet["E3"] = "Address"
    sheet.merge_cells("E3:F4")
    for row, values in {
        5: ("00101", 4380.5, 0.1 + 0.2, "Weg 1", "Köln"),
        7: ("00102", 2900, None, "Weg 2", None),
        8: ("00103", "=1/0", 1, "x", "y"),
        9: ("00104", "=C5*2", 1, "x", "y"),
        10: ("00105", 1, 2, "x", "y"),
        11: (None, 1, 2, "x", "y"),
        12: ("00107", 1, 2, "x", "y"),
    }.items():
        for column, value in enumerate(values, 2):
            sheet.cell(row, column).value = value
    sheet["C8"] = "#DIV/0!"
    sheet["C8"].data_type = "e"
    sheet["H10"] = "checked"
    sheet.row_dimensions[7].hidden = True
    sheet.column_dimensions["D"].hidden = True
    sheet["B14"].font = openpyxl.styles.Font(bold=True)
    other = book.create_sheet("Other")
    other.append(["id", "v"])
    other.append(["1", "x"])
    book.save(place("staff.xlsx"))


def old():
    """The same kinds in BIFF8, by xlwt."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Old")
    for column, name in enumerate(["id", "value"]):
        sheet.write(0, column, name)

    def style(code):
        made = xlwt.XFStyle()
        made.num_format_str = code
        return made

    rows = [
        ("text", "Müller", None), ("zeros", "00123", None), ("noise", 0.1 + 0.2, None), ("integer", 42, None), ("true", True, None), ("date", dt.date(2026, 1, 5), "dd.mm.yyyy"),
        ("moment", dt.datetime(2026, 1, 5, 18, 30), "yyyy-mm-dd hh:mm"), ("time", 0.4375, "h:mm"), ("long", 1.5, "[h]:mm:ss"), ("day 1", 1, "dd.mm.yyyy"), ("day 61", 61, "dd.mm.yyyy"), ("percent", 0.125, "0.00%"),
    ]
    for index, (key, value, code) in enumerate(rows, 1):
        sheet.write(index, 0, key)
        sheet.write(index, 1, value, style(code) if code else xlwt.Style.default_style)
    sheet.write(20, 0, "error")
    sheet.row(20).set_cell_error(1, "#N/A!")
    sheet.row(21).write(0, "blank")
    sheet.row(21).write(1, None, style("0.00"))
    sheet.row(5).hidden = True
    hidden = book.add_sheet("Hidden")
    hidden.visibility = 1
    book.save(place("old.xls"))


def locked_old():
    """BIFF8 under the password "secret": the stream of xlwt, ciphered as [MS-OFFCRYPTO] 2.3.6 says (RC4, 40 bits)."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Pay")
    for row, (key, value) in enumerate([("id", "value"), ("1", 4380.5)]):
        sheet.write(row, 0, key)
        sheet.write(row, 1, value)
    plain = book.get_biff_data()
    salt = bytes(range(16))
    digest = hashlib.md5("secret".encode("utf-16-le")).digest()[:5]
    base = hashlib.md5((digest + salt) * 16).digest()[:5]

    def keystream(block, length):
        key = hashlib.md5(base + struct.pack("<I", block)).digest()
        box, j = list(range(256)), 0
        for i in range(256):
            j = (j + box[i] + key[i % 16]) & 255
            box[i], box[j] = box[j], box[i]
        i = j = 0
        for _ in range(length):
            i = (i + 1) & 255
            j = (j + box[i]) & 255
            box[i], box[j] = box[j], box[i]
            yield box[(box[i] + box[j]) & 255]

    verifier = bytes(range(100, 116))
    both = bytes(a ^ b for a, b in zip(verifier + hashlib.md5(verifier).digest(), keystream(0, 32)))
    passed = struct.pack("<HHHHH", 0x2F, 54, 1, 1, 1) + salt + both
    # FILEPASS stands behind the first record, so every sheet begins so much later.
    first = 4 + struct.unpack_from("<H", plain, 2)[0]
    moved = bytearray(plain[:first] + passed + plain[first:])
    clear, at = set(range(first + len(passed))), first + len(passed)
    while at < len(moved):
        kind, length = struct.unpack_from("<HH", moved, at)
        clear.update(range(at, at + 4))
        if kind in (0x809, 0xE1):
            clear.update(range(at + 4, at + 4 + length))
        if kind == 0x85:
            struct.pack_into("<I", moved, at + 4, struct.unpack_from("<I", moved, at + 4)[0] + len(passed))
            clear.update(range(at + 4, at + 8))
        at += 4 + length
    for block in range(0, len(moved), 1024):
        for place_, sign in enumerate(keystream(block // 1024, min(1024, len(moved) - block)), block):
            if place_ not in clear:
                moved[place_] ^= sign
    xlwt.CompoundDoc.XlsDoc().save(place("locked.xls"), bytes(moved))
    try:
        xlrd.open_workbook(place("locked.xls"))
        raise SystemExit("xlrd reads locked.xls, which it must not")
    except xlrd.XLRDError as refused:
        assert "encrypted" in str(refused)


def office():
    """LibreOffice calculates and writes both kinds anew, from a sheet that openpyxl left uncalculated."""
    with tempfile.TemporaryDirectory() as folder:
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "Calculated"
        sheet.append(["id", "value", "day"])
        sheet.append(["a", "=1/4", dt.date(2026, 1, 5)])
        sheet.append(["b", "=1/0", dt.date(2026, 1, 6)])
        sheet.append(["c", '="0"&7', dt.datetime(2026, 1, 7, 8, 9, 10)])
        sheet.append(["d", '=IF(1=1,"","x")', None])
        sheet.append(["e", "=1=1", None])
        source = os.path.join(folder, "office.xlsx")
        book.save(source)
        for kind in ("xlsx", "xls"):
            subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", kind, "--outdir", os.path.join(folder, kind), source], check=True, stdout=subprocess.DEVNULL)
            with open(os.path.join(folder, kind, f"office.{kind}"), "rb") as made, open(place(f"office.{kind}"), "wb") as kept:
                kept.write(made.read())




def awful():
    """Headings that break careless readers."""
    book = openpyxl.Workbook()
    names = ["id", "a.b", 'say "hi"', "x]", "[0]", "Brutto (€)", "naïve 😀", "two\nlines", "back\\slash", "$", "a/b~c", " padded "]
    book.active.append(names)
    book.active.append([f"x~{index}" for index, _ in enumerate(names)])
    book.save(place("awful.xlsx"))


def text(value, code):
    """A value as Python sees it, in the words of the hub."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        digits = "%.15G" % value
        return format(decimal.Decimal(digits), "f") if value == 0 or 1e-12 < abs(value) < 1e21 else digits
    if isinstance(value, dt.timedelta):
        seconds = round(abs(value.total_seconds()))
        return f"{'-' if value < dt.timedelta() else ''}{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    if isinstance(value, dt.time):
        return value.isoformat("seconds")
    if isinstance(value, dt.datetime):
        shows_time = "h" in code.lower()
        if "000" not in code:
            value = (value + dt.timedelta(microseconds=500_000)).replace(microsecond=0)
        return value.isoformat(timespec="milliseconds" if "000" in code else "seconds") if shows_time or value.time() != dt.time() else value.date().isoformat()
    return value


# Days that openpyxl and xlrd show unlike Excel: its 29th of February 1900, its day 0 and days before it.
UNLIKE_EXCEL = {"day 60", "day 0", "before", "c of 1904"}


def expected():
    """What other programs read: key and value of each row."""
    for name in ("kinds.xlsx", "epoch1904.xlsx", "office.xlsx"):
        sheet = openpyxl.load_workbook(place(name), data_only=True).active
        keep(name, [[row[0].value, text(row[1].value, row[1].number_format)] for row in sheet.iter_rows(min_row=2) if row[0].value])
    for name in ("old.xls", "office.xls"):
        book = xlrd.open_workbook(place(name), formatting_info=True)
        sheet = book.sheet_by_index(0)
        keep(name, [[sheet.cell_value(row, 0), old_text(book, sheet.cell(row, 1))] for row in range(1, sheet.nrows) if sheet.cell_value(row, 0)])


def old_text(book, cell):
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code[cell.value]
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return text(bool(cell.value), "")
    if cell.ctype != xlrd.XL_CELL_DATE:
        return text(cell.value or None if cell.ctype != xlrd.XL_CELL_NUMBER else cell.value, "")
    code = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
    if "[h]" in code:
        return text(dt.timedelta(days=cell.value), code)
    if cell.value < 1:
        return text((dt.datetime.min + dt.timedelta(days=cell.value)).time(), code)
    return text(xlrd.xldate_as_datetime(cell.value, book.datemode), code)


def keep(name, rows):
    with open(place(name + ".expected.json"), "w", encoding="utf-8") as file:
        json.dump([row for row in rows if row[0] not in UNLIKE_EXCEL], file, ensure_ascii=False, indent=0)


for make in (kinds, epoch, staff, old, locked_old, office, awful, expected):
    make()
