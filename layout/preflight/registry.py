"""Every rule there is, in the order of a report's chapters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.preflight import (
    build_rules,
    copy_rules,
    file_rules,
    name_rules,
    paint_rules,
    picture_rules,
    reference_rules,
    sheet_rules,
    type_rules,
)

if TYPE_CHECKING:
    from layout.preflight.model import FileRule, IssueRule

ISSUE_RULES: tuple[IssueRule, ...] = (
    *build_rules.RULES,
    *copy_rules.RULES,
    *name_rules.RULES,
    *reference_rules.RULES,
    *picture_rules.RULES,
    *type_rules.RULES,
    *sheet_rules.RULES,
)

FILE_RULES: tuple[FileRule, ...] = (*file_rules.RULES, *paint_rules.RULES)
