# SPDX-License-Identifier: Apache-2.0
"""compare.py BUILD: every engine on the same inspection case, five rounds in turn, medians and ratios.

Each driver must end its cases where scripts.json says, or its figure does not count.
"""
import json
import pathlib
import statistics
import subprocess
import sys

ROUNDS = 5
HERE = pathlib.Path(__file__).parent
BENCH = HERE.parent


def drivers(build):
    peers = build / "peers"
    return {
        "giamsat": ([str(build / "tests" / "giamsat_driver")], 100000),
        "robot3 1.4.0": (["node", str(peers / "robot3_driver.mjs")], 100000),
        "XState 5.33.3": (["node", str(peers / "xstate_driver.mjs")], 100000),
        "python-transitions": (["/usr/bin/python3", str(HERE / "transitions_driver.py")], 20000),
        "Qt 6 SCXML": ([str(peers / "qt" / "qt_driver"), str(BENCH)], 2000),
    }


def run(command, cases, expected):
    out = subprocess.run([*command, str(cases)], check=True, capture_output=True, text=True).stdout
    line = json.loads(out.splitlines()[-1])
    rounds = cases // sum(expected.values())
    if line["ends"] != {state: count * rounds for state, count in expected.items()}:
        raise SystemExit(f"{command[0]}: cases ended elsewhere: {line['ends']}")
    return line["cases"] * 10 / line["seconds"]


def main():
    expected = json.loads((BENCH / "inspection" / "scripts.json").read_text())["ends"]
    engines = drivers(pathlib.Path(sys.argv[1]).resolve())
    figures = {name: [] for name in engines}
    for _ in range(ROUNDS):
        for name, (command, cases) in engines.items():
            figures[name].append(run(command, cases, expected))
    medians = {name: statistics.median(found) for name, found in figures.items()}
    print(f"{'engine':<22}{'events/s':>14}{'us/event':>11}{'giamsat is':>14}")
    for name, median in medians.items():
        print(f"{name:<22}{median:>14,.0f}{1e6 / median:>11.3f}{medians['giamsat'] / median:>13.1f}x")


main()
