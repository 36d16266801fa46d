"""Many issues, unattended: a manifest → files, state and reports.

`manifest` says what is to be built, `work` builds one issue for one profile, `supervisor` does
so in processes of their own, `run` is the whole way.
"""
