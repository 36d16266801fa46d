"""Deposits held to what they say: built again, compared, checked.

Files are untrusted here. Whatever reads or builds from one runs behind `fence`.
"""
