#!/usr/bin/env python3
"""Runs Nordpred on 168 series here and in the peer written in numpy, in turn, and prints the ratio of their times
and the greatest relative difference of their cases.

    apc.py BENCHMARKS PEER [ROUNDS]

BENCHMARKS is the release program (.build/release/Benchmarks), PEER the folder with d_numpy.py, apc_cases.csv and
apc_pop.csv. Run it with a Python that has numpy and scipy. The peer is run from a copy that writes every digit.
"""

import csv
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile


def main():
    benchmarks, peer = sys.argv[1], pathlib.Path(sys.argv[2])
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 7
    with tempfile.TemporaryDirectory() as folder:
        script = pathlib.Path(folder) / "peer.py"
        text = (peer / "d_numpy.py").read_text()
        if "{pred[a,p]:.6f}" not in text:
            sys.exit("the peer does not write its cases as expected")
        script.write_text(text.replace("{pred[a,p]:.6f}", "{pred[a,p]:.17g}"))
        own, other = f"{folder}/own.csv", f"{folder}/peer.csv"
        times = {"own": [], "peer": []}
        for _ in range(rounds):
            said = run([benchmarks, "apc", str(peer), own])
            times["own"].append(float(re.search(r"projections ([\d.]+) ms", said)[1]) / 1000)
            said = run([sys.executable, str(script), str(peer), other])
            times["peer"].append(float(re.search(r"projections ([\d.]+) s", said)[1]))
        ours, theirs = (statistics.median(times[name]) for name in ("own", "peer"))
        print(f"fits and projections, median of {rounds} in turn: {1000 * ours:.1f} ms, peer {1000 * theirs:.1f} ms")
        print(f"ratio {theirs / ours:.1f}")
        greatest, count = difference(own, other)
        print(f"greatest relative difference {greatest:.2e} in {count} cells")
        sys.exit(0 if greatest < 1e-8 else 1)


def run(words):
    return subprocess.run(words, check=True, stderr=subprocess.PIPE, text=True).stderr


def difference(own, other):
    greatest = 0.0
    with open(own) as one, open(other) as two:
        rows = list(zip(csv.reader(one), csv.reader(two), strict=True))[1:]
    for mine, theirs in rows:
        if mine[:3] + mine[4:] != theirs[:3] + theirs[4:]:
            sys.exit(f"rows differ: {mine} {theirs}")
        value, expected = float(mine[3]), float(theirs[3])
        greatest = max(greatest, abs(value - expected) / max(abs(expected), 1e-300) if value != expected else 0)
    return greatest, len(rows)


if __name__ == "__main__":
    main()
