"""The faces of a build: roles resolved, substitutions said aloud, fallback by script."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Severity, error
from layout.errors import FontError, ProjectError
from layout.fonts.face import Face
from layout.fonts.likeness import difference_of
from layout.fonts.manifest import read_manifest
from layout.fonts.model import FontManifest
from layout.fonts.store import FontStore, default_cache
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from layout.fonts.model import Role
    from layout.fonts.outline import Outline
    from layout.fonts.store import Found

FETCH_REMEDY = "run `banxin fonts fetch`; with npm it gets every weight"
OPTIONAL_REMEDY = "install it on this system, or name its folder with --font-path"
NO_FACE = "run `banxin fonts fetch` (it needs npm or pip), or name a folder with --font-path"


class FaceUse(Record):
    """A face as a composite font uses it: scaled, and shifted up, to match the Han face."""

    face: Face
    scale: float = 1.0
    shift_em: float = 0.0


class CompositeFont:
    """The faces behind one role: Han, Latin, and what stands in where both lack a character."""

    def __init__(
        self, role: str, han: FaceUse, latin: FaceUse, rest: tuple[FaceUse, ...] = ()
    ) -> None:
        self.role = role
        self.han = han
        self.latin = latin
        self.chain = (han, latin, *rest)
        self._uses: dict[str, FaceUse] = {}

    def use_for(self, char: str) -> FaceUse:
        """The face that sets a character: the Latin one for letters and digits, or the Han one.

        Falls along the chain by coverage; a character no face has comes back with the Han face,
        whose .notdef marks the place.
        """
        use = self._uses.get(char)
        if use is None:
            first = self.latin if is_latin(char) else self.han
            use = next((u for u in (first, *self.chain) if u.face.glyph_id(char)), first)
            self._uses[char] = use
        return use

    def asked(self) -> set[Face]:
        """The faces that were asked for a glyph or a measure, in vain too."""
        found = {self.han.face, self.latin.face}
        for char, use in self._uses.items():
            if use is self.han or use is self.latin:
                if not use.face.glyph_id(char):
                    return {one.face for one in self.chain}
                continue
            found.update(one.face for one in self.chain[: self.chain.index(use) + 1])
        return found

    def anew(self) -> CompositeFont:
        """The same faces, not asked for anything yet."""
        return CompositeFont(self.role, self.han, self.latin, self.chain[2:])


def is_latin(char: str) -> bool:
    """Whether a character belongs to the Latin face: ASCII and European letters and digits."""
    return char < "\u0250"


class FontSet:
    """Every face a build may use; faces open when first asked for."""

    def __init__(
        self,
        fonts: Mapping[str, CompositeFont],
        findings: Sequence[Diagnostic] = (),
    ) -> None:
        self._fonts = dict(fonts)
        self.findings = tuple(findings)
        self._faces = {use.face.key: use.face for font in fonts.values() for use in font.chain}
        self._asked: set[str] = set()
        self._all_asked = False

    def font(self, role: str) -> CompositeFont:
        """The composite font of a role.

        Raises:
            FontError: the manifest has no such role.
        """
        found = self._fonts.get(role)
        if found is None:
            hint = f"there are {', '.join(sorted(self._fonts))}"
            raise FontError([error("unknown-role", f"no font role {role!r}", hint=hint)])
        self._asked.add(role)
        return found

    @property
    def faces(self) -> tuple[Face, ...]:
        """Every face, in the order of the manifest's roles."""
        self._all_asked = True
        return tuple(self._faces.values())

    @property
    def faces_asked(self) -> tuple[Face, ...]:
        """The faces that had a part in what was set, in the order of the manifest's roles.

        Another file in the place of one that is not among them would change nothing.
        """
        asked = {face for role in self._asked for face in self._fonts[role].asked()}
        faces = self._faces.values()
        return tuple(face for face in faces if self._all_asked or face in asked)

    def anew(self) -> FontSet:
        """The same open faces for another issue."""
        return FontSet({role: font.anew() for role, font in self._fonts.items()}, self.findings)

    def face(self, key: str) -> Face:
        """The face of a key."""
        return self._faces[key]


def load_fonts(
    manifest: Path | FontManifest, *, cache: Path | None = None, font_path: Sequence[Path] = ()
) -> FontSet:
    """Every role of a manifest, or of the manifest in a file, with the files that are there.

    A role whose weight cannot be had is set in the role that stands in for it, with a finding.

    Raises:
        FontError: the manifest is wrong, or no face can be had at all.
        ProjectError: a folder of `font_path` is not there.
    """
    read = manifest if isinstance(manifest, FontManifest) else read_manifest(manifest)
    store = FontStore(cache or default_cache(), tuple(font_path))
    return _Loader(read, store).font_set()


def files_of_roles(
    manifest: FontManifest, store: FontStore
) -> tuple[tuple[str, Path | None, str], ...]:
    """Each role with the file it is set in, if there is one, and the place in that file."""
    loader = _Loader(manifest, store)
    rows: list[tuple[str, Path | None, str]] = []
    for role in manifest.roles:
        found = loader.resolve(role)
        file = found[1].file if found else None
        place = f"{file.index} {file.axes}" if file else ""
        rows.append((role.name, found[1].path if found else None, place))
    return tuple(rows)


def letter_outlines(fonts: FontSet, role: str, text: str) -> dict[str, Outline]:
    """The outline of every character of a text that a role's faces have.

    Raises:
        FontError: there is no such role.
    """
    found = {}
    for char in dict.fromkeys(text):
        face = fonts.font(role).use_for(char).face
        glyph = face.glyph_id(char)
        if glyph:
            found[char] = face.outline_em(glyph)
    return found


class _Loader:
    def __init__(self, manifest: FontManifest, store: FontStore) -> None:
        self._manifest = manifest
        self._store = store
        self._opened: dict[tuple[str, int, tuple[tuple[str, float], ...]], Face] = {}

    def font_set(self) -> FontSet:
        fonts: dict[str, CompositeFont] = {}
        lost = [_no_folder(path) for path in self._store.font_path if not path.is_dir()]
        if lost:
            raise ProjectError(lost)
        resolved = {role.name: self.resolve(role) for role in self._manifest.roles}
        faces = {name: self._open(found[1]) for name, found in resolved.items() if found}
        if not faces:
            raise FontError([self._nothing_there()])
        findings = list(self._strangers(filter(None, resolved.values())))
        for role in self._manifest.roles:
            found = resolved[role.name]
            face = faces.get(role.name) or next(iter(faces.values()))
            if found is None or found[0].name != role.name:
                findings.append(self._substituted(role, face))
            han = FaceUse(face)
            # The scale belongs to the face that is set, not to the one it stands in for.
            used = found[0] if found else role
            latin = FaceUse(face, used.latin_scale, used.latin_shift_em)
            others = dict.fromkeys(other for other in faces.values() if other is not face)
            fonts[role.name] = CompositeFont(
                role.name, han, latin, tuple(FaceUse(other) for other in others)
            )
        return FontSet(fonts, findings)

    def resolve(self, role: Role) -> tuple[Role, Found] | None:
        """The role itself, or the first along its substitutes whose file is there."""
        tried: set[str] = set()
        current: Role | None = role
        while current is not None and current.name not in tried:
            tried.add(current.name)
            found = self._store.find(self._manifest.family(current.family), current.weight)
            if found is not None:
                return current, found
            current = self._manifest.role(current.instead)
        return None

    def _open(self, found: Found) -> Face:
        key = (str(found.path), found.file.index, found.file.axes)
        face = self._opened.get(key)
        if face is None:
            face = Face(
                self._new_key(found),
                found.path,
                index=found.file.index,
                axes=dict(found.file.axes),
                weight=found.file.weight,
            )
            self._opened[key] = face
        return face

    def _strangers(self, used: Iterable[tuple[Role, Found]]) -> Iterator[Diagnostic]:
        """A finding for each face that has the name of the manifest's and is another."""
        for found, role in {found: role for role, found in used}.items():
            if self._store.is_vouched_for(found):
                continue
            family = self._manifest.family(role.family)
            difference = difference_of(found, self._open(found), family.name)
            if difference:
                yield Diagnostic(
                    # Without a checksum the manifest means whatever bears the name.
                    Severity.WARNING if found.file.sha256 else Severity.NOTE,
                    "font-differs",
                    f"role {role.name}: {found.path.name} {difference}",
                    hint="put the manifest's file in its place, or name this one in fonts.yaml",
                )

    def _new_key(self, found: Found) -> str:
        """A name for the face that no other face of the set bears."""
        stem = found.path.stem.replace("_", "-")
        number = f"-{found.file.index}" if found.file.index else ""
        pinned = "".join(f"-{tag}{value:g}" for tag, value in found.file.axes)
        key = f"{stem}{number}{pinned}"
        taken = {face.key for face in self._opened.values()}
        again = (f"{key}-{at}" for at in itertools.count(2))
        return key if key not in taken else next(name for name in again if name not in taken)

    def _substituted(self, role: Role, face: Face) -> Diagnostic:
        """A face that stands in: a note where the manifest can do without the role's own."""
        family = self._manifest.family(role.family)
        spoiled = self._store.spoiled(family, role.weight) is not None
        return Diagnostic(
            Severity.NOTE if family.optional and not spoiled else Severity.WARNING,
            "font-substituted",
            f"role {role.name}: {self._lack(role)}; set in {face.key}",
            hint=OPTIONAL_REMEDY if family.optional else FETCH_REMEDY,
        )

    def _lack(self, role: Role) -> str:
        family = self._manifest.family(role.family)
        spoiled = self._store.spoiled(family, role.weight)
        if spoiled is not None:
            return f"{spoiled.path.name} is not as it was fetched"
        return f"{family.name} {role.weight} is not here"

    def _nothing_there(self) -> Diagnostic:
        lacks = dict.fromkeys(self._lack(role) for role in self._manifest.roles)
        return error(
            "no-fonts", f"there is no face to set in: {'; '.join(lacks)}", hint=NO_FACE
        )


def _no_folder(path: Path) -> Diagnostic:
    hint = "look at the spelling of --font-path"
    return error("no-font-folder", f"{path} is no folder of fonts", hint=hint)
