"""Numbers, times, tempos and words, as people write them."""

import pytest
from session_help import Read, said

from hipcoach.session.amounts import RefusedError, in_words
from hipcoach.session.keys import DEFAULTS, EXERCISE
from hipcoach.session.model import Phase, Range, Tempo
from hipcoach.session.part import Key
from hipcoach.session.values import read_counts, read_id, read_tempo, read_time, read_times, read_url


def key(name: str) -> Key:
    found = EXERCISE.find(name) or DEFAULTS.find(name)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("3", 3, 3), ("15-30", 15, 30), ("15 – 30", 15, 30), ("15—30", 15, 30), ("15 to 30", 15, 30), ("15..30", 15, 30),
     ("15\u00a0-\u00a030", 15, 30), (" 200 ", 200, 200), ("7-7", 7, 7)],
)  # fmt: skip
def test_counts(text: str, low: int, high: int) -> None:
    assert read_counts(key("reps"), text) == Range(low, high)


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("010", "number", "`reps: 10`"),
        ("0o10", "number", "reps"),
        ("0x1F", "number", "reps"),
        ("1e3", "number", "reps"),
        ("1_000", "number", "reps"),
        ("1:30", "number", "`hold: 1:30`"),
        ("30 s", "number", "`hold: 30 s`"),
        (".inf", "number", "reps"),
        (".nan", "number", "reps"),
        ("-5", "number", "reps"),
        ("3.5", "number", "reps"),
        ("twelve", "number", "`reps: 12`"),
        ("15 reps", "number", "`reps: 15`"),
        ("3 x 15", "number", "`sets: 3` and `reps: 15`"),
        ("3 × 15-20", "number", "`sets: 3` and `reps: 15-20`"),
        ("3 sets of 15", "number", "`sets: 3` and `reps: 15`"),
        ("3x30 s", "number", "`sets: 3` and `hold: 30 s`"),
        ("5-10-15", "number", "reps"),
        ("15-", "number", "reps"),
        ("٣", "number", "reps"),
        ("30-15", "range", "`reps: 15-30`"),
        ("0", "range", "1 to 200"),
        ("201", "range", "1 to 200"),
        ("9" * 4000, "long", "digits"),
    ],
)
def test_what_is_no_count(text: str, code: str, words: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read_counts(key("reps"), text)
    assert refused.value.code == code
    assert words in f"{refused.value.message} {refused.value.help}"
    assert len(refused.value.message) < 200


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("45 s", 45, 45), ("45s", 45, 45), ("45 Seconds", 45, 45), ("30-60 s", 30, 60), ("30 – 60 sec", 30, 60),
     ("30 s - 1 min", 30, 60), ("1 min 30 s", 90, 90), ("1m30s", 90, 90), ("1:30", 90, 90), ("0:45", 45, 45),
     ("01:05", 65, 65), ("1-2 min", 60, 120), ("1:00 to 1:30", 60, 90), ("30..45 s", 30, 45), ("60 min", 3600, 3600),
     ("30\u202fs", 30, 30)],
)  # fmt: skip
def test_times(text: str, low: int, high: int) -> None:
    assert read_times(key("hold"), text) == Range(low, high)


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("30", "unit", "`hold: 30 s`"),
        ("30-60", "unit", "`hold: 30-60 s`"),
        ("0", "unit", "`hold: 30-60 s`"),
        ("1 h", "time", "no hours"),
        ("1:00:00", "time", "no hours"),
        ("1.5 min", "time", "`hold: 90 s`"),
        ("0,5 min", "time", "`hold: 30 s`"),
        ("½ min", "time", "no fractions"),
        ("1:75", "time", "`hold: 2 min 15 s`"),
        ("1:60", "time", "`hold: 2 min`"),
        ("1:5", "time", "`hold: 1:05`"),
        ("1 min 75 s", "time", "`hold: 2 min 15 s`"),
        ("-30 s", "time", "negative"),
        ("010 s", "time", "`hold: 10 s`"),
        ("3 x 30 s", "time", "`sets: 3` and `hold: 30 s`"),
        ("“30 s”", "time", "quotes"),
        ("1e3 s", "time", "hold"),
        ("30 s-60", "time", "hold"),
        ("soon", "time", "hold"),
        ("3 0 s", "time", "hold"),
        ("20-4 0 s", "time", "hold"),
        ("1 0 min 30 s", "time", "hold"),
        ("1 min 3 0 s", "time", "hold"),
        ("60-30 s", "range", "`hold: 30-60 s`"),
        ("5 min - 30 s", "range", "`hold: 30 s - 5 min`"),
        ("0 s", "range", "1 s to 60 min"),
        ("61 min", "range", "1 s to 60 min"),
        ("9" * 4000 + " s", "long", "digits"),
    ],
)
def test_what_is_no_time(text: str, code: str, words: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read_times(key("hold"), text)
    assert refused.value.code == code
    assert words in f"{refused.value.message} {refused.value.help}"


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("rest", "30-60 s", "time"),
        ("rest", "31 min", "range"),
        ("switch", "5:01", "range"),
        ("prepare", "301 s", "range"),
    ],
)
def test_what_is_no_single_time(name: str, text: str, code: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read_time(key(name), text)
    assert refused.value.code == code


def test_a_single_time_may_be_nothing_at_all() -> None:
    assert read_time(key("switch"), "0 s") == 0
    assert read_time(key("rest"), "30 min") == 1800


@pytest.mark.parametrize("seconds", [*range(200), 3599, 3600])
def test_a_time_in_words_reads_as_the_same_time(seconds: int) -> None:
    assert read_time(Key("x", key("rest").kind, "", "", high=3600), in_words(seconds)) == seconds


def test_tempo() -> None:
    assert read_tempo(key("tempo"), "lift 2, pause 1, lower 2") == Tempo(
        (Phase("lift", 2), Phase("pause", 1), Phase("lower", 2))
    )
    assert read_tempo(key("tempo"), "Out 2 s,in 3s") == Tempo((Phase("out", 2), Phase("in", 3)))
    assert read_tempo(key("tempo"), "own").own


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("2-1-2", "tempo", "`tempo: lift 2, pause 1, lower 2`"),
        ("3-1-2", "tempo", "`tempo: lift 2, pause 1, lower 3`"),
        ("2/1/2", "tempo", "lift 2"),
        ("fast", "tempo", "how many seconds"),
        ("self-paced", "tempo", "`tempo: own`"),
        ("lift 2", "tempo", "two to four"),
        ("a 1, b 1, c 1, d 1, e 1", "tempo", "two to four"),
        ("lift two, lower two", "tempo", "two to four"),
        ("lift 1.5, lower 2", "tempo", "two to four"),
        ("lift 0, lower 0", "range", "0 s"),
        ("lift 31, lower 2", "range", "30 s"),
        (f"{'l' * 21} 2, lower 2", "long", "20"),
    ],
)
def test_what_is_no_tempo(text: str, code: str, words: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read_tempo(key("tempo"), text)
    assert refused.value.code == code
    assert words in f"{refused.value.message} {refused.value.help}"


@pytest.mark.parametrize("text", ["A", "a b", "a--b", "-a", "a-", "../a", "ä", "a_b", "a.b", "a/b"])
def test_what_is_no_id(text: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read_id(key("id"), text)
    assert refused.value.code == "id"


def test_an_id_has_a_greatest_length() -> None:
    assert read_id(key("id"), "a" * 60) == "a" * 60
    with pytest.raises(RefusedError) as refused:
        read_id(key("id"), "a" * 61)
    assert refused.value.code == "long"


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "ftp://example.org",
        "www.example.org",
        "http://",
        "http:///x",
        "https://a b",
        'https://a"',
        "x",
    ],
)
def test_what_is_no_link(text: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read_url(key("id"), text)
    assert refused.value.code == "url"


def test_links() -> None:
    assert read_url(key("id"), "HTTPS://example.org/a?b=c#d") == "HTTPS://example.org/a?b=c#d"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("side: both", "`side: each`"),
        ("side: no", "`side: none`"),
        ("side: yes", "`side: each`"),
        ("side: Left", "did you mean `side: left`?"),
        ("side: “each”", "did you mean `side: each`?"),
        ("position: side_lying", "did you mean `position: side-lying`?"),
        ("advance: on", "`auto`, `wait`"),
    ],
)
def test_choices_are_exact_and_say_what_was_meant(read_exercise: Read, line: str, words: str) -> None:
    reading = read_exercise(line)
    assert said(reading) == [f"6:{line.index(':') + 7} choice"]
    assert words in f"{reading.problems[0].message} {reading.problems[0].help}"


@pytest.mark.parametrize(
    ("line", "help"),
    [
        ("trains: rotator-cuff", "take `trains` out"),
        ("side: throwing", "write `side: left`, `side: right`"),
    ],
)
def test_no_hip_word_is_suggested_for_another_part_of_the_body(read: Read, line: str, help: str) -> None:
    reading = read(f"hipcoach: 1\ntitle: x\nexercises:\n- name: x\n  reps: 3\n  {line}\n")
    assert help in (reading.problems[0].help or "")
