"""The version of banxin, alone in a file so that every stage may read it."""

__version__ = "0.1.0"
