from __future__ import annotations

import os
from pathlib import Path

import pytest

from layout.content.faults import Faults
from layout.content.inline import drop_autospace
from layout.content.markdown import read_blocks
from layout.content.model import Paragraph, Subhead, as_text, plain
from layout.content.write_markdown import write_blocks

BESIDE = Path(__file__).parents[3] / "shared" / "seed" / "qiantang-2021-04.txt"
SEED = Path(os.environ.get("BANXIN_SEED", BESIDE))


@pytest.mark.skipif(not SEED.exists(), reason="the recovered text is not on this machine")
def test_every_line_of_a_real_issue_survives_as_prose_and_as_a_head() -> None:
    rows = (drop_autospace(line.strip()) for line in SEED.read_text("utf-8").splitlines())
    lines = [row for row in rows if row]
    prose = tuple(Paragraph(text=as_text(line)) for line in lines)
    heads = tuple(Subhead(text=as_text(line)) for line in lines)
    faults = Faults("f")
    blocks = read_blocks(write_blocks((*prose, *heads)), (1, 1), faults)
    assert not faults.findings
    read = [plain(block.text) for block in blocks if isinstance(block, Paragraph | Subhead)]
    assert read == lines * 2
