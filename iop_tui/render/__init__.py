"""One Page, many writers. Knows `domain` only; the width of a character is handed in."""
