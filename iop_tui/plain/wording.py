"""The sentences of the program that name a key of the screen, and how they are said line by line."""

from __future__ import annotations

KEYS_IN_WORDS = (
    ("press Ctrl+G", "type help"),
    ("Ctrl+G, then 4", "help withdrawal"),
    ("Ctrl+G has more", "help has more"),
    ("Ctrl+G", "type help"),
    ("Press u to bring it back.", "undo brings it back."),
    ("u brings it back", "undo brings it back"),
    ("Esc, then q, leaves.", "back leaves it."),
    (": P on Learn.", ", in the place learn."),
    ("P on Learn changes it.", "plan, typed in any place, changes it."),
    (": y on Today.", ", in the place yours."),
    ("h on Today has the next hour", "happened, typed in any place, has the next hour"),
    ("A letter jumps to it.", "The beginning of its name is enough."),
    ("Your words are still on this screen; Ctrl+S tries again.", "Your words are still here, and saving goes on being tried."),
    ("b shows the page bare, to select and copy.", "It can be heard bare here, to select and copy."),
    ("S opens the score sheets.", "scores, typed in any place, opens the score sheets."),
    ("Press t, here or in any room, when you tried a skill.", "practice, typed in any place, keeps a skill that you tried."),
    ("Press t when you tried a skill, and say", "Type practice when you tried a skill, and say"),
    ("Q writes one down, from every room and every unit.", "ask, typed in any place, writes one down."),
    ("v shows it as a page.", "it can be heard as a page."),
    ("and v shows it before anybody gets it", "and you can hear it before anybody gets it"),
    (" Ctrl+N goes to the next part.", ""),
    (" (3, then n)", ""),
    (" (s on Today)", ""),
    (" (w on Today)", ""),
    ("iary card (5)", "iary card"),
    ("in Keep (3)", "in Keep"),
    ("in Learn (2)", "in Learn"),
    ("a first skill (2)", "a first skill"),
    ("questions (Q)", "questions"),
)
"""What a sentence calls a key, and what takes its place; the first that fits is taken first."""


def by_lines(text: str) -> str:
    """A sentence of the program as it holds line by line."""
    for key, word in KEYS_IN_WORDS:
        text = text.replace(key, word)
    return text
