#!/usr/bin/env python3
"""Compares two schedules here and in Python, in turn, and prints the medians and ratios.

    negotiate.py BENCHMARKS FOLDER [LINES] [ROUNDS]

BENCHMARKS is the release program (.build/release/Benchmarks), FOLDER one for the files. The peer reads the same two
files, joins them by year and id, splits each gap into volume, mix, price and market forces by the same Shapley
values (without rounding them to pence), and writes a row for each line: with pandas where it is installed, else with
the csv module and a dictionary. Both must come to the same gap within a penny a line.
"""

import csv
import itertools
import math
import pathlib
import re
import statistics
import subprocess
import sys
import time

FACTORS = ("volume", "mix", "price", "market_forces")
KEYS = ["financial_year", "line_id"]
PLACE = ["financial_year", "commissioner", "provider", "pathway", "step"]
NUMBERS = ["planned_activity", "unit_price", "market_forces_factor", "planned_value"]


def main():
    benchmarks, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    lines = int(sys.argv[3]) if len(sys.argv) > 3 else 100000
    rounds = int(sys.argv[4]) if len(sys.argv) > 4 else 7
    folder.mkdir(parents=True, exist_ok=True)
    peers = {"csv module": plain}
    try:
        import pandas  # noqa: F401

        peers["pandas"] = with_pandas
    except ImportError:
        pass
    times = {name: [] for name in ["here", *peers]}
    for _ in range(rounds):
        seconds, gap = here(benchmarks, folder, lines)
        times["here"].append(seconds)
        for name, peer in peers.items():
            start = time.perf_counter()
            other = peer(folder)
            times[name].append(time.perf_counter() - start)
            if abs(other - gap) > 0.01 * lines:
                sys.exit(f"{name} finds a gap of {other}, and here it is {gap}")
    median = {name: statistics.median(values) for name, values in times.items()}
    print(f"{lines} lines, median of {rounds} in turn")
    for name, seconds in median.items():
        print(f"  {name:12} {1000 * seconds:8.1f} ms   {seconds / median['here']:6.2f} times ours")


def here(benchmarks, folder, lines):
    words = [benchmarks, "negotiate", str(lines), str(folder)]
    said = subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True).stderr
    with open(folder / "gap-summary.csv") as file:
        gap = float(next(csv.DictReader(file))["gap"])
    return float(re.findall(r"total ([\d.]+) ms", said)[-1]) / 1000, gap


def shapley(value):
    """The Shapley values of four factors; value takes the set of those of the counter-offer."""
    worth = {}
    for size in range(5):
        for taken in itertools.combinations(range(4), size):
            worth[frozenset(taken)] = value(frozenset(taken))
    parts = []
    for factor in range(4):
        part = 0.0
        for taken in worth:
            if factor not in taken:
                weight = math.factorial(len(taken)) * math.factorial(3 - len(taken)) / 24
                part = part + weight * (worth[taken | {factor}] - worth[taken])
        parts.append(part)
    return parts


def plain(folder):
    def read(name):
        with open(folder / name, newline="") as file:
            return {tuple(row[key] for key in KEYS): row for row in csv.DictReader(file)}

    offer, counter = read("offer.csv"), read("counter.csv")
    groups = {}
    for key, row in offer.items():
        if key in counter:
            sums = groups.setdefault(tuple(row[name] for name in PLACE), [0.0, 0.0])
            sums[0] += float(row["planned_activity"])
            sums[1] += float(counter[key]["planned_activity"])
    total = 0.0
    with open(folder / "gap-peer.csv", "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*KEYS, *PLACE, "offer", "counter", "gap", *FACTORS])
        for key in offer.keys() | counter.keys():
            one, other = offer.get(key), counter.get(key)
            before = float(one["planned_value"]) if one else 0.0
            after = float(other["planned_value"]) if other else 0.0
            parts = [0.0] * 4
            if one and other:
                sums = groups[tuple(one[name] for name in PLACE)]
                a, b = [[float(row[name]) for name in NUMBERS[:3]] for row in (one, other)]
                parts = shapley(
                    lambda taken: sums[0 in taken]
                    * (b[0] / sums[1] if 1 in taken else a[0] / sums[0])
                    * (b[1] if 2 in taken else a[1])
                    * (b[2] if 3 in taken else a[2])
                )
            place = [(one or other)[name] for name in PLACE]
            writer.writerow([*key, *place, before, after, after - before, *parts])
            total += after - before
    return total


def with_pandas(folder):
    import pandas

    frames = [pandas.read_csv(folder / name) for name in ("offer.csv", "counter.csv")]
    both = frames[0].merge(frames[1], on=KEYS, how="outer", suffixes=("_a", "_b"))
    isin = both["planned_value_a"].notna() & both["planned_value_b"].notna()
    places = ["financial_year", *[f"{name}_a" for name in PLACE[1:]]]
    joined = both[isin]
    a, b = [[joined[f"{name}_{side}"] for name in NUMBERS[:3]] for side in "ab"]
    groups = joined.groupby(places, dropna=False)
    sums = [groups[f"planned_activity_{side}"].transform("sum") for side in "ab"]
    parts = shapley(
        lambda taken: sums[0 in taken]
        * (b[0] / sums[1] if 1 in taken else a[0] / sums[0])
        * (b[1] if 2 in taken else a[1])
        * (b[2] if 3 in taken else a[2])
    )
    for name, part in zip(FACTORS, parts):
        both[name] = part
    both["gap"] = both["planned_value_b"].fillna(0) - both["planned_value_a"].fillna(0)
    both.to_csv(folder / "gap-peer.csv", index=False)
    return both["gap"].sum()


if __name__ == "__main__":
    main()
