"""periop for the side-by-side measurements of terminal programs.

Takes the program from PERIOP_BIN, else from the path. The case stands in the time-out, its code shown; `toggle` ticks
the next item and takes the tick back, so that each key is one saved action. `n` is how many closed cases are stored.
The start that is measured: PERIOP_START=list (the worklist with what each case needs, which reads their records),
first (the first complete frame, which shows the codes of the open cases).
"""
import os
import shutil
import subprocess

BIN = os.environ.get("PERIOP_BIN") or shutil.which("periop") or "periop"
START = os.environ.get("PERIOP_START", "list")
READY = {"list": r"NEXT.*Bay 2.*Say the patient.*q quit", "first": r"periop.*q quit"}
SIGNS = "123456789ABCDEFGHJKMNPQRSTVWXYZ"
STEPS = """
choose-variant interlaminar|choose-region lumbar|enter-level L4-L5|choose-side midline|choose-sedation none
choose-imaging fluoroscopy|choose-contrast iodinated|choose-injectate dexamethasone
choose-antiseptic chlorhexidine-2-alcohol|two-identifiers|escort-confirmed present|medicines-reviewed none
antithrombotic-status none|allergies-asked none-known|infection-screen none|vitals-temp 36.8
vitals systolic=128 diastolic=76 heart-rate=72 spo2=98|pregnancy-status not-possible
indication-confirmed disc-herniation-radicular|red-flags-excluded none|imaging-reviewed mri|baseline-neuro normal
baseline-pain 7|consent-complete midline|site-marked|patient-states-plan|emergency-kit-ready
drawn-dexamethasone dose=10 volume=1 lot=A1234 expiry=12/45|drugs-read-aloud --second DK:clinician|positioned
everyone-stops
""".replace("\n", "|")

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


def setup(home, n):
    made = periop(home, "new", "spinal-injection", "--label", "Bay 2").split()[-1]
    for step in filter(None, STEPS.split("|")):
        periop(home, "answer", made, *step.split())
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
