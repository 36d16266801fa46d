"""A deposit: a PDF that carries what it was built from, and can be built again from it.

`make` gathers the parts while an issue is built, `read` takes them out of a file that nobody
vouches for, `unpack` writes them as a workspace, `beside` keeps the records beside the file.
"""
