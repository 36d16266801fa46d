"""`issn`, `cn`: the numbers under which a serial is registered."""

from __future__ import annotations

import re

_ISSN = re.compile(r"[0-9]{4}-[0-9]{3}[0-9X]")
# ISO 3297 annex A: the digits weigh 8 to 2, the check digit 1; X stands for 10.
_ISSN_WEIGHTS = range(8, 0, -1)
_ISSN_MODULUS = 11
# GB/T 9999.1: the region of GB/T 2260 (10 for what the whole country has), four digits, and the
# class of the Chinese Library Classification after a solidus.
_CN = re.compile(r"CN ?(?P<region>[0-9]{2})-[0-9]{4}(?:/[A-Z][A-Z0-9.·-]{0,11})?")
_FIRST_REGION, _LAST_REGION = 10, 82

ISSN_HINT = "write eight digits with a hyphen, such as 1234-5679"
CN_HINT = "write it as on the cover, such as CN 33-1234/Z"


def check_issn(written: str) -> str:
    """An ISSN as it stands, or nothing.

    Raises:
        ValueError: it has another form, or its check digit is wrong.

    Source: ISO 3297 annex A.
    """
    if not written:
        return written
    if not _ISSN.fullmatch(written):
        raise ValueError(f"`{written}` is no ISSN; {ISSN_HINT}")
    digits = [10 if char == "X" else int(char) for char in written.replace("-", "")]
    total = sum(map(int.__mul__, digits[:-1], _ISSN_WEIGHTS))
    wanted = -total % _ISSN_MODULUS
    if digits[-1] != wanted:
        last = "X" if wanted == 10 else str(wanted)
        raise ValueError(
            f"ISSN `{written}` has a wrong digit: its check digit would be {last}; "
            "compare it with the cover"
        )
    return written


def check_cn(written: str) -> str:
    """A 国内统一连续出版物号 as it stands, or nothing.

    Raises:
        ValueError: it has another form, or begins with no region.

    Source: GB/T 9999.1.
    """
    found = _CN.fullmatch(written)
    if written and not found:
        raise ValueError(f"`{written}` is no serial number of GB/T 9999; {CN_HINT}")
    if found and not _FIRST_REGION <= int(found["region"]) <= _LAST_REGION:
        raise ValueError(f"`{written}` begins with no region of GB/T 2260; {CN_HINT}")
    return written


def check_named(written: str) -> str:
    """A title as it stands.

    Raises:
        ValueError: there is nothing in it.
    """
    if not written.strip():
        raise ValueError("a publication has a title; write it as on the cover")
    return written
