"""Turns a file into a tree of limited size whose nodes know their places; the only module that parses YAML."""

from __future__ import annotations

from hipcoach.diagnostics.problems import Code, Report, Source
from hipcoach.session.nodes import Broken, Listing, Mapping, Node, Text
from hipcoach.text.characters import QUOTED, forbidden, quoted, shown

# The same as in `typing`, which takes time to import.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

DEEPEST = 12
"""How deep lists and mappings may be nested."""
MOST_VALUES = 20_000
LONGEST_TEXT = 4_000
"""The most characters of one text."""
_CHARACTERS = 100
"""The most forbidden characters that are reported; a file with more is not text."""


class _EnoughError(Exception):
    """Stops the reading; a problem has been noted, and reading on would not find more."""


class _Grower:
    """Builds the tree from YAML events, one at a time, within the limits."""

    def __init__(self, source: Source, report: Report) -> None:
        self.source = source
        self.report = report
        self.root: Node | None = None
        # The open lists and mappings, outermost first, each with whether it is broken. `keys` has for each of them the
        # key whose value comes next.
        self.open: list[tuple[Listing | Mapping, bool]] = []
        self.keys: list[Text | Broken | None] = []
        self.values = 0
        self.documents = 0
        self.closed = False
        self.quote: tuple[int, int] | None = None
        """The start and end of the latest quoted text."""
        self.moved = False
        """Whether nothing stands behind white space: there libyaml finds it, and `grow` before that, in brackets."""

    @property
    def empty(self) -> bool:
        """Whether nothing stands in the text."""
        return self.root is None or (isinstance(self.root, Text) and self.root.nothing)

    def problem(self, code: Code, message: str, start: int, end: int, help: str) -> Broken:
        self.report.add(self.source.problem(code, message, (start, end), help), start)
        return Broken(start, end)

    def stop(self, code: Code, message: str, start: int, end: int, help: str) -> _EnoughError:
        self.problem(code, message, start, end, help)
        return _EnoughError()

    def take(self, event: Any) -> None:
        """Take in the next event; reports it if it may not be there."""
        start, end = event.start_mark.index, event.end_mark.index
        if getattr(event, "anchor", None) is not None:
            # An alias has an anchor, too.
            raise self.alias(start)
        match type(event).__name__:
            case "ScalarEvent":
                self.text(event.value, start, end, style=event.style, tag=event.tag)
            case "MappingStartEvent":
                self.began(Mapping(start, end), event.tag)
            case "SequenceStartEvent":
                self.began(Listing(start, end), event.tag)
            case "MappingEndEvent" | "SequenceEndEvent":
                self.ended()
            case "DocumentStartEvent":
                self.document(start, end, tags=bool(event.tags))
            case "DocumentEndEvent":
                self.closed = event.explicit
            case _:
                # The stream's beginning and end; aliases have been refused above.
                pass

    def document(self, start: int, end: int, *, tags: bool) -> None:
        """A document begins; a file may have only one."""
        self.documents += 1
        if self.documents > 1:
            raise self.stop(
                Code.DOCUMENTS,
                "a second document begins here; a file holds one",
                start,
                end,
                "take the `---` out, or put what follows into a file of its own",
            )
        if tags:
            raise self.stop(Code.TAG, "these files have no tags", start, end, "take the %TAG line out")

    def began(self, node: Listing | Mapping, tag: str | None) -> None:
        """A list or mapping begins."""
        start = node.start
        self.count(start, node.end)
        if len(self.open) == DEEPEST:
            help = "take levels out: five or six are enough"
            raise self.stop(Code.DEPTH, f"this is nested more than {DEEPEST} deep", start, start + 1, help)
        broken = tag is not None
        if tag is not None:
            self.tag(start)
        elif self.wants_key():
            broken = True
            self.problem(Code.KEY, "a key has to be plain text", start, start + 1, "write `key: value`")
        self.open.append((node, broken))
        self.keys.append(None)

    def ended(self) -> None:
        """The innermost list or mapping ends."""
        node, broken = self.open.pop()
        self.keys.pop()
        self.put(Broken(node.start, node.end) if broken else node)

    def text(self, text: str, start: int, end: int, *, style: str | None, tag: str | None) -> None:
        """A text was read."""
        self.count(start, end)
        if style in ("'", '"'):
            self.quote = start, end
        if start == end and self.source.text[start - 1 : start].isspace():
            self.moved = True
        node: Node = Text(text, start, end, not style)
        if tag is not None:
            node = self.tag(start)
        elif len(text) > LONGEST_TEXT:
            node = self.problem(
                Code.SIZE,
                f"this text has {len(text)} characters; {LONGEST_TEXT} are allowed",
                start,
                start + 1,
                "make it shorter, or split it",
            )
        elif style == '"' and (bad := forbidden(text)):
            # Escapes in double quotes can produce characters that are forbidden in the file itself.
            what = bad[0][1]
            node = self.problem(
                Code.CONTROL_CHAR,
                f"this text has {what} in it, written as an escape",
                start,
                end,
                "put the character itself there, such as an emoji" if "surrogate" in what else "take the escape out",
            )
        elif self.wants_key():
            if not style and text == "<<":
                node = self.problem(Code.ALIAS, "merge keys (`<<`) are not used here", start, end, "write the keys out")
            elif not text.strip():
                node = self.problem(Code.KEY, "there is no key in front of the colon", start, end, "write `key: value`")
        self.put(node)

    def wants_key(self) -> bool:
        return bool(self.open) and isinstance(self.open[-1][0], Mapping) and self.keys[-1] is None

    def put(self, node: Node) -> None:
        """Add a finished node to the innermost open list or mapping."""
        if not self.open:
            self.root = node
            return
        match self.open[-1][0], self.keys[-1]:
            case Listing(items=items), _:
                items.append(node)
            case Mapping(), None:
                self.keys[-1] = node if isinstance(node, Text) else Broken(node.start, node.end)
            case Mapping() as mapping, key:
                self.keys[-1] = None
                if isinstance(key, Text):
                    mapping.entries.append((key, node))
                else:
                    mapping.complete = False

    def count(self, start: int, end: int) -> None:
        self.values += 1
        if self.values > MOST_VALUES:
            raise self.stop(
                Code.SIZE,
                f"the file has more than {MOST_VALUES} values",
                start,
                end,
                "some dozens are usual: split the file",
            )

    def meant(self, start: int) -> str:
        """The text that was probably meant as one: up to the end of the line, or in brackets of the item."""
        # A line may be as long as the file, so only the part that is shown is looked at.
        rest = self.source.text[start : min(self.source.line_ends(start)[1], start + QUOTED + 1)]
        if self.open and self.source.text[self.open[-1][0].start] in "[{":
            return min((rest.partition(sign)[0] for sign in ",]}"), key=len)
        return rest

    def tag(self, start: int) -> Broken:
        rest = self.meant(start)
        word = rest.split(" ", 1)[0]
        help = "take it out" if self.wants_key() else f"take it out, or put the whole text in quotes: {quoted(rest)}"
        return self.problem(
            Code.TAG,
            f"`{shown(word)}` is a tag; these files have none",
            start,
            start + len(word),
            help,
        )

    def alias(self, start: int) -> _EnoughError:
        rest = self.meant(start)
        word = rest.split(" ", 1)[0].rstrip(",")
        what = "names a part to repeat it (an anchor)" if rest.startswith("&") else "repeats a part (an alias)"
        return self.stop(
            Code.ALIAS,
            f"`{shown(word)}` {what}; these files write everything out",
            start,
            start + len(word),
            f"write the part out; if it is a text, put it in quotes: {quoted(rest)}",
        )


def _only_libyaml_takes(text: str) -> bool:
    """Whether a text may have what libyaml takes and `grow` refuses: a tab, or a question mark in brackets."""
    return "\t" in text or ("?" in text and ("[" in text or "{" in text))


def grow_quickly(source: Source) -> Node | None:
    """The tree of a text without problems, by libyaml; `None` for any other text, and where there is no libyaml.

    It is the tree that `grow` makes, in a thirtieth of the time. What is wrong with a text, only `grow` says.
    """
    if _only_libyaml_takes(source.text) or forbidden(source.text):
        return None
    # Imported here, because the app shows its first frame before anything is read.
    from hipcoach.session import libyaml

    if libyaml.PARSER is None:
        return None
    report = Report()
    grower = _Grower(source, report)
    try:
        parser: Any = libyaml.PARSER(source.text)
        while parser.check_event():
            grower.take(parser.get_event())
    except Exception:
        # Whatever it is, `grow` finds it again and can explain it.
        return None
    return None if len(report) or grower.empty or grower.moved else grower.root


def grow(source: Source, report: Report) -> Node | None:
    """The tree of a text, as far as it could be understood; `None` after reporting a problem that says why not."""
    found = forbidden(source.text)
    for index, what in found[:_CHARACTERS]:
        help = "delete it, and type the text around it again"
        report.add(source.problem(Code.CONTROL_CHAR, f"there is {what}", (index, index + 1), help), index)
    if found:
        return None
    # First, so that no other thread is just importing a part of PyYAML.
    from hipcoach.session import libyaml  # noqa: F401

    import yaml  # isort: skip

    grower = _Grower(source, report)
    loader: Any = yaml.SafeLoader(source.text)
    try:
        while loader.check_event():
            grower.take(loader.get_event())
    except _EnoughError:
        return None
    except yaml.MarkedYAMLError as error:
        from hipcoach.session.errors.yaml import explain

        here = loader.index if error.problem_mark is None else error.problem_mark.index
        opened = here if error.context_mark is None else error.context_mark.index
        if grower.open and opened >= len(source.text.rstrip()):
            opened = grower.open[-1][0].start
        code, (start, end), message, help = explain(source, error.context or "", opened, error.problem or "", here)
        if grower.quote is not None and _goes_on(source, *grower.quote, here):
            start, end = grower.quote[0], grower.quote[0] + 1
            line = source.line_at(grower.quote[1] - 1)[0]
            code, message = Code.YAML, f"this quote is closed on line {line} only, so that all before it is one text"
            help = f"put another {source.text[start]} where the text ends"
        if grower.closed:
            code, message, help = Code.DOCUMENTS, "`...` ended the file, but more follows", "take the `...` out"
        grower.problem(code, message, start, end, help)
        return None
    except Exception:
        # The scanner also raises errors of other kinds, such as for escapes of too large a number. No file may end the
        # program.
        here = loader.index
        if source.text[max(0, here - 2) : here - 1] == "\\":
            message, help = "this escape stands for no character", "put the character itself there"
        else:
            message, help = "this cannot be read", "check the number that stands here"
        grower.problem(Code.YAML, message, here, here + 1, help)
        return None
    finally:
        loader.dispose()
    if grower.empty:
        report.add(source.problem(Code.EMPTY, "the file is empty", None, "begin with `hipcoach: 1`"), -1)
        return None
    return grower.root


def _goes_on(source: Source, start: int, end: int, here: int) -> bool:
    """Whether a quoted text spans several lines and something follows it that does not belong there."""
    return not source.text[end:here].strip(" ") and source.line_at(start)[0] < source.line_at(end)[0]
