"""Fails if attribution, places or ranking fall below their bounds. Usage: accuracy.py SHARED ONRECORD"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

shared, onrecord = Path(sys.argv[1]), sys.argv[2]


def annotate(source, target):
    with open(target, "w") as out:
        subprocess.run([onrecord, "annotate", "--format", "ndjson", source], stdout=out, check=True)


def quotes(name, folder):
    gold, found, scores = shared / f"quotes/{name}_dev.jsonl", folder / "found.jsonl", folder / "scores.json"
    annotate(gold, found)
    subprocess.run(["python3", shared / "quotes/score.py", gold, found, "--speech-only", "--json", scores], check=True)
    return json.loads(scores.read_text())


def ranking(*flags):
    files = [shared / "ranking/time_queries_dev.tsv", shared / "ranking/time_qrels_dev.txt"]
    with tempfile.TemporaryDirectory() as index:
        subprocess.run([onrecord, "index", shared / "ranking/time_docs.jsonl", "--index", index], check=True)
        command = [onrecord, "evaluate", "ranking", "--index", index, "--format", "json", *flags, *files]
        run = subprocess.run(command, capture_output=True, check=True)
    return json.loads(run.stdout)


def places(name):
    gold = shared / f"places/{name}_dev.jsonl"
    run = subprocess.run([onrecord, "evaluate", "places", gold, "--format", "json"], capture_output=True, check=True)
    scores = json.loads(run.stdout)
    return scores["documents"]["f1"], scores["counts"]["country"]["share"], scores["places"]["exact"]["f1"]


def seed():
    text = shared / "seed/lavrov-wonsan.txt"
    expected = json.loads((shared / "seed/expected.json").read_text())
    found = subprocess.run([onrecord, "annotate", "--format", "ndjson", text], capture_output=True, check=True)
    found = json.loads(found.stdout)
    wrong = []
    for quote in expected["quotes"]:
        hits = [hit for hit in found["quotes"] if hit["start"] < quote["end"] and quote["start"] < hit["end"]]
        if not any(hit["speaker_name"] == quote["speaker_name"] for hit in hits):
            wrong.append(quote["text"])
    if sorted(found["countries"]) != sorted(expected["countries"]):
        wrong.append(f"countries {found['countries']}")
    return wrong


with tempfile.TemporaryDirectory() as folder:
    scores = quotes("polnear", Path(folder))
    german = quotes("wikinews_de", Path(folder))
bounds = {
    "direct* exact F1": (scores["direct*"]["exact"][2], 0.97),
    "direct* end to end F1": (scores["direct*"]["e2e_exact"][2], 0.91),
    "indirect overlap F1": (scores["indirect"]["overlap"][2], 0.72),
    "mixed overlap F1": (scores["mixed"]["overlap"][2], 0.87),
    "German direct exact F1": (german["direct"]["exact"][2], 0.89),
    "German indirect overlap F1": (german["indirect"]["overlap"][2], 0.55),
}
for flags, least in {(): 0.76, ("--feedback",): 0.78}.items():
    bounds[f"TIME MAP {' '.join(flags)}".strip()] = (ranking(*flags)["map"], least)
for name, least in {
    "lgl": (0.90, 0.96, 0.86),
    "geovirus": (0.97, 0.98, 0.87),
    "geowebnews": (0.94, 0.98, 0.80),
    "reuters21578_doc_countries": (0.76, None, None),
}.items():
    for what, score, bound in zip(("countries of articles", "country of a place", "places"), places(name), least):
        if bound is not None:
            bounds[f"{name}: {what}"] = (score, bound)
wrong = seed()
failed = len(wrong)
for text in wrong:
    print(f"seed: wrong: {text}")
for name, (score, bound) in bounds.items():
    print(f"{name}: {score:.3f} (at least {bound})")
    failed += score < bound
sys.exit(1 if failed else 0)
