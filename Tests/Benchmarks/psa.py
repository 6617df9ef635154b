#!/usr/bin/env python3
"""Runs the funding-flow and Markov Monte Carlo here and in their peers, in turn, and prints the medians and ratios.

    psa.py BENCHMARKS PEERS EXPECTED [ROUNDS]

BENCHMARKS is the release program (.build/release/Benchmarks), PEERS the folder with psa_ref.c, c2_ref.c, psa_numpy.py,
c2_numpy.py and their data, EXPECTED that with c1_fixed.csv, c1_fixed_step.csv and c2_fixed_out.csv. Run it with a
Python that has numpy, numba and scipy; it needs a C compiler. Times are those of whole runs of 10,000 draws as the
programs say them, on two threads; the plain loop in numpy is given a tenth of the draws, and its time ten times.
Before anything is timed, the results of the stored draws must agree with those expected within 1 part in 10⁹.
"""

import csv
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

DRAWS = 10000


def main():
    benchmarks = sys.argv[1]
    peers, expected = pathlib.Path(sys.argv[2]).resolve(), pathlib.Path(sys.argv[3]).resolve()
    rounds = int(sys.argv[4]) if len(sys.argv) > 4 else 7
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for program in ("psa_ref", "c2_ref"):
            flags = ["-O3", "-march=native", "-ffast-math", "-pthread"]
            run(["cc", *flags, "-o", str(folder / program), str(peers / f"{program}.c"), "-lm"])
        # A copy, so that numba can keep its compiled code beside it.
        for script in ("psa_numpy.py", "psa_numba.py", "c2_numpy.py"):
            shutil.copy(peers / script, folder)
        check(benchmarks, peers, expected, folder)
        compare("funding flow", funding_flow(benchmarks, peers, folder), rounds)
        compare("Markov", markov(benchmarks, folder), rounds)


def check(benchmarks, peers, expected, folder):
    out = folder / "fixed.csv"
    for file, words in (
        ("c1_fixed.csv", ["psa", str(peers), str(out), "fixed", "2", "total"]),
        ("c1_fixed_step.csv", ["psa", str(peers), str(out), "fixed", "2", "step"]),
        ("c2_fixed_out.csv", ["markov", "fixed", str(peers / "c2_fixed.csv"), str(out), "2"]),
    ):
        run([benchmarks, *words])
        greatest, count = difference(out, expected / file)
        print(f"{file}: greatest relative difference {greatest:.1e} in {count} values")
        if greatest > 1e-9:
            sys.exit("which is too much")


def funding_flow(benchmarks, peers, folder):
    def peer(variant, draws=DRAWS):
        words = [sys.executable, str(folder / "psa_numpy.py"), variant, str(peers), os.devnull, str(draws)]
        return lambda: seconds(run(words)) * DRAWS / draws

    return {
        "here": lambda: seconds(run([benchmarks, "psa", str(peers), os.devnull, str(DRAWS), "2", "total"])),
        "C": lambda: seconds(run([str(folder / "psa_ref"), str(peers), os.devnull, str(DRAWS), "2", "total"])),
        "numba": peer("numba"),
        "BLAS": peer("lag"),
        "numpy loop": peer("loop", DRAWS // 10),
    }


def markov(benchmarks, folder):
    return {
        "here": lambda: seconds(run([benchmarks, "markov", str(DRAWS), os.devnull, "2"])),
        "C": lambda: seconds(run([str(folder / "c2_ref"), str(DRAWS), os.devnull, "2"])),
        "numpy": lambda: seconds(run([sys.executable, str(folder / "c2_numpy.py"), str(DRAWS), os.devnull])),
    }


def compare(title, programs, rounds):
    for program in programs.values():
        program()
    times = {name: [] for name in programs}
    for _ in range(rounds):
        for name, program in programs.items():
            times[name].append(program())
    medians = {name: statistics.median(values) for name, values in times.items()}
    print(f"{title}, {DRAWS} draws, median of {rounds} in turn")
    for name, median in medians.items():
        print(f"  {name:12} {1000 * median:8.1f} ms   {median / medians['here']:6.2f} times ours")


def run(words):
    return subprocess.run(words, check=True, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True).stderr


def seconds(said):
    """The last "total" that a program says, in ms or s."""
    value, unit = re.findall(r"total ([\d.]+) (ms|s)", said)[-1]
    return float(value) / (1000 if unit == "ms" else 1)


def difference(own, other):
    greatest, count = 0.0, 0
    with open(own) as one, open(other) as two:
        rows = list(zip(csv.DictReader(one), csv.DictReader(two), strict=True))
    for mine, theirs in rows:
        for name in mine:
            if not name.startswith("q"):
                if mine[name] != theirs[name]:
                    sys.exit(f"rows differ: {mine} {theirs}")
                continue
            value, reference = float(mine[name]), float(theirs[name])
            greatest = max(greatest, abs(value - reference) / max(abs(reference), 1e-3))
            count += 1
    return greatest, count


if __name__ == "__main__":
    main()
