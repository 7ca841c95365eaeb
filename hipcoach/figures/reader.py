"""Reads and checks a figure's file; errors name the place and say what to do."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any, TypeGuard, TypeVar

from hipcoach.figures.model import JOINTS, Anchor, Band, BodyPart, Figure, Line, Pose, Prop, Spot, What
from hipcoach.text.words import Guess

Kind = TypeVar("Kind", bound=StrEnum)


class FigureError(ValueError):
    """A figure's file cannot be used; the message says where and why."""


def read_figure(text: str, name: str, base: Figure | None = None) -> Figure:
    """The figure in a text; `base` is the figure that it builds on with `like`, if any. Raises `FigureError`."""
    data = parsed(text)
    if base is None:
        _only(data, ("head", "start", "poses", "props", "bands"), "the file")
        poses = _poses(data)
        names = [pose.name for pose in poses]
        start = data.get("start", names[0])
        if start not in names:
            raise FigureError(f"start: no pose is called {start!r}.{_near(start, names)}")
        figure = Figure(name, _head(data), poses, names.index(start))
    else:
        _only(data, ("like", "props", "bands"), "a file that is like another")
        figure = base
    props = tuple(_prop(one, f"props {n}") for n, one in enumerate(_tables(data, "props"), 1))
    bands = tuple(_band(one, f"bands {n}") for n, one in enumerate(_tables(data, "bands"), 1))
    return Figure(name, figure.head, figure.poses, figure.start, (*figure.props, *props), (*figure.bands, *bands))


def parsed(text: str) -> dict[str, Any]:
    """The data in a TOML text. Raises `FigureError`."""
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FigureError(f"It is not TOML: {error}.") from None


def _head(data: Mapping[str, Any]) -> float:
    head = data.get("head")
    if not _number(head) or not 0.01 <= head <= 0.2:
        raise FigureError(f"head: it is {head!r}. Give the radius of the head, from 0.01 to 0.2 of the box.")
    return float(head)


def _poses(data: Mapping[str, Any]) -> tuple[Pose, ...]:
    poses = tuple(_pose(one, f"poses {n}") for n, one in enumerate(_tables(data, "poses"), 1))
    if not poses:
        raise FigureError("There are no poses. Write at least one, each under [[poses]].")
    twice = {pose.name for pose in poses if [other.name for other in poses].count(pose.name) > 1}
    if twice:
        raise FigureError(f"Two poses are called {sorted(twice)[0]!r}. Give each a name of its own.")
    return poses


def _pose(table: Mapping[str, Any], where: str) -> Pose:
    _only(table, ("name", "far-to-near", "belt", *JOINTS), where)
    name = table.get("name")
    if not isinstance(name, str) or not name:
        raise FigureError(f"{where}: it has no name. Say in a few words what the body does.")
    where = f"pose {name!r}"
    limbs = {part: _line(table.get(part.value), f"{where}, {part}", joints) for part, joints in JOINTS.items()}
    order = tuple(_kind(one, BodyPart, f"{where}, far-to-near") for one in _list(table.get("far-to-near"), where))
    if len(set(order)) < len(order):
        raise FigureError(f"{where}, far-to-near: a part stands there twice.")
    missing = {BodyPart.TRUNK, BodyPart.WORKING_LEG} - set(order)
    if missing:
        raise FigureError(f"{where}, far-to-near: {sorted(missing)[0]} is missing; it is always drawn.")
    belt = _line(table["belt"], f"{where}, belt", ("back", "front")) if "belt" in table else ()
    return Pose(name, limbs, order, belt)


def _prop(table: Mapping[str, Any], where: str) -> Prop:
    _only(table, ("what", "lines"), where)
    lines = tuple(_line(one, f"{where}, line {n}") for n, one in enumerate(_list(table.get("lines"), where), 1))
    return Prop(_kind(table.get("what"), What, f"{where}, what"), lines)


def _band(table: Mapping[str, Any], where: str) -> Band:
    _only(table, ("between",), where)
    ends = [
        _kind(end, Anchor, where) if isinstance(end, str) else _point(end, where)
        for end in _list(table.get("between"), where)
    ]
    if len(ends) != 2:
        raise FigureError(f"{where}: between names {len(ends)} ends. Name two, such as working-ankle, or points.")
    return Band((ends[0], ends[1]))


def _line(value: object, where: str, joints: Collection[str] = ()) -> Line:
    points = tuple(_point(one, where) for one in _list(value, where))
    if joints and len(points) != len(joints):
        raise FigureError(f"{where}: it has {len(points)} points. Give one for each of {', '.join(joints)}.")
    if len(points) < 2:
        raise FigureError(f"{where}: a line needs two points or more.")
    return points


def _point(value: object, where: str) -> Spot:
    match value:
        case [x, y] if _number(x) and _number(y) and 0 <= x <= 1 and 0 <= y <= 1:
            return Spot(float(x), float(y))
    raise FigureError(f"{where}: {value!r} is no point. Write [x, y], both from 0 to 1; y goes down.")


def _number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _kind(value: object, kinds: type[Kind], where: str) -> Kind:
    try:
        return kinds(value)  # type: ignore[arg-type]
    except ValueError:
        known = [one.value for one in kinds]
        near = _near(value, known) or f" Known are {', '.join(known)}."
        raise FigureError(f"{where}: {value!r} is unknown.{near}") from None


def _list(value: object, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise FigureError(f"{where}: a list is missing there.")
    return value


def _tables(data: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    found = data.get(key, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise FigureError(f"{key}: write each under [[{key}]].")
    return found


def _only(table: Mapping[str, Any], known: Collection[str], where: str) -> None:
    for key in table:
        if key not in known:
            raise FigureError(f"{where}: {key!r} is no key there.{_near(key, known)}")


def _near(word: object, known: Collection[str]) -> str:
    near = Guess()(str(word), [str(one) for one in known])
    return f" Did you mean {near!r}?" if near else ""
