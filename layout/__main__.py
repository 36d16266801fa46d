"""`python -m layout` is `banxin`."""

from layout.cli import run

if __name__ == "__main__":
    run()
