"""A button of one line."""

from __future__ import annotations

from textual.widgets import Button


class FlatButton(Button, inherit_css=False):
    """A button that looks as Textual's compact one, without the styles of its other kinds, which take long to parse."""

    DEFAULT_CSS = """
    FlatButton {
        width: auto;
        min-width: 16;
        height: auto;
        line-pad: 1;
        text-align: center;
        content-align: center middle;
        pointer: pointer;
        text-style: bold;
        color: $button-foreground;
        background: $surface;

        &:focus { text-style: $button-focus-text-style; background-tint: $foreground 5%; }
        &:hover { background: $surface-darken-1; }
        &.-active { background: $surface; tint: $background 30%; }
    }
    FlatButton:ansi {
        background: ansi_default;

        &:hover { background: $ansi-background; }
        &.-active { background: $ansi-background; tint: transparent; }
    }
    """

    def __init__(self, label: str, id: str) -> None:
        super().__init__(label, id=id, compact=True)
