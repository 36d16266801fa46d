"""A large batch through hardships: eight broken issues among many, and fifty sudden deaths.

    python tests/bench/batch_hardships.py [FOLDER] [--issues 100] [--kills 50]

First a batch that nobody disturbs: all but eight issues must be built, the eight failures
named. Then the same list, killed with SIGKILL at random moments and begun again each time: at
no moment may a file under a final name be other than in the undisturbed batch, no process and
no file that is not whole may be left over, and the end must be the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
# One kill in so many takes finished files away, so that there is always something to do.
TAKE_AWAY_AT = 0.8
LATEST_S = 4.0


def main() -> None:
    """Run both parts; leaves with a word when something is not as it must be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--issues", type=int, default=100)
    parser.add_argument("--kills", type=int, default=50)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="banxin-hardships-") as name:
        folder = chosen.folder or Path(name)
        wanted = whole_run(folder, chosen.issues)
        say(f"{len(wanted)} files, eight failures named, exit 3: as it must be")
        deaths(folder, wanted, chosen.kills)
        say(f"killed {chosen.kills} times: the same bytes, nothing left over")


def say(words: str) -> None:
    """Tell how it is going."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def whole_run(folder: Path, count: int) -> dict[str, str]:
    """Build a list with eight broken issues; gives the checksums of what comes out."""
    from tests.support.batch_issues import DAMAGES, write_issues
    from tests.support.batch_projects import start_batch

    write_issues(folder / "pub", count, broken=True)
    text = f"publications: [{{path: pub}}]\noutput: quiet\nroot: {ROOT}\n"
    (folder / "quiet.yaml").write_text(text, "utf-8")
    (folder / "loud.yaml").write_text(text.replace("quiet", "loud"), "utf-8")
    report = folder / "report.json"
    process = start_batch(folder / "quiet.yaml", "--report", report)
    _, words = process.communicate()
    document = json.loads(report.read_bytes())
    rules = {one["rule"] for row in document["issues"] for one in row["findings"]}
    say(words.decode().splitlines()[-1])
    must(process.returncode == 3, f"exit code {process.returncode}")
    must(document["failed"] == len(DAMAGES), f"{document['failed']} failures")
    must(document["built"] == count - len(DAMAGES), f"{document['built']} were built")
    must(set(DAMAGES) <= rules, f"not told: {set(DAMAGES) - rules}")
    return sums(folder / "quiet")


def deaths(folder: Path, wanted: dict[str, str], kills: int) -> None:
    """Kill and begin again, and look at what is there each time."""
    from tests.support.batch_projects import OWN, children, is_alive, start_batch

    draw = random.Random(kills)
    for number in range(kills):
        process = start_batch(folder / "loud.yaml", "-j", 2)
        time.sleep(draw.uniform(0.1, LATEST_S))
        workers = children(process.pid)
        process.kill()
        process.communicate()
        last = time.monotonic() + 20
        while any(map(is_alive, workers)):
            must(time.monotonic() < last, "processes were left over")
            time.sleep(0.02)
        there = sums(folder / "loud")
        damaged = [name for name, found in there.items() if wanted.get(name) != found]
        must(not damaged, f"damaged after death {number + 1}: {damaged}")
        if len(there) > TAKE_AWAY_AT * len(wanted):
            for name in sorted(there)[::2]:
                (folder / "loud" / name).unlink()
    process = start_batch(folder / "loud.yaml", "-j", 2, "--resume")
    process.communicate()
    must(process.returncode == 3, f"exit code {process.returncode}")
    must(sums(folder / "loud") == wanted, "the end is not the same bytes")
    left = [path for path in (folder / "loud").rglob(".banxin-*") if path.name != OWN]
    must(not left, f"left over: {left}")
    shutil.rmtree(folder / "loud")


def sums(folder: Path) -> dict[str, str]:
    """The checksum of every PDF in a folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*.pdf"))
    }


def must(holds: bool, otherwise: str) -> None:
    """Leave with a word unless something holds."""
    if not holds:
        sys.exit(otherwise)


if __name__ == "__main__":
    main()
