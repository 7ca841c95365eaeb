"""No text sends the wrong leg, or a leg the wrong way, and none says what a coach does not say."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from content_checks import (
    Text,
    combinations_of,
    direction,
    length,
    needed,
    one_start_one_end,
    texts_of_exercise,
    texts_of_planned,
    texts_of_session,
    wording,
)

from hipcoach.engine.choices import Choices
from hipcoach.engine.plan import make_plan
from hipcoach.session.model import Exercise, Moment, Session

EXERCISES = (
    "figure-four",
    "kneeling-lunge",
    "clamshell",
    "banded-internal-rotation",
    "seated-external-rotation",
)


def test_words_of_everything_a_user_sees(presets: Mapping[str, Session], exercises: Mapping[str, Exercise]) -> None:
    texts = [text for session in presets.values() for text in texts_of_session(session)]
    texts += [text for exercise in exercises.values() for text in texts_of_exercise(exercise)]
    assert len(texts) > 200
    assert [complaint for text in texts for complaint in wording(text) + length(text)] == []


@pytest.mark.parametrize("name", EXERCISES)
def test_every_form_of_an_exercise_sends_the_proper_leg_the_proper_way(
    name: str, library: Mapping[str, Session]
) -> None:
    session = library[name]
    for on in combinations_of(session.exercises[0]):
        plan = make_plan(session, Choices(modifications={name: on}))
        texts = list(texts_of_planned(plan.exercises[name]))
        assert [complaint for text in texts for complaint in direction(name, on, text)] == []
        assert needed(name, on, texts) == []
        assert one_start_one_end(texts) == []


def test_presets_send_the_proper_leg_the_proper_way(presets: Mapping[str, Session]) -> None:
    for session in presets.values():
        plan = make_plan(session)
        for exercise in plan.exercises.values():
            assert exercise.library is not None
            texts = list(texts_of_planned(exercise))
            on = exercise.modifications
            assert [complaint for text in texts for complaint in direction(exercise.library, on, text)] == []
            assert needed(exercise.library, on, texts) == []
            assert one_start_one_end(texts) == []


def test_inward_is_said_in_private_notes_only(exercises: Mapping[str, Exercise]) -> None:
    banded = exercises["banded-internal-rotation"]
    assert not any("inward" in text.say.lower() for text in texts_of_exercise(banded))
    assert "inward" in (banded.notes or "")


def test_the_band_goes_on_while_one_sits_on_a_chair(library: Mapping[str, Session]) -> None:
    name = "banded-internal-rotation"
    for on in combinations_of(library[name].exercises[0]):
        setup = make_plan(library[name], Choices(modifications={name: on})).exercises[name].setup
        # Whoever comes from the floor would sit down there, and get up with the ankles tied.
        assert setup[0].startswith("Sit ")
        assert "chair" in setup[0]


@pytest.mark.parametrize(
    ("name", "on", "say"),
    [
        ("figure-four", "", "{other} ankle across your {side} knee"),
        ("figure-four", "", "Draw your {side} thigh toward your chest"),
        ("figure-four", "", "Draw your {other} thigh gently closer"),
        ("figure-four", "", "Uncross; {side} ankle over the other knee"),
        ("figure-four", "", "Both hands behind your {side} thigh"),
        ("figure-four", "", "Bounce a little"),
        ("figure-four", "chair", "{side} foot flat on the floor"),
        ("figure-four", "chair", "Hands resting on your {other} shin"),
        ("kneeling-lunge", "", "Kneel on your {other} knee, pad under it"),
        ("kneeling-lunge", "", "Release the tuck, shift back slowly"),
        ("kneeling-lunge", "", "Stand tall, front knee above its ankle"),
        ("kneeling-lunge", "", "Squeeze {other} glute, belt buckle up"),
        ("kneeling-lunge", "", "Swap: {other} knee on pad, {side} foot forward"),
        ("clamshell", "", "Lie on your {side} side, {other} hip up"),
        ("clamshell", "", "Knees together, roll over; {other} hip on top"),
        ("clamshell", "", "Heels apart, knees wide"),
        ("banded-internal-rotation", "", "Turn your lower leg inward"),
        ("banded-internal-rotation", "", "Lower leg in, slowly"),
        ("banded-internal-rotation", "", "Knee still, {side} foot swings in slowly"),
        ("banded-internal-rotation", "", "{side} foot across your {other} shin"),
        ("banded-internal-rotation", "", "{side} foot toward your {other} leg"),
        ("banded-internal-rotation", "", "{side} foot toward the standing leg"),
        ("banded-internal-rotation", "", "Foot in slowly, both feet down"),
        ("banded-internal-rotation", "", "{side} knee swings out"),
        ("banded-internal-rotation", "", "Stand on your {side} leg"),
        ("banded-internal-rotation", "", "Support on your {side} side"),
        ("banded-internal-rotation", "", "Feet down, turn, support {side}; lift {other} knee"),
        ("banded-internal-rotation", "", "Feet down, turn, support {side}"),
        ("banded-internal-rotation", "seated", "{other} foot lightly off the floor"),
        ("banded-internal-rotation", "seated", "Knee still, {other} foot swings out slowly"),
        ("seated-external-rotation", "", "{side} foot back beneath the seat"),
        ("seated-external-rotation", "", "Glide {other} foot up toward {side} knee"),
        ("seated-external-rotation", "", "Swing the {side} foot out"),
        ("seated-external-rotation", "", "Swap feet: {side} back, {other} flat"),
        ("seated-external-rotation", "band", "{other} ankle in, foot flat, loop just slack"),
        ("seated-external-rotation", "band", "Wind loop around the {other} front chair leg"),
        ("seated-external-rotation", "band", "Loop to the {other} chair leg; swap feet"),
        ("seated-external-rotation", "band", "{side} foot back beneath the seat"),
        ("banded-internal-rotation", "", "Foot away from your {side} leg"),
        ("seated-external-rotation", "knee-out", "{side} knee glides in"),
        ("seated-external-rotation", "knee-out", "{other} knee glides out"),
        ("seated-external-rotation", "knee-out", "Glide {side} foot up toward {other} knee"),
        ("seated-external-rotation", "knee-out", "Thigh heavy on the seat"),
        ("seated-external-rotation", "knee-out", "Lift the foot a little higher"),
    ],
)
def test_a_wrong_direction_is_found(name: str, on: str, say: str) -> None:
    for kind in ("cue", "setup", "switch_cue"):
        assert direction(name, (on,), Text(name, kind, say, Moment.MIDDLE if kind == "cue" else None)), kind
    assert direction(name, (on,), Text(name, "mistakes", f"Hurrying: {say}"))


def test_a_foot_comes_back_in_only_at_the_end() -> None:
    name, say = "banded-internal-rotation", "Foot in slowly, both feet down"
    assert direction(name, (), Text(name, "cue", say, Moment.END)) == []
    assert direction(name, (), Text(name, "cue", say, Moment.START))
    assert direction(name, (), Text(name, "cue", "Foot in slowly, then further in with the foot in", Moment.END))


@pytest.mark.parametrize("name", EXERCISES)
def test_a_direction_that_is_missing_is_found(name: str, library: Mapping[str, Session]) -> None:
    session = library[name]
    for on in combinations_of(session.exercises[0]):
        texts = list(texts_of_planned(make_plan(session, Choices(modifications={name: on})).exercises[name]))
        assert needed(name, on, [_swap(text) for text in texts])
        missing_all = needed(name, on, [])
        without = [needed(name, on, [text for text in texts if text is not gone]) for gone in texts]
        assert {complaint for complaints in without for complaint in complaints} == set(missing_all)


def _swap(text: Text) -> Text:
    turned = text.say.replace("{side}", "{x}").replace("{other}", "{side}").replace("{x}", "{other}")
    return Text(text.where, text.kind, turned, text.at)


@pytest.mark.parametrize("name", EXERCISES)
def test_an_exercise_turned_to_the_other_side_is_found(name: str, exercises: Mapping[str, Exercise]) -> None:
    turned = [_swap(text) for text in texts_of_exercise(exercises[name])]
    assert any(direction(name, (), text) for text in turned)


@pytest.mark.parametrize(
    ("kind", "say"),
    [
        ("cue", "Lift your left knee"),
        ("why", "Good for the Right hip"),
        ("cue", "Great, hold it there"),
        ("summary", "Good job, that was all"),
        ("cue", "Perfect form"),
        ("goal", "Fix your hips in four weeks"),
        ("why", "Cures a turned-out hip"),
        ("why", "This heals the joint"),
        ("when", "To treat pain"),
        ("why", "Corrects your alignment"),
        ("cue", "Don't let the knee drop"),
        ("setup", "Never lift the heel"),
        ("feel", "Feel your piriformis"),
        ("mistakes", "Gripping: relax your gluteus medius"),
        ("cue", "Draw your {thigh} closer"),
        ("cue", "Draw {side thigh closer"),
        ("why", "Frees the {side} hip"),
    ],
)
def test_a_wrong_word_is_found(kind: str, say: str) -> None:
    assert wording(Text("wrong", kind, say))


@pytest.mark.parametrize("say", ["Heels stay together", "Health is wealth", "Brightly upright", "Noble and notable"])
def test_a_word_that_only_looks_wrong_is_left_alone(say: str) -> None:
    assert wording(Text("fine", "cue", say)) == []


def test_a_text_that_is_too_long_is_found() -> None:
    assert length(Text("long", "cue", "one two three four five six seven eight")) == []
    assert length(Text("long", "cue", "one two three four five six seven eight nine"))
    assert length(Text("long", "switch_cue", "one two three four five six seven eight nine"))
    assert length(Text("long", "why", "x" * 120)) == []
    assert length(Text("long", "why", "x" * 121))


def test_cues_without_their_moments_are_found() -> None:
    def complaints(*moments: Moment | None) -> list[str]:
        return one_start_one_end([Text("cues", "cue", "Breathe", moment) for moment in moments])

    start, middle, end = Moment.START, Moment.MIDDLE, Moment.END
    assert complaints(start, middle, end) == []
    assert complaints(start, middle, middle, end, middle) == []
    assert complaints(middle, end)
    assert complaints(start, start, middle, end)
    assert complaints(start, middle)
    assert complaints(start, end)
    assert complaints(start, None, middle, end)
