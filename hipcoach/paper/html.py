"""Pages of HTML, built from elements: a text that is put into one is escaped there, so that it can never be markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from msgspec import Struct

from hipcoach import __version__
from hipcoach.paper.style import STYLE
from hipcoach.text.characters import harmless
from hipcoach.text.languages import ENGLISH

EMPTY = frozenset({"br", "hr", "meta"})
"""Elements that hold nothing, and so have no end."""
_NO_CHARACTERS = re.compile(
    "[\ufdd0-\ufdef" + "".join(f"{chr(n << 16 | 0xFFFE)}{chr(n << 16 | 0xFFFF)}" for n in range(17)) + "]"
)
"""Code points that HTML forbids, beside those that `harmless` replaces."""
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""What a page may load and run: nothing but the style that is written in it."""


class Html(Struct, frozen=True):
    """Markup, which is written as it stands."""

    markup: str


Content = str | Html | None
"""What an element holds: a text, which is escaped; markup; or nothing."""


def element(tag: str, *content: Content, **attributes: str | int | None) -> Html:
    """An element; an attribute that is `None` is left out.

    The names of attributes are written with underscores for hyphens, and with one more at the end where Python has a
    use for the name itself: `aria_label`, `class_`.
    """
    given = (
        f' {name.rstrip("_").replace("_", "-")}="{escaped(str(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    start = f"<{tag}{''.join(given)}>"
    return Html(start if tag in EMPTY else f"{start}{together(*content).markup}</{tag}>")


def together(*content: Content) -> Html:
    """Several pieces side by side."""
    return Html("".join(_markup(one) for one in content))


def _markup(content: Content) -> str:
    match content:
        case None:
            return ""
        case Html():
            return content.markup
        case str():
            return escaped(content)


def escaped(text: str) -> str:
    """A text as it is written in HTML, also between quotes; what cannot stand there is replaced."""
    return escape(_NO_CHARACTERS.sub("\ufffd", harmless(text)))


def listed(texts: Iterable[Content], tag: str = "ul", **attributes: str | None) -> Html | None:
    """Texts as a list, `ol` for one with numbers; nothing if there are none."""
    items = [element("li", text, **attributes) for text in texts]
    return element(tag, *items) if items else None


def section(heading: Content, *content: Content, level: int = 2, class_: str | None = None) -> Html:
    """A part of a page under its heading."""
    return element("section", element(f"h{level}", heading), *content, class_=class_)


def table(caption: str | None, head: Iterable[Content], rows: Iterable[Html], class_: str | None = None) -> Html:
    """A table with a row of headings that is repeated on every page that it reaches; see `row`."""
    columns = [element("th", one, scope="col") for one in head]
    return element(
        "table",
        None if caption is None else element("caption", caption),
        element("thead", element("tr", *columns)),
        element("tbody", *rows),
        class_=class_,
    )


def row(heading: Content, *cells: Content) -> Html:
    """A row of a table; its heading says what its cells are about."""
    return element("tr", element("th", heading, scope="row"), *(element("td", cell) for cell in cells))


def source(title: str, address: str | None) -> Html:
    """A source with its address written out, since nobody can follow a link on paper."""
    if address is None:
        return element("span", title, dir="auto")
    # The reader of session files takes no other addresses; one of another kind, such as `javascript:`, is only shown.
    shown = element("a", address, href=address) if _ADDRESS.match(address) else element("span", address)
    return together(element("span", title, dir="auto"), ": ", shown)


def page(title: str, *body: Content, language: str | None = None, style: str = "") -> str:
    """A whole page with its style, in English, its title as its first heading; it prints on A4 and Letter.

    `language`: that of the title, if it is another one; `style`: what this kind of page has besides.
    """
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("title", title),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="generator", content=f"hipcoach {__version__}"),
        # No text from outside is in it, and quotes in a style are not escaped.
        element("style", Html(STYLE + style)),
    )
    main = element("main", element("h1", title, lang=language, dir="auto"), *body)
    return f"<!DOCTYPE html>\n{element('html', head, element('body', main), lang=ENGLISH).markup}\n"
