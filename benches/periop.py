"""periop for the side-by-side measurements of terminal programs.

Takes the program from PERIOP_BIN, else from the path. The case stands in the time-out, its code shown; `toggle` ticks
the next item and takes the tick back, so that each key is one saved action. `n` is how many closed cases are stored.
The start that is measured: PERIOP_START=list (the worklist with what each case needs, which reads their records),
first (the first complete frame, which shows the codes of the open cases).
"""
import json
import os
import shutil
import subprocess

BIN = os.environ.get("PERIOP_BIN") or shutil.which("periop") or "periop"
START = os.environ.get("PERIOP_START", "list")
READY = {"list": r"NEXT.*Bay 2.*Patient or band.*q quit", "first": r"periop.*q quit"}
SIGNS = "123456789ABCDEFGHJKMNPQRSTVWXYZ"
LAST = "everyone-stops"

PROGRAM = {
    "label": f"periop ({START})",
    "cmd": [BIN],
    "env": {"PERIOP_DATA_DIR": "{home}/data", "PERIOP_SITE_DIR": "{home}/site", "PERIOP_OPERATOR": "JR:nurse",
            "PERIOP_STATION": "bench", "PERIOP_BOUNCE_MS": "0", "TZ": "Europe/Zurich"},
    "ready": READY[START],
    "enter": [b"\r"],
    "keys": {"toggle": {"keys": [b" ", b"u"], "expect": [r"Saved: ", r"Taken back: "]},
             "move": {"keys": [b"j", b"k"], "expect": None}},
    "action": "toggle",
    "data_regex": r"\.jsonl",
    "quit": b"q",
}


def code(number):
    """A valid case code: seven signs and the check sign."""
    values = [(number // 31 ** place) % 31 for place in range(7)]
    weighted = sum(value * weight for value, weight in zip(values, range(8, 1, -1)))
    return "".join(SIGNS[value] for value in values) + SIGNS[-weighted % 31]


def periop(home, *args):
    env = {key: value.replace("{home}", str(home)) for key, value in PROGRAM["env"].items()}
    done = subprocess.run([BIN, *args], env={**os.environ, **env}, capture_output=True, text=True, check=True)
    return done.stdout


def steps(home):
    """The uneventful case of the checklist up to the time-out, as arguments."""
    checklist = json.loads(periop(home, "checklists", "show", "spinal-injection", "--json"))
    two = {item["id"] for phase in checklist["phases"] for section in phase["sections"]
           for item in section["items"] if item.get("two_person")}
    for item, words in checklist["normal"].items():
        yield [item, *words.split(), *(["--second", "DK:clinician"] if item in two else [])]
        if item == LAST:
            return


def setup(home, n):
    made = periop(home, "new", "spinal-injection", "--label", "Bay 2").split()[-1]
    for step in steps(home):
        periop(home, "answer", made, *step)
    record = home / "data" / "cases" / "open" / f"{made.lower()}.jsonl"
    shutil.copy(record, home / "fresh.jsonl")
    closed = home / "data" / "cases" / "closed" / "2026-10"
    closed.mkdir(parents=True, mode=0o700)
    for number in range(n):
        shutil.copy(record, closed / f"{code(number).lower()}.jsonl")


def before(home, n):
    for record in (home / "data" / "cases" / "open").glob("*.jsonl"):
        shutil.copy(home / "fresh.jsonl", record)


PROGRAM["setup"], PROGRAM["before"] = setup, before
