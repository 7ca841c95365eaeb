"""Walks a tree by the table of keys: every text becomes a value, or a problem with its help."""

from __future__ import annotations

from hipcoach.diagnostics.problems import Code, Place, Report, Severity, Source
from hipcoach.session.amounts import RefusedError
from hipcoach.session.fields import Field, Fields, Unreadable
from hipcoach.session.keys import EXERCISE, OWN_PREFIX
from hipcoach.session.model import Cue, Moment, Range, SetBySet
from hipcoach.session.nodes import Broken, Listing, Mapping, Node, Text, is_group, span
from hipcoach.session.part import Key, KeyKind, Part
from hipcoach.session.shared_keys import CUE, MOST_SETS
from hipcoach.session.values import (
    read_change,
    read_choice,
    read_count,
    read_counts,
    read_id,
    read_language,
    read_load,
    read_session_name,
    read_set,
    read_tempo,
    read_time,
    read_url,
    read_version,
    read_weight,
)
from hipcoach.text.characters import one_line, quoted, shown, unspoken
from hipcoach.text.words import Guess, bare

# The same as in `typing`, which takes time to import.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from hipcoach.session.errors.unknown import UnknownKeys


class Walk:
    """One walk through one file."""

    def __init__(self, source: Source, report: Report, guess: Guess) -> None:
        self.source = source
        self.report = report
        self.guess = guess
        self.unspoken: list[Text] = []
        """The texts that should be spoken but are in a script that no voice speaks."""
        self._unknown_keys: UnknownKeys | None = None

    def problem(
        self,
        code: Code,
        message: str,
        node: Node,
        help: str | None = None,
        *,
        level: Severity = Severity.ERROR,
        also: Place | None = None,
    ) -> Unreadable:
        """Note a problem at a node."""
        self.report.add(self.source.problem(code, message, span(node), help, level=level, also=also), node.start)
        return Unreadable.VALUE

    def fields(self, node: Mapping, part: Part) -> Fields:
        """The keys of a part, each read by its kind."""
        given: dict[str, Field] = {}
        first: dict[str, Text] = {}
        meant: set[str] = set()
        for name, value in node.entries:
            if name.text.startswith(OWN_PREFIX):
                continue
            if (earlier := first.setdefault(name.text, name)) is not name:
                self._twice(name, earlier)
            elif (key := part.find(name.text)) is None:
                alone = len(node.entries) == 1 and isinstance(value, Mapping) and part.find("name") is not None
                meant |= {name.text, *self._unknown(name, value, part, alone=alone)}
                if alone:
                    # The other keys are nested below this one, so none of them is missing.
                    meant |= {each.name for each in part.keys}
            else:
                given[key.name] = Field(self.source, name, value, self.value(key, value))
        fields = Fields(part, self.source, node, given, frozenset(meant))
        for key in part.keys:
            if key.required:
                self.require(fields, (key,))
        return fields

    def require(self, fields: Fields, keys: tuple[Key, ...]) -> None:
        """Note a problem if none of these keys is there, unless an unknown one was probably meant to be one."""
        names = [key.name for key in keys]
        if not fields.node.complete or any(name in fields or name in fields.meant for name in names):
            return
        article = "an" if fields.part.name[0] in "aeiou" else "a"
        self.problem(
            Code.MISSING,
            f"{article} {fields.part.name} needs {' or '.join(f'`{name}`' for name in names)}",
            fields.node,
            f"add for example `{names[-1]}: {keys[-1].example}`",
        )

    def value(self, key: Key, node: Node) -> object:
        """The value of a key."""
        if isinstance(node, Broken):
            return Unreadable.VALUE
        match key.kind:
            case KeyKind.PART:
                assert key.part is not None
                return self._part(key, node, key.part)
            case KeyKind.PARTS:
                return self._list(key, node, single=False)
            case KeyKind.PARTS_BY_ID:
                return self._by_id(key, node)
            case KeyKind.CUES:
                return self._list(key, node, single=False)
            case KeyKind.TEXTS | KeyKind.IDS | KeyKind.CHOICES | KeyKind.CHANGES:
                return self._list(key, node, single=True)
            case KeyKind.VERSION | KeyKind.LINE | KeyKind.TEXT | KeyKind.ID | KeyKind.USE | KeyKind.URL:
                return self._text(key, node)
            case KeyKind.COUNT | KeyKind.COUNTS | KeyKind.TIME | KeyKind.TEMPO | KeyKind.CHOICE:
                return self._text(key, node)
            case KeyKind.LOAD | KeyKind.WEIGHT | KeyKind.LANGUAGE | KeyKind.SESSION:
                return self._text(key, node)
            case KeyKind.SET_COUNTS | KeyKind.SET_TIMES:
                return self._sets(key, node) if isinstance(node, Listing) else self._text(key, node)

    def _list(self, key: Key, node: Node, *, single: bool) -> object:
        if isinstance(node, Text) and node.nothing:
            return self._empty(key, node)
        if isinstance(node, Text) and single:
            value = self._text(key, node)
            return value if isinstance(value, Unreadable) else (value,)
        if not isinstance(node, Listing):
            from hipcoach.session.errors.shapes import no_list

            return self.problem(Code.TYPE, f"`{key.name}` is a list", node, no_list(self.source, key, node))
        if not node.items and key.required:
            return self.problem(
                Code.EMPTY, f"`{key.name}` has nothing in it", node, f"write for example `{key.name}: {key.example}`"
            )
        return tuple(self._item(key, item) for item in node.items)

    def _sets(self, key: Key, node: Listing) -> object:
        """Read a list with an amount for each set."""
        if not node.items:
            help = f"write one amount for each set, or for all of them `{key.name}: {key.example}`"
            return self.problem(Code.EMPTY, f"`{key.name}` has nothing in it", node, help)
        if len(node.items) > MOST_SETS:
            message = f"`{key.name}` has an amount for each of {len(node.items)} sets; there are at most {MOST_SETS}"
            return self.problem(Code.SIZE, message, node, "take some out")
        amounts = [self._text(key, item, item=True) for item in node.items]
        read = tuple(amount for amount in amounts if isinstance(amount, Range))
        return SetBySet(read) if len(read) == len(amounts) else Unreadable.VALUE

    def _by_id(self, key: Key, node: Node) -> object:
        """The ids of a key that has a part below each, with the fields of each part; `None` if it has none."""
        if isinstance(node, Text) and node.nothing:
            return self._empty(key, node)
        if not isinstance(node, Mapping):
            help = "write each exercise's id at the beginning of a line, as in `heel-raise:`, and its keys below that"
            return self.problem(
                Code.TYPE, f"`{key.name}` is made of ids, each with the keys of an exercise", node, help
            )
        assert key.part is not None
        id_key = key.part.find("id")
        assert id_key is not None
        # To the checks these are parts of another file: what stands beside `use` may replace what they say.
        inside = Walk(Source(self.source.name, self.source.text), self.report, self.guess)
        inside.unspoken = self.unspoken
        found: dict[str, tuple[Text, Fields | None]] = {}
        for name, value in node.entries:
            if name.text.startswith(OWN_PREFIX):
                continue
            try:
                ident = read_id(id_key, name.text)
            except RefusedError as wrong:
                self.problem(wrong.code, wrong.message, name, wrong.help)
                continue
            if ident in found:
                self._twice(name, found[ident][0])
                continue
            found[ident] = name, inside.fields(value, key.part) if isinstance(value, Mapping) else None
            if isinstance(value, Text | Listing):
                where = value if isinstance(value, Listing) or value.text else name
                help = f"write for example `{ident}: {{name: Heel raise, reps: 12}}`"
                self.problem(Code.TYPE, f"`{ident}` is made of `key: value` lines, those of an exercise", where, help)
        return tuple(found.values())

    def _twice(self, name: Text, earlier: Text) -> None:
        line = self.source.line_at(earlier.start)[0]
        self.problem(
            Code.DUPLICATE,
            f"`{shown(name.text)}` is given twice, here and on line {line}",
            name,
            "keep the one you mean",
            also=self.source.place(earlier.start),
        )

    def _item(self, key: Key, node: Node) -> object:
        match key.kind, node:
            case _, Broken():
                return Unreadable.VALUE
            case KeyKind.PARTS, Mapping() if key.part is EXERCISE and is_group(node):
                return self._group(key, node)
            case KeyKind.PARTS, _:
                assert key.part is not None
                return self._part(key, node, key.part)
            case KeyKind.CUES, Mapping() if not self._is_accidental(node):
                return self._cue(self.fields(node, CUE))
            case KeyKind.CUES, Text():
                text = self._text(key, node)
                return Cue(text) if isinstance(text, str) else text
            case KeyKind.CUES | KeyKind.TEXTS, Mapping() if self._is_unbraced(node):
                return self._colon(key, node)
            case _:
                return self._text(key, node, item=True)

    def _part(self, key: Key, node: Node, part: Part) -> object:
        if isinstance(node, Mapping):
            return self.fields(node, part)
        if isinstance(node, Text) and node.nothing:
            return self._empty(key, node)
        what = "each item of " if key.kind is KeyKind.PARTS else ""
        required = [each for each in part.keys if each.required] or [part.keys[0]]
        one = f"{required[0].name}: {required[0].example}" if len(required) == 1 else key.example.strip("[]")
        message = f"{what}`{key.name}` is made of `key: value` lines"
        return self.problem(Code.TYPE, message, node, f"write for example `{one}`")

    def _group(self, key: Key, node: Mapping) -> object:
        """An item that is a group, where there may be one."""
        if key.either is not None:
            return self.fields(node, key.either)
        return self.problem(
            Code.CONFLICT,
            "a group stands in no other group",
            node,
            "let its exercises be exercises of the outer one, or begin it in the column of the outer `- group:`",
        )

    def _cue(self, fields: Fields) -> object:
        say = fields.get("say", str)
        return Unreadable.VALUE if say is None else Cue(say, fields.get("at", Moment))

    def _is_unbraced(self, node: Mapping) -> bool:
        return bool(node.entries) and not self.source.text.startswith("{", node.start)

    def _is_accidental(self, node: Mapping) -> bool:
        """Whether a mapping is probably a cue with a colon in its text: it has no braces and no key of a cue."""
        says = {"say", "at", *(word for word, key in CUE.synonyms if key == "say")}
        return self._is_unbraced(node) and not any(bare(name.text) in says for name, _ in node.entries)

    def _colon(self, key: Key, node: Mapping) -> Unreadable:
        name, value = node.entries[0]
        end = value.end if isinstance(value, Text) else name.end + 1
        whole = one_line(self.source.text[node.start : max(end, name.end + 1)])
        what = "cue" if key.kind is KeyKind.CUES else "text"
        sign = "? " if node.start < name.start else ": "
        return self.problem(
            Code.COLON,
            f"{what} was read as 'key: value' because of the '{sign}'",
            name,
            f"put the whole text in quotes: {quoted(whole)}",
        )

    def _text(self, key: Key, node: Node, *, item: bool = False) -> object:
        """Read a value that is written as one text."""
        if not isinstance(node, Text):
            from hipcoach.session.errors.shapes import no_text

            message, help = no_text(self.source, key, node, item=item)
            return self.problem(Code.TYPE, message, node, help)
        if node.nothing:
            return self._empty(key, node)
        if key.spoken and unspoken(node.text) is not None:
            self.unspoken.append(node)
        try:
            match key.kind:
                case KeyKind.LINE | KeyKind.TEXTS | KeyKind.CUES:
                    self._warn_of_lost_words(node)
                    return one_line(node.text)
                case KeyKind.TEXT:
                    self._warn_of_lost_words(node)
                    return node.text.replace("\t", " ").replace("\r", "\n").strip()
                case KeyKind.VERSION:
                    return read_version(key, node.text)
                case KeyKind.COUNT:
                    return read_count(key, node.text)
                case KeyKind.COUNTS:
                    return read_counts(key, node.text)
                case KeyKind.TIME:
                    return read_time(key, node.text)
                case KeyKind.SET_COUNTS | KeyKind.SET_TIMES:
                    return read_set(key, node.text)
                case KeyKind.TEMPO:
                    return read_tempo(key, node.text)
                case KeyKind.LOAD:
                    self._warn_of_lost_words(node)
                    return read_load(key, node.text)
                case KeyKind.WEIGHT:
                    return read_weight(key, node.text)
                case KeyKind.LANGUAGE:
                    return read_language(key, node.text)
                case KeyKind.CHOICE | KeyKind.CHOICES:
                    return read_choice(key, node.text, self.guess)
                case KeyKind.URL:
                    return read_url(key, node.text)
                case KeyKind.SESSION:
                    return read_session_name(key, node.text)
                case KeyKind.CHANGES:
                    return read_change(key, node.text)
                case KeyKind.ID | KeyKind.IDS | KeyKind.USE:
                    return read_id(key, node.text)
                case KeyKind.PART | KeyKind.PARTS | KeyKind.PARTS_BY_ID:
                    raise AssertionError(f"{key.name} is a part, and no text")
        except RefusedError as wrong:
            if item and key.kind in (KeyKind.SET_COUNTS, KeyKind.SET_TIMES) and wrong.help is not None:
                # Within a list the amount alone is to be written.
                wrong.help = wrong.help.replace(f"`{key.name}: ", "`")
            return self.problem(wrong.code, wrong.message, node, wrong.help)

    def _empty(self, key: Key, node: Text) -> Unreadable:
        after = self.source.line_from(node.start)
        texts = (KeyKind.LINE, KeyKind.TEXT, KeyKind.TEXTS, KeyKind.CUES)
        if key.kind in texts and node.plain and not node.text and after.lstrip().startswith("#"):
            help = f"`#` begins a comment; put a text in quotes: {quoted(after)}"
        else:
            help = f"write for example `{key.name}: {key.example}`" + ("" if key.required else ", or take it out")
        return self.problem(Code.EMPTY, f"`{key.name}` has no value here", node, help)

    def _warn_of_lost_words(self, node: Text) -> None:
        """Warn of words that YAML takes for a comment, or for a part of the text above them."""
        comment = node.plain and self.source.text.startswith((" ", "\t"), node.end)
        if not comment and "- " not in node.text:
            return
        from hipcoach.session.errors.lost import warn_of_comment, warn_of_swallowed

        if comment:
            warn_of_comment(self.source, self.report, node)
        if "- " in node.text:
            warn_of_swallowed(self.source, self.report, node)

    def _unknown(self, name: Text, value: Node, part: Part, *, alone: bool) -> tuple[str, ...]:
        """Note an unknown key and return the keys that were probably meant; `alone`: all others are nested below it."""
        if self._unknown_keys is None:
            from hipcoach.session.errors.unknown import UnknownKeys

            self._unknown_keys = UnknownKeys(self.guess)
        told = self._unknown_keys.help(name, value, part, alone=alone)
        self.problem(Code.UNKNOWN_KEY, f"unknown key `{shown(name.text)}`", name, told.help)
        return told.meant
