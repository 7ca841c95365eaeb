"""Reads pages of HTML as strictly as can be, and checks what has to hold for all of them."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from xml.etree.ElementTree import Element

import html5lib

SVG = "{http://www.w3.org/2000/svg}"

TAGS = {
    *("html", "head", "meta", "title", "style", "body", "main", "section", "article", "aside", "header", "footer"),
    *("h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "dl", "dt", "dd", "strong", "span", "div", "a", "br", "small"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", f"{SVG}svg", f"{SVG}path"),
    *(f"{SVG}g", f"{SVG}rect", f"{SVG}line", f"{SVG}circle", f"{SVG}polyline", f"{SVG}text", f"{SVG}title"),
}
"""What a page may be made of: nothing that runs, loads or sends anything."""

ATTRIBUTES = {
    *("lang", "dir", "id", "class", "href", "scope", "rowspan", "colspan", "role", "aria-label", "aria-hidden"),
    *("charset", "name", "content", "http-equiv", "viewBox", "width", "height", "d", "fill", "stroke", "stroke-width"),
    *("stroke-linecap", "stroke-linejoin", "stroke-dasharray", "paint-order", "transform", "x", "y", "x1", "y1", "x2"),
    *("y2", "cx", "cy", "r", "points", "text-anchor", "font-size", "font-weight", "start", "value"),
}


def parsed(page: str) -> Element:
    """The tree of a page; an error of its markup raises."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    root = parser.parse(page)
    assert isinstance(root, Element)
    return root


def text_of(element: Element) -> str:
    """All text within an element, on one line."""
    return " ".join("".join(element.itertext()).split())


def checked(page: str) -> Element:
    """The tree of a page that is valid, needs no network, runs nothing, and can be read aloud in order."""
    root = parsed(page)
    everything = [one for one in root.iter() if isinstance(one.tag, str)]
    assert {one.tag for one in everything} <= TAGS
    assert {name for one in everything for name in one.attrib} <= ATTRIBUTES
    ids = Counter(one.attrib["id"] for one in everything if "id" in one.attrib)
    assert all(count == 1 for count in ids.values())
    for link in (one.attrib["href"] for one in everything if "href" in one.attrib):
        assert (
            link.removeprefix("#") in ids if link.startswith("#") else link.lower().startswith(("http://", "https://"))
        )
    [style] = [one.text or "" for one in everything if one.tag == "style"]
    assert "url(" not in style
    assert "@import" not in style
    [policy] = [
        one.attrib["content"] for one in everything if one.attrib.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy.startswith("default-src 'none';")
    for drawing in (one for one in everything if one.tag == f"{SVG}svg"):
        assert drawing.attrib["role"] == "img"
        assert drawing.attrib["aria-label"].strip()
    levels = [int(one.tag[1]) for one in everything if one.tag in ("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(one.attrib.get("scope") for one in everything if one.tag == "th")
    return root
