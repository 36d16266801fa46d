"""From YAML nodes to checked values: the only door to pydantic.

A schema is a `Model` with annotated fields. YAML scalars arrive as the characters the writer
typed; pydantic reads numbers, truth values and dates where the schema wants them. All faults of
a file are found at once, each with its line and column.

Importing this module imports pydantic (some 50 ms): import it where a file is read.
"""

from __future__ import annotations

import contextlib
import sys
import types
import typing
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
)

from layout.diagnostics import Diagnostic, SourceSpan, error, suggest
from layout.errors import ContentError, LayoutError
from layout.yaml_source import YamlList, YamlMap, YamlNode, YamlScalar

# What a schema is written with; other modules take pydantic's words from here.
__all__ = [
    "AfterValidator",
    "BeforeValidator",
    "Field",
    "KeyPath",
    "Model",
    "key_span_at",
    "node_at",
    "plain_value",
    "span_at",
    "validate",
]

KeyPath: TypeAlias = Sequence[str | int]


class Model(BaseModel):
    """A schema: unknown keys are faults, and a value once read does not change."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        allow_inf_nan=False,
        defer_build=True,  # a schema costs a millisecond to build; most commands use few
        populate_by_name=True,
        arbitrary_types_allowed=True,
        protected_namespaces=(),
    )


ModelT = TypeVar("ModelT", bound=BaseModel)


def validate(
    model_class: type[ModelT],
    node: YamlNode,
    path: str,
    *,
    fault: type[LayoutError] = ContentError,
    keep_nulls: bool = False,
) -> ModelT:
    """The node as a value of the schema.

    A key without a value counts as not written, unless `keep_nulls` passes it on as None.

    Raises:
        LayoutError: (the class asked for) with every fault of the file, in the file's order.
    """
    if not model_class.__pydantic_complete__:
        with _without_plugins():
            model_class.model_rebuild()
    try:
        return model_class.model_validate(plain_value(node, keep_nulls=keep_nulls))
    except ValidationError as broken:
        findings = [
            _finding(model_class, node, path, details)
            for details in broken.errors(include_url=False)
        ]
        # A union reports each of its members; one finding for each place is enough.
        first = {(finding.span, finding.rule): finding for finding in reversed(findings)}
        ordered = sorted(first.values(), key=_place)
    raise fault(ordered)


@contextlib.contextmanager
def _without_plugins() -> Iterator[None]:
    """Build schemas without asking every installed package for pydantic plugins.

    The search imports `importlib.metadata` and `email` (40 ms), and a plugin could change what
    our formats accept. A program that has already loaded its plugins keeps them.
    """
    name = "pydantic.plugin._loader"
    if name in sys.modules:
        yield
        return
    no_plugins = types.ModuleType(name)
    no_plugins.get_plugins = tuple  # type: ignore[attr-defined]  # a module made by hand
    sys.modules[name] = no_plugins
    try:
        yield
    finally:
        del sys.modules[name]


def plain_value(node: YamlNode, *, keep_nulls: bool = False) -> Any:  # Any: a tree, any shape
    """The node as dicts, lists, strings and None, without its places."""
    if isinstance(node, YamlScalar):
        return None if node.is_null else node.text
    if isinstance(node, YamlList):
        return [plain_value(item, keep_nulls=keep_nulls) for item in node.items]
    return {
        key.text: plain_value(value, keep_nulls=keep_nulls)
        for key, value in node.entries
        if keep_nulls or not (isinstance(value, YamlScalar) and value.is_null)
    }


def node_at(node: YamlNode, keys: KeyPath) -> YamlNode:
    """The node a path of keys and list indices leads to.

    A step the file does not have is skipped, so that the nearest node there is comes back.
    """
    for key in keys:
        if isinstance(node, YamlMap) and isinstance(key, str):
            node = node.get(key) or node
        elif isinstance(node, YamlList) and isinstance(key, int) and key < len(node.items):
            node = node.items[key]
    return node


def span_at(node: YamlNode, keys: KeyPath, path: str) -> SourceSpan:
    """Where the value of a key path stands, or the nearest there is.

    `path` is the file where the node knows none of its own.
    """
    found = node_at(node, keys)
    return SourceSpan(found.path or path, found.line, found.column)


def key_span_at(node: YamlNode, keys: KeyPath, path: str) -> SourceSpan:
    """Where the last key of a path is written; where the file lacks it, as `span_at`."""
    owner = node_at(node, keys[:-1])
    key = owner.key(str(keys[-1])) if isinstance(owner, YamlMap) else None
    found = key or owner
    return SourceSpan(found.path or path, found.line, found.column)


def _place(finding: Diagnostic) -> tuple[str, int, int]:
    assert finding.span is not None
    return finding.span.path, finding.span.line, finding.span.column


# pydantic's error types, and what a person is told instead.
_WANTED = {
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "int_type": "a whole number",
    "float_parsing": "a number",
    "float_type": "a number",
    "finite_number": "a finite number",
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "string_type": "text",
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "keys with values",
    "model_type": "keys with values",
    "date_parsing": "a date such as 2031-07-01",
    "date_from_datetime_parsing": "a date such as 2031-07-01",
    "date_type": "a date such as 2031-07-01",
}


def _finding(
    model_class: type[BaseModel], root: YamlNode, path: str, details: Any
) -> Diagnostic:  # Any: pydantic's ErrorDetails, a TypedDict of plain values
    kind, keys = details["type"], details["loc"]
    if kind == "extra_forbidden":
        return _unknown_key(model_class, root, path, keys)
    span = span_at(root, keys, path)
    name = ".".join(str(key) for key in keys if isinstance(key, str)) or "the file"
    if kind == "missing":
        return error("missing-key", f"`{keys[-1]}` is missing", span)
    written = details["input"]
    shown = f"`{written}`" if isinstance(written, str | int | float) else _shape(written)
    if kind in _WANTED:
        return error("wrong-type", f"`{name}` wants {_WANTED[kind]}, not {shown}", span)
    if kind in {"literal_error", "enum", "union_tag_invalid"}:
        context = details.get("ctx", {})
        known = context.get("expected") or context.get("expected_tags") or ""
        words = known.replace("'", "").replace(" or ", ", ").split(", ")
        shown = f"`{context['tag']}`" if "tag" in context else shown
        return error(
            "unknown-value", f"`{name}` cannot be {shown}", span, _choice(shown, words)
        )
    message = details["msg"].removeprefix("Value error, ")
    return error("wrong-value", f"`{name}`: {message}", span)


def _choice(shown: str, words: Sequence[str]) -> str:
    hint = suggest(shown.strip("`"), words)
    listed = f"it may be {', '.join(words)}"
    return hint if not words or hint == listed else f"{hint} {listed}".strip()


def _shape(value: object) -> str:
    if value is None:
        return "nothing"
    return "a list" if isinstance(value, list) else "keys with values"


def _unknown_key(
    model_class: type[BaseModel], root: YamlNode, path: str, keys: KeyPath
) -> Diagnostic:
    key = str(keys[-1])
    span = key_span_at(root, keys, path)
    known = sorted(
        {name for model in _models_at(model_class, keys[:-1]) for name in _names(model)}
    )
    return error("unknown-key", f"unknown key `{key}`", span, suggest(key, known))


def _names(model: type[BaseModel]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        yield field.alias or name


def _models_at(model_class: type[BaseModel], keys: KeyPath) -> list[type[BaseModel]]:
    """The schemas that may stand at a path; a step that names a union's member is skipped."""
    models = [model_class]
    for key in keys:
        if isinstance(key, int):
            continue
        stepped = [
            inner
            for model in models
            for name, field in model.model_fields.items()
            if key in {name, field.alias}
            for inner in _models_in(field.annotation)
        ]
        tagged = [model for model in models if model.__name__ == key]
        models = stepped or tagged or models
    return models


def _models_in(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in typing.get_args(annotation) for model in _models_in(part)]
