"""Pages of HTML: whatever a text holds, it is read back as that text and as nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pages import checked, parsed

from hipcoach.paper.html import element, escaped, listed, page, row, section, source, table
from hipcoach.text.characters import harmless

MARKUP = (
    "<",
    ">",
    "&",
    '"',
    "'",
    "</script>",
    "<!--",
    "-->",
    "]]>",
    "&amp;",
    "<![CDATA[",
    "\0",
    "\ufdd0",
    "\U0001fffe",
)
texts = st.text() | st.lists(st.sampled_from(MARKUP) | st.text(max_size=3)).map("".join)


def shown(text: str) -> str:
    """A text as it can be shown: what HTML forbids is replaced."""
    clean = harmless(text)
    return "".join("\ufffd" if 0xFDD0 <= ord(one) <= 0xFDEF or ord(one) & 0xFFFE == 0xFFFE else one for one in clean)


@given(text=texts)
def test_a_text_is_read_back_as_it_was(text: str) -> None:
    root = parsed(page("Title", element("p", element("span", text, aria_label=text))))

    [span] = root.iter("span")
    assert (span.text or "") == shown(text)
    assert span.attrib["aria-label"] == shown(text)
    assert list(span) == []


@given(text=texts)
def test_a_title_is_no_markup_either(text: str) -> None:
    root = checked(page(text, section("Part", listed([text]), table(text, ["a"], [row(text, text)]))))

    [title] = root.iter("title")
    assert (title.text or "") == shown(text)


def test_an_attribute_of_nothing_is_left_out_and_a_name_of_python_keeps_its_meaning() -> None:
    assert element("p", "a", None, class_="b", lang=None, aria_label=1).markup == '<p class="b" aria-label="1">a</p>'


def test_only_addresses_of_the_web_are_links_and_all_are_shown() -> None:
    for address, linked in (("https://e.org/?a=1&b=2", True), ("HTTP://e.org", True), ("javascript:alert(1)", False)):
        told = source("A paper", address).markup

        assert (" href=" in told) is linked
        assert escaped(address) in told


def test_a_source_without_an_address_is_its_title() -> None:
    assert source("A <paper>", None).markup == '<span dir="auto">A &lt;paper&gt;</span>'


def test_a_list_of_nothing_is_nothing() -> None:
    assert listed([]) is None
