"""The flatplan of an issue: every spread with its figures, copyfit, and one sheet of it all."""

from layout.plan.figures import plan_of
from layout.plan.model import IssuePlan, PlannedArticle, PlannedPage, Spread
from layout.plan.place import place_pages
from layout.plan.sheet import plan_sheet, sheet_size

__all__ = [
    "IssuePlan",
    "PlannedArticle",
    "PlannedPage",
    "Spread",
    "place_pages",
    "plan_of",
    "plan_sheet",
    "sheet_size",
]
