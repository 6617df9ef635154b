"""Checks that the explanation of each line of a run adds up to the line, with exact decimals.

    python explanations_add_up.py FOLDER
"""

import csv
import sys
from decimal import Decimal, getcontext

getcontext().prec = 60
folder = sys.argv[1]
with open(f"{folder}/flows.csv", encoding="utf-8", newline="") as file:
    values = {index: row["value"] for index, row in enumerate(csv.DictReader(file), start=2)}
sums, ends = {}, {}
with open(f"{folder}/explanation.csv", encoding="utf-8", newline="") as file:
    for row in csv.DictReader(file):
        line = int(row["flows_line"])
        assert Decimal(row["before"]) == ends.get(line, Decimal(0)), f"line {line} has a gap before {row['rule']}"
        sums[line] = sums.get(line, Decimal(0)) + Decimal(row["effect"])
        ends[line] = Decimal(row["after"])
priced = {line: Decimal(value) for line, value in values.items() if value}
assert priced == sums, "explanations and lines differ"
assert priced == ends, "explanations do not end at the value"
print(f"{len(priced)} lines of {len(values)} have a value, and each explanation adds up to it")
