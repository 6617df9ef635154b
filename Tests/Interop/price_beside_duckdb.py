"""Prices the same lines by `commission price` and by one query of DuckDB over the rate card, beside each other.

Both read the same file of made-up lines and write one file of the same values. Every value is compared, to the penny.
Then both are timed in turns, as whole processes, and the ratio of the medians is printed; nothing depends on it.

    python price_beside_duckdb.py PROGRAM TARIFFS WORK [LINES [ROUNDS]]
"""

import csv
import os
import random
import statistics
import subprocess
import sys
import time

QUERY = """
import sys
import duckdb
lines, cards, output = sys.argv[1:4]
con = duckdb.connect(config={"threads": int(sys.argv[4])})
con.execute(f'''
copy (
with line as (
  select * from read_csv('{lines}', header=true, all_varchar=true)
),
card as (
  select * from read_csv('{cards}/card-*.csv', header=true, all_varchar=true, filename=true)
),
-- thousand-millionths of a pound, and millionths of everything else
price as (
  select
    case when filename like '%2017%' then '2017/18' else '2018/19' end as financial_year,
    currency, point_of_delivery,
    (price::decimal(28, 9) * 1000000000)::hugeint as price,
    trim_point_days::int as trim,
    (excess_bed_day_price::decimal(28, 9) * 1000000000)::hugeint as per_day
  from card
),
cost as (
  select currency, point_of_delivery, setting, (price::decimal(28, 9) * 1000000000)::hugeint as price
  from read_csv('{cards}/costs.csv', header=true, all_varchar=true)
  where point_of_delivery in ('UNBCHEMO', 'UNBRTHPY')
),
part as (
  select line_id, string_split(unnest(string_split(unbundled, ' ')), ':') as words,
    case when point_of_delivery = 'DC' then 'day case' else 'outpatient' end as setting
  from line where unbundled is not null
),
beside as (
  select p.line_id,
    sum(c.price * coalesce(p.words[2], '1')::hugeint) as price
  from part p left join cost c on c.currency = p.words[1] and c.setting = p.setting
    and c.point_of_delivery = case when p.words[1] like 'SB%' then 'UNBCHEMO' else 'UNBRTHPY' end
  group by p.line_id
),
base as (
  select l.line_id, p.price, b.price as beside,
    case when l.length_of_stay is null or p.trim is null then 0
      else greatest(0, greatest(0, l.length_of_stay::int - coalesce(l.critical_care_days::int, 0)) - p.trim)
    end * coalesce(p.per_day, 0) as long_stay,
    1000000 + coalesce((l.top_up::decimal(18, 6) * 1000000)::hugeint, 0) as top_up,
    coalesce((l.market_forces_factor::decimal(18, 6) * 1000000)::hugeint, 1000000) as factor,
    coalesce((l.quantity::decimal(18, 6) * 1000000)::hugeint, 1000000) as quantity
  from line l
  left join price p using (financial_year, currency, point_of_delivery)
  left join beside b using (line_id)
),
worth as (
  select line_id,
    ((price + long_stay) * top_up * factor * quantity + 5000000000000000000000000::hugeint)
      // 10000000000000000000000000::hugeint as core,
    coalesce((beside * quantity + 5000000000000::hugeint) // 10000000000000::hugeint, 0) as beside
  from base
)
select line_id, core, beside, core + beside as value from worth
) to '{output}' (header)
''')
"""


# Breast, its imaging, respiratory, its imaging, chemotherapy, radiotherapy, what could not be grouped.
FAMILIES = ("JA", "YJ", "DZ", "YD", "SB", "SC", "UZ")


def main():
    program, tariffs, work = sys.argv[1:4]
    lines = int(sys.argv[4]) if len(sys.argv) > 4 else 1_000_000
    rounds = int(sys.argv[5]) if len(sys.argv) > 5 else 5
    path = os.path.join(work, "lines.csv")
    make_lines(path, os.path.join(tariffs, "2018-19", "prices.csv"), lines)
    ours = [program, "price", path, "--tariffs", tariffs, "--fallback", "2017/18:cost"]
    output = os.path.join(work, "priced.csv")
    ours += ["--out", output]
    for year in ("2017/18", "2018/19"):
        card = os.path.join(work, f"card-{year[:4]}.csv")
        run([program, "rate-card", "--tariffs", tariffs, "--tariff", year, "--out", card])
    costs = os.path.join(work, "costs.csv")
    run([program, "rate-card", "--tariffs", tariffs, "--tariff", "2017/18", "--basis", "cost", "--out", costs])
    query = os.path.join(work, "query.py")
    with open(query, "w") as file:
        file.write(QUERY)
    theirs_output = os.path.join(work, "duckdb.csv")
    threads = str(os.cpu_count())
    theirs = [sys.executable, query, path, work, theirs_output, threads]

    times = {"commission": [], "duckdb": []}
    for turn in range(rounds + 1):
        for name, command, written in (("commission", ours, output), ("duckdb", theirs, theirs_output)):
            # Neither has to clear away what it wrote in the turn before.
            if os.path.exists(written):
                os.remove(written)
            seconds = run(command)
            # The first turn warms the page cache.
            if turn > 0:
                times[name].append(seconds)
    compare(output, theirs_output, lines)

    medians = {name: statistics.median(values) for name, values in times.items()}
    for name, values in times.items():
        median = medians[name]
        print(
            f"{name}: median {median:.2f} s of {rounds} turns ({min(values):.2f} to {max(values):.2f}),"
            f" {lines / median / 1e6:.2f} million lines a second"
        )
    print(f"ratio duckdb / commission: {medians['duckdb'] / medians['commission']:.1f}, on {threads} processors")


def run(command):
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def make_lines(path, prices, count):
    """Lines of the groups of breast and lung care: the same on every run."""
    chance = random.Random(2018)
    with open(prices, encoding="utf-8") as file:
        groups = [row["currency"] for row in csv.DictReader(file) if row["currency"][:2] in FAMILIES]
    columns = [
        "line_id", "financial_year", "provider", "currency", "point_of_delivery", "admission_method", "age",
        "length_of_stay", "critical_care_days", "quantity", "top_up", "market_forces_factor", "unbundled", "ward",
    ]
    with open(path, "w", encoding="utf-8") as file:
        file.write(",".join(columns) + "\n")
        for index in range(count):
            place = chance.choice(["DC", "EL", "NEL", "NEL", "OPPROC"])
            group = chance.choice(groups)
            unbundled = ""
            kind = chance.random()
            if kind < 0.05:
                group, place, unbundled = "SB97Z", "DC", "SB12Z"
            elif kind < 0.08:
                group, place, unbundled = "SC97Z", "DC", f"SC51Z SC23Z:{chance.choice([5, 15, 20])}"
            cells = [
                index, chance.choice(["2017/18", "2018/19"]), chance.choice(["R1H", "RJ7", "RAL", "RRV"]), group,
                place, "21" if place == "NEL" else "11", chance.randint(20, 95),
                chance.choice([0, 1, 2, 3, 5, 8, 12, 40, 90]), chance.choice(["", "", "", 3]),
                chance.choice(["2", "0.5"]) if chance.random() < 0.05 else "",
                "0.6" if chance.random() < 0.05 else "", chance.choice(["1.201694", "1.194349", "1"]), unbundled,
                f"ward {index % 97}",
            ]
            file.write(",".join(map(str, cells)) + "\n")


def compare(ours, theirs, count):
    with open(theirs, encoding="utf-8", newline="") as file:
        expected = {row["line_id"]: (row["core"], row["beside"], row["value"]) for row in csv.DictReader(file)}
    priced = 0
    with open(ours, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            core, beside, value = expected.pop(row["line_id"])
            found = tuple(row[name].replace(".", "").lstrip("0") or "0" for name in
                          ("core_value", "unbundled_value", "value")) if row["value"] else None
            if row["basis"] == "unpriced":
                assert core == "", f"line {row['line_id']}: unpriced here, {value} in DuckDB"
            elif row["basis"] == "tariff":
                priced += 1
                assert found == (core, beside, value), f"line {row['line_id']}: {found}, in DuckDB {core, beside, value}"
            # A core that a fallback priced is none of the card's.
    assert not expected, f"{len(expected)} lines are missing"
    print(f"{count} lines, {priced} priced by the tariff: every value is the same to the penny")


if __name__ == "__main__":
    main()
