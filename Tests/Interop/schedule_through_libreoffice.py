"""Opens schedules in LibreOffice, saves them as CSV and as XLSX and back, and reads them again with `commission`.

Two schedules go through: that of the North East London example, and one of hostile cells (hostile-schedule.csv, which a
test of this package asserts to be what it writes). `commission schedule` reads what LibreOffice saved and writes it as
this package does: every byte must be as before, so no code, price, value or text has changed. Inside the XLSX file every
amount must be a number, and every text the text that was written, and none a formula.

    python schedule_through_libreoffice.py PROGRAM TARIFFS WORK
"""

import csv
import io
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as xml
import zipfile
from decimal import Decimal

HERE = os.path.dirname(os.path.abspath(__file__))
EXAMPLE = os.path.join(HERE, "..", "..", "Examples", "north-east-london", "scenario.json")
NUMBERS = {
    "treatment_function", "planned_activity", "unit_price", "market_forces_factor", "planned_value",
    "last_year_activity", "last_year_value",
}
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

# How LibreOffice reads and writes CSV: separator, quote, encoding, first line, columns, language, quotes for all text,
# special numbers detected, cells as they are shown. 76 is UTF-8, 65535 UTF-16; 2057 is English of Britain, 1031 German.
UTF8 = "CSV:44,34,76,1,,2057,false,false"
SETTINGS = {
    "as it comes": (None, "csv"),
    "taken for Windows-1252": (
        "CSV:44,34,1,1,,2057,false,false", "csv:Text - txt - csv (StarCalc):44,34,76,1,,2057,false,true,false"
    ),
    "British, dates detected": (
        "CSV:44,34,76,1,,2057,false,true", "csv:Text - txt - csv (StarCalc):44,34,76,1,,2057,false,true,false"
    ),
    "all text quoted": ("CSV:44,34,76,1,,2057,true", "csv:Text - txt - csv (StarCalc):44,34,76,1,,2057,true,true,false"),
    "semicolons": (UTF8, "csv:Text - txt - csv (StarCalc):59,34,76,1,,2057,false,true,false"),
    "tabs in UTF-16": (
        UTF8, "csv:Text - txt - csv (StarCalc):9,34,65535,1,,2057,false,true,false"
    ),
}


def main():
    program, tariffs, work = sys.argv[1:4]
    run([program, "run", EXAMPLE, "--tariffs", tariffs, "--schedule", "2027/28", "--out", os.path.join(work, "run")])
    schedules = {
        "example": os.path.join(work, "run", "schedule.csv"),
        "hostile": os.path.join(HERE, "hostile-schedule.csv"),
    }
    with open(os.path.join(HERE, "hostile-cells.json"), encoding="utf-8") as file:
        texts = json.load(file)
    assert len(texts) >= 200 and len(set(texts)) == len(texts), "too few hostile cells"
    for name, path in schedules.items():
        rows = table(path)
        office = Office(work, name)
        for setting, (reading, writing) in SETTINGS.items():
            check(program, path, office.converted(path, reading, writing, setting), f"{name}, {setting}")
        workbook = office.converted(path, None, "xlsx", "workbook as it comes")
        check(program, path, office.converted(workbook, None, "csv", "back as it comes"), f"{name}, by way of XLSX")
        workbook = office.converted(path, UTF8, "xlsx", "workbook")
        check_workbook(workbook, rows)
        back = office.converted(workbook, None, SETTINGS["British, dates detected"][1], "back from the workbook")
        check(program, path, back, f"{name}, by way of XLSX")
        total = sum(Decimal(row["planned_value"] or 0) for row in rows)
        print(f"{name}: {len(rows)} lines of {total} pounds came through {len(SETTINGS) + 2} ways as they were")
    notes = [row["note"] for row in table(schedules["hostile"])]
    assert all(cell in (text, "'" + text) for cell, text in zip(notes, texts, strict=True)), "not the hostile cells"
    changed = office_changes(office, work, texts)
    print(f"{len(texts)} hostile cells came through as text; without its guard LibreOffice changes {changed} of them")


def check(program, before, after, what):
    """Asserts that the program reads the same from both files."""
    one, other = (run([program, "schedule", path]) for path in (before, after))
    with open(before, "rb") as file:
        assert one == file.read(), f"{what}: the program does not write what it wrote"
    if one != other:
        for line, (left, right) in enumerate(zip(one.split(b"\r\n"), other.split(b"\r\n")), start=1):
            assert left == right, f"{what}: line {line}\n  was {left}\n  is  {right}"
    assert one == other, f"{what}: lines are missing"


def check_workbook(path, rows):
    """Asserts that the cells of a workbook are numbers where they should be, and the text of the table elsewhere."""
    with zipfile.ZipFile(path) as archive:
        strings = [
            "".join(node.text or "" for node in item.iter(SHEET + "t"))
            for item in xml.fromstring(archive.read("xl/sharedStrings.xml"))
        ]
        sheet = xml.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    columns = list(rows[0])
    found = 0
    for cells, row in zip(sheet.iter(SHEET + "row"), [dict(zip(columns, columns))] + rows):
        for cell in cells:
            value = cell.find(SHEET + "v")
            assert cell.find(SHEET + "f") is None, f"{cell.get('r')} is a formula"
            if value is None:
                continue
            name = columns[column(cell.get("r"))]
            if cell.get("t") == "s":
                assert escaped(strings[int(value.text)]) == row[name], f"{cell.get('r')} is {strings[int(value.text)]!r}"
                assert name not in NUMBERS or row[name] == name, f"{cell.get('r')} is text"
            elif name not in NUMBERS:
                # 1979 may be a number: it comes back as it was.
                assert value.text == row[name], f"{cell.get('r')} became the number {value.text}"
            else:
                assert abs(Decimal(value.text) - Decimal(row[name])) < Decimal("1e-8"), f"{cell.get('r')} is {value.text}"
            found += 1
    expected = sum(1 for row in rows for cell in row.values() if cell) + len(columns)
    assert found == expected, f"{found} cells of {expected}"


def escaped(text):
    """The text of a cell: a workbook spells control characters _x0001_, and such a spelling _x005F_x0001_."""
    parts = text.split("_x005F_")
    for number in range(32):
        parts = [part.replace(f"_x{number:04X}_", chr(number)) for part in parts]
    return "_".join(parts)


def column(reference):
    number = 0
    for letter in reference.rstrip("0123456789"):
        number = number * 26 + ord(letter) - 64
    return number - 1


def office_changes(office, work, texts):
    """How many of the texts LibreOffice changes when nothing guards them: the guard is there for something."""
    path = os.path.join(work, "unguarded.csv")
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[text] for text in texts])
    reading, writing = SETTINGS["British, dates detected"]
    saved = office.converted(path, reading, writing, "unguarded")
    with open(saved, encoding="utf-8", newline="") as file:
        after = [row[0] if row else "" for row in csv.reader(file)]
    return sum(text != cell for text, cell in zip(texts, after, strict=True))


def table(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(io.StringIO(file.read(), newline="")))


class Office:
    """LibreOffice without a window, with settings of its own."""

    def __init__(self, work, name):
        self.folder = os.path.join(work, name)
        self.profile = "file://" + os.path.join(os.path.abspath(work), "profile")

    def converted(self, path, reading, writing, name):
        folder = os.path.join(self.folder, name)
        options = [f"--infilter={reading}"] if reading else []
        run(
            ["soffice", f"-env:UserInstallation={self.profile}", "--headless"] + options
            + ["--convert-to", writing, "--outdir", folder, path]
        )
        stem = os.path.splitext(os.path.basename(path))[0]
        converted = os.path.join(folder, f"{stem}.{writing.split(':')[0]}")
        assert os.path.exists(converted), f"LibreOffice did not write {converted}"
        return converted


def run(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stderr.decode()}"
    return done.stdout


if __name__ == "__main__":
    main()
