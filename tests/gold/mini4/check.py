"""Each anchor of mini4.findings.jsonl occurs exactly once, on one line of its file; each file has a sidecar."""
import json, os, sys
here = os.path.dirname(os.path.abspath(__file__))
bad = 0
rows = [json.loads(l) for l in open(f"{here}/mini4.findings.jsonl")]
for i, r in enumerate(rows, 1):
    for s in "ab":
        e = r[s]
        lines = open(f"{here}/docs/{e['document']}").read().split("\n")
        n = sum(l.count(e["anchor"]) for l in lines)
        if n != 1 or not os.path.exists(f"{here}/docs/{e['document']}.toml"):
            bad += 1
            print(i, s, e["document"], n, e["anchor"])
print(len(rows), "rows,", bad, "bad")
sys.exit(bad > 0)
