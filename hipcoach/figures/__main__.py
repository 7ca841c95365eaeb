"""Shows the poses of a figure in the terminal while it is being drawn: `python -m hipcoach.figures NAME`."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path

from hipcoach.figures.drawing import SMALLEST, Drawer, plain
from hipcoach.figures.reader import FigureError
from hipcoach.figures.shelf import FigureShelf
from hipcoach.figures.style import Style


def main(arguments: Sequence[str] | None = None) -> int:
    """Print every pose of a figure; returns 1 if there is no such figure or its file is damaged."""
    asked = _parser().parse_args(arguments)
    shelf = FigureShelf(asked.sessions)
    try:
        figure = shelf.read(asked.name)
    except FigureError as error:
        print(error)
        return 1
    if figure is None:
        print(f"There is no figure {asked.name!r}. There are {', '.join(shelf.names()) or 'none'}.")
        return 1
    columns, rows = asked.size
    drawer = Drawer(figure, columns, rows, asked.style, mirrored=asked.side == "left")
    for pose in figure.poses:
        print(pose.name, *(line.rstrip() for line in plain(drawer.draw(pose))), sep="\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m hipcoach.figures", description="Shows the poses of a figure.")
    parser.add_argument("name", help="a figure")
    parser.add_argument("--sessions", type=Path, default=Path("sessions"), help="the folder that figures/ is in")
    parser.add_argument("--style", type=Style, default=Style.BRAILLE, choices=(Style.BRAILLE, Style.BLOCKS))
    parser.add_argument("--size", type=_size, default=(60, 20), help="columns and rows, such as 60x20")
    parser.add_argument("--side", default="right", choices=("left", "right"), help="the target hip")
    return parser


def _size(text: str) -> tuple[int, int]:
    """Parse columns and rows, such as `40x14`."""
    found = re.fullmatch(r"(\d{1,3})x(\d{1,3})", text)
    size = (int(found[1]), int(found[2])) if found else (0, 0)
    if size[0] < SMALLEST[0] or size[1] < SMALLEST[1]:
        raise argparse.ArgumentTypeError(f"{text!r} is no size. Write columns x rows, at least 10x4.")
    return size


if __name__ == "__main__":
    raise SystemExit(main())
