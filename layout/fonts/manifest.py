"""Reading `fonts/fonts.yaml`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.diagnostics import error
from layout.errors import FontError
from layout.yaml_source import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from layout.fonts.model import Family, FontManifest, Role


def read_manifest(path: Path) -> FontManifest:
    """The manifest in a file.

    Raises:
        FontError: the file is missing, or everything that is wrong with it.
    """
    return read_manifest_source(path)[0]


def read_manifest_source(path: Path) -> tuple[FontManifest, bytes]:
    """The manifest in a file, and the file's bytes.

    Raises:
        FontError: the file is missing, or everything that is wrong with it.
    """
    from layout.fonts.schema import ManifestSchema
    from layout.schema import span_at, validate

    file = f"{path.parent.name}/{path.name}"
    try:
        source = path.read_bytes()
    except OSError as fault:
        raise FontError([error("no-manifest", f"{file}: {fault.strerror}")]) from fault
    node = read_yaml(source, file, fault=FontError)
    schema = validate(ManifestSchema, node, file, fault=FontError)
    manifest = schema.manifest()
    faults = [
        error("unknown-name", message, span_at(node, ("roles", role.name), file))
        for role in manifest.roles
        for message in _lost_names(role, manifest)
    ]
    faults += [
        error("missing-key", message, span_at(node, ("families", family.key, *path), file))
        for family in manifest.families
        for path, message in _left_open(family)
    ]
    if not manifest.roles:
        message, hint = (
            "the manifest has no roles",
            "name the faces styles may use under `roles`",
        )
        faults.append(error("missing-key", message, span_at(node, ("roles",), file), hint))
    if faults:
        raise FontError(faults)
    return manifest, source


def _left_open(family: Family) -> Iterable[tuple[tuple[str | int, ...], str]]:
    """What a package's source must say so that the same name always means the same outlines."""
    for at, source in enumerate(family.sources):
        if source.kind == "system":
            continue
        for key in ("package", "version"):
            if not getattr(source, key):
                yield ("sources", at), f"a source of kind `{source.kind}` needs `{key}`"
        for number, file in enumerate(source.files):
            if not file.sha256:
                yield (
                    ("sources", at, "files", number),
                    f"a file of kind `{source.kind}` needs its `sha256`",
                )


def _lost_names(role: Role, manifest: FontManifest) -> Iterable[str]:
    if role.family not in {family.key for family in manifest.families}:
        yield f"role {role.name!r} names no family of the manifest: {role.family!r}"
    if role.instead and manifest.role(role.instead) is None:
        yield f"role {role.name!r} has no role {role.instead!r} to stand in for it"
