"""Mirror the partner feed into one file. Usage: KEY=nd_… python mirror.py https://desk.example/api/v1 mirror.json

Stories and cursor are written together, in one rename: after a crash the mirror goes on where it was.
"""

import json
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

BASE, STORE = sys.argv[1], Path(sys.argv[2])
ONCE = "--once" in sys.argv


def ask(address: str) -> tuple[int, dict, dict]:
    headers = {"Authorization": f"Bearer {os.environ['KEY']}"}
    request = urllib.request.Request(address, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, dict(answer.headers), json.load(answer)
    except urllib.error.HTTPError as problem:
        return problem.code, dict(problem.headers), json.load(problem)


def save(mirror: dict) -> None:
    fresh = STORE.with_suffix(".new")
    fresh.write_text(json.dumps(mirror))
    fresh.replace(STORE)


mirror = json.loads(STORE.read_text()) if STORE.exists() else {"cursor": None, "stories": {}}
address = ""
while True:
    query = {"cursor": mirror["cursor"]} if mirror["cursor"] else {}
    status, headers, page = ask(address or f"{BASE}/changes?{urllib.parse.urlencode(query)}")
    address = ""
    if status == 410:  # the contract changed, or the desk was restored
        if "diff" not in page["restart"]:
            mirror["stories"] = {}
        address = page["restart"].get("diff") or page["restart"]["full"]
        continue
    if status in {429, 503}:
        time.sleep(int(headers.get("Retry-After", 30)))
        continue
    if status != 200:
        sys.exit(f"{status}: {page['detail']}")
    for change in page["changes"]:
        if change["op"] == "put":
            mirror["stories"][change["uri"]] = {"item": change["item"], "notes": change["notes"]}
        else:  # withhold, cancel, removed, left: what each asks of you is in change["duty"]
            mirror["stories"].pop(change["uri"], None)
    mirror["cursor"] = page["cursor"]
    save(mirror)
    if not page["more"]:
        if ONCE:
            break
        time.sleep(page["poll_after"])
