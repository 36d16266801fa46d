"""Two proofs → what changed between them: pages, words, pictures, and whatever else shows."""

from __future__ import annotations

from layout.proof.diff.compare import compare
from layout.proof.diff.model import Change, Comparison, Consequence, Place, Proof
from layout.proof.diff.read import read_layout, read_proof

__all__ = [
    "Change",
    "Comparison",
    "Consequence",
    "Place",
    "Proof",
    "compare",
    "read_layout",
    "read_proof",
]
