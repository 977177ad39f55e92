# SPDX-License-Identifier: Apache-2.0
"""python-transitions on the inspection case. Prints one line of JSON."""
import json
import pathlib
import sys
import time

from transitions import Machine

SCRIPTS = json.loads((pathlib.Path(__file__).parent.parent / "inspection" / "scripts.json").read_text())["scripts"]
STATES = ["planned", "assigned", "rejected", "accepted", "visiting", "findings_logged", "rework", "reviewed", "reported",
          "follow_up", "verified", "closed"]
STEPS = [["assign", "planned", "assigned"], ["accept", "assigned", "accepted"], ["reassign", "rejected", "assigned"],
         {"trigger": "reject", "source": "assigned", "dest": "rejected", "conditions": "may_be_rejected", "after": "count"},
         ["start", "accepted", "visiting"], ["log", "visiting", "findings_logged"],
         ["review", "findings_logged", "reviewed"], ["return", "findings_logged", "rework"],
         ["resubmit", "rework", "findings_logged"], ["report", "reviewed", "reported"],
         ["follow", "reported", "follow_up"], ["close", "reported", "closed"], ["verify", "follow_up", "verified"],
         ["close", "verified", "closed"]]


class Case:
    def __init__(self):
        self.rejects = 0

    def may_be_rejected(self):
        return self.rejects < 2

    def count(self):
        self.rejects += 1


def main():
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 20000
    machine = Machine(model=None, states=STATES, transitions=STEPS, initial="planned", ignore_invalid_triggers=True,
                      auto_transitions=False)
    ends = {}
    begun = time.perf_counter()
    for i in range(cases):
        case = Case()
        machine.add_model(case)
        for event in SCRIPTS[i % len(SCRIPTS)]:
            case.trigger(event)
        ends[case.state] = ends.get(case.state, 0) + 1
        machine.remove_model(case)
    print(json.dumps({"cases": cases, "seconds": time.perf_counter() - begun, "ends": ends}))


main()
