"""Documents to bytes and back: nothing is changed on the way, and damage is told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iop_tui.store.bodies import PLAIN, Place, Unreadable

HERE = Place("answers", 4711, 3)

texts = st.text(st.characters(exclude_categories=()), max_size=30)  # half characters too
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda each: st.lists(each, max_size=4) | st.dictionaries(texts, each, max_size=4),
    max_leaves=10,
)
documents = st.dictionaries(texts, values, max_size=6)


@given(document=documents)
@settings(max_examples=200, deadline=None)
def test_a_document_comes_back_as_it_was(document: dict[str, object]) -> None:
    assert PLAIN.decode(HERE, PLAIN.encode(HERE, document)) == document


@given(document=documents, data=st.data())
@settings(max_examples=200, deadline=None)
def test_one_flipped_bit_or_a_cut_is_noticed(document: dict[str, object], data: st.DataObject) -> None:
    body = bytearray(PLAIN.encode(HERE, document))
    at = data.draw(st.integers(0, len(body) - 1))
    if data.draw(st.booleans()):
        body[at] ^= 1 << data.draw(st.integers(0, 7))
    else:
        del body[at:]
    with pytest.raises(Unreadable):
        PLAIN.decode(HERE, bytes(body))


@pytest.mark.parametrize("there", [Place("runs", 4711, 3), Place("answers", 4712, 3), Place("answers", 4711, 4)])
def test_a_document_that_was_moved_does_not_decode(there: Place) -> None:
    with pytest.raises(Unreadable):
        PLAIN.decode(there, PLAIN.encode(HERE, {"value": "Called Sam."}))


@pytest.mark.parametrize(
    "text", ["Ich rufe Priya an. \N{SMILING FACE WITH SMILING EYES}", "نگران نباش", "मैं ठीक हूँ", "a\u200db\u200cc\u200f", "\ud800"]
)
def test_words_of_every_language_stay_what_they_are(text: str) -> None:
    assert PLAIN.decode(HERE, PLAIN.encode(HERE, {"value": text})) == {"value": text}


def test_what_json_cannot_hold_is_a_type_error() -> None:
    with pytest.raises(TypeError):
        PLAIN.encode(HERE, {"value": object()})
