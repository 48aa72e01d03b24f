"""Files that nobody means well with, made on the spot: some twenty kinds, a few of each."""

from __future__ import annotations

from collections.abc import Callable

HEAD = '# A calm title\n\n```toml unit\nminutes = 5\nrisk = "R0"\nversion = 1\nsummary = "A calm line."\n```\n\n'
MIB = 1024 * 1024


def body(text: str) -> bytes:
    """A good head with a text under `Why`."""
    return f"{HEAD}## Why\n\n{text}\n".encode("utf-8", "surrogatepass")


def block(toml: str, word: str = "fields") -> bytes:
    """A good head with a block under `Try it`."""
    return f"{HEAD}## Try it\n\n```toml {word}\n{toml}\n```\n".encode("utf-8", "surrogatepass")


def head(toml: str) -> bytes:
    """A head with other TOML."""
    return f"# A calm title\n\n```toml unit\n{toml}\n```\n\n## Why\n\nText.\n".encode()


def field(extra: str) -> bytes:
    return block(f'[[field]]\nid = "moment"\nkind = "line"\nlabel = "What was it?"\n{extra}')


def lines(row: str, count: int = 7900) -> bytes:
    return body("\n".join([row] * count))[: 256 * 1024]


CORPUS: dict[str, list[bytes]] = {
    "escape sequences": [
        body("a \x1b[31mred\x1b[0m word"),
        body("\x1b]0;title\x07"),
        body("\x1bP1$tx\x1b\\"),
        field('help = "\\u001b[2J"'),
    ],
    "eight-bit controls": [body("a \x9b31m word"), body("next \x85 line"), field('help = "\\u009b31m"')],
    "direction marks": [body("abc \u202edef\u202c"), body("\u2066hidden\u2069"), field('help = "\\u202Eabc"'), body("&#x202e;abc")],
    "nul bytes": [body("a \x00 b"), b"\x00" * 1000, HEAD.encode() + b"\x00\x00", field('help = "a\\u0000b"')],
    "not utf-8": [b"\xff\xfe# A\x00", body("x")[:-3] + b"\xc3\x28\n", b"\x80" * 5000, body("") + "\ud800".encode("utf-8", "surrogatepass")],
    "no file at all": [b"", b"\n" * 5000, b" ", b"#", b"# \n"],
    "large files": [body("word " * 60000), b"a" * MIB, b"\n" * MIB, (HEAD + "## Why\n\n" * 40000).encode()],
    "long lines": [body("w" * 5000), field(f'help = "{"h" * 5000}"'), head(f'summary = "{"s" * 5000}"'), body("| a " * 2000)],
    "deep lists": [
        body("- " * 30 + "deep"),
        body("\n".join("  " * n + "- in" for n in range(40))),
        body("1. " * 40 + "x"),
        lines("- " * 15 + "a"),
    ],
    "deep quotes": [body("> " * 40 + "deep"), body(">" * 2000), lines("> " * 30 + "a")],
    "deep toml": [block("a = " + "[" * 2000 + "]" * 2000), block("a = " + "{a=" * 600 + "1" + "}" * 600), block("[" + "a." * 1000 + "a]")],
    "toml bombs": [
        block("\n".join("a." * 300 + f"k{n} = 1" for n in range(400))),
        block("\n".join(f"[{'a.' * 200}k{n}]" for n in range(400))),
        block("\n".join(f"[[field]]\nid = 'f{n}'\nkind = 'line'\nlabel = 'x'" for n in range(900))),
        block("a = [" + "1," * 2000 + "]\n" + "b = " + "9" * 4000),
    ],
    "odd toml values": [
        head("minutes = 0x" + "f" * 4000 + '\nrisk = "R0"\nversion = 1\nsummary = "x"'),
        head('minutes = inf\nrisk = "R0"\nversion = nan\nsummary = 5'),
        head('minutes = true\nrisk = ["R0"]\nversion = 1979-05-27\nsummary = {a = 1}'),
        head('minutes = 5\nrisk = "R0"\nversion = 1\nsummary = "x"\nallow = 5\nintensity = "all"\nreviewed_on = "soon"\nwas = [1, 2]'),
    ],
    "broken toml": [
        block("[[field]\nid ="),
        block('a = "no end'),
        block("a = 1\na = 2"),
        block("\ufeffa = 1"),
        head("= 5"),
        block('a = """x'),
    ],
    "fields of no sense": [
        field("kind = 1"),
        block('[[field]]\nid = "A B"\nkind = "scal"\nlabel = ""\nmax = "ten"\nwat = 1'),
        block("field = 5"),
        block("[field]\nid = 1"),
        block('[[field]]\nid = "g"\nkind = "grid"\nlabel = "G"\nrows = [["a"]]\ncolumns = ["a:b:c:d", ":", ""]'),
        block('[[field]]\nid = "s"\nkind = "scale"\nlabel = "S"\nmin = 1e300\nmax = -1e300'),
    ],
    "gates that let all through": [
        block('why = "x"', "gate"),
        block('why = "x"\n[[question]]\nask = "y"\npass = ["yes", "no", "not now"]\nbecause = "z"', "gate"),
    ],
    "raw html": [
        body("<script>alert(1)</script>"),
        body("<b onclick=x>hi</b>"),
        body("<!-- hidden -->"),
        body("a <br/> b"),
        body("<" * 5000),
    ],
    "links outward": [
        body("[a](https://example.org)"),
        body("<https://example.org>"),
        body("[a](../../../../etc/passwd)"),
        body("![a](b.png)"),
        body("see https://example.org"),
        body("[a](\\\\host\\x.md)"),
        body("[a]: b.md"),
    ],
    "markup storms": [
        lines("[" * 4000, 62),
        lines("![" * 2000, 62),
        lines("*a " * 1300, 62),
        lines("[a](b" * 800, 62),
        lines("`a" * 2000, 62),
        lines("**a *b " * 570, 62),
        lines("a_" * 2000, 62),
        lines("|a" * 15, 4000).replace(b"|a|", b"|-|", 1),
        lines("<http:" * 600, 62),
        lines("&" * 4000, 62),
    ],
    "blocks of no sense": [
        block("a = 1", "field s"),
        block("a = 1", "feilds"),
        body("```toml\na = 1\n```"),
        body("```toml fields\nnever closed"),
        body("- item\n\n  ```toml timer\n  seconds = 5\n  ```"),
        block('label = "x"\nseconds = 999999999', "timer"),
        block('name = "rm -rf"', "tool"),
        block('id = "q"\nask = "x"\n[[option]]\ntext = "a"', "quiz"),
    ],
    "headings of no sense": [
        body("# Another title"),
        body("##### five"),
        body("> ## quoted"),
        f"{HEAD}text first\n".encode(),
        body("## Why\n\nAgain."),
        body("## Wyh"),
    ],
    "storms of problems": [lines("[a](x) <b>", 700), lines("## No such section", 7000), lines("```toml nothing\n```", 1500)],
}
"""Kind of mischief to files; every one of them is refused, with a problem that says where."""

CLEAN_KINDS: dict[str, Callable[[], bytes]] = {
    "markup of Rich": lambda: body("[bold]x[/bold] [/b] [@click=app.quit]x"),
    "other scripts": lambda: body(
        "\u0633\u0644\u0627\u0645\u200c\u0647\u0627, \u0928\u092e\u0938\u094d\u0924\u0947, \U0001f469\u200d\U0001f680."
    ),
    "script links": lambda: body("[a](javascript:alert.md) &#x9b;31m"),
    "wide table": lambda: body("|a" * 15 + "\n" + "|-" * 15 + "\n" + ("|a" * 15 + "\n") * 400),
    "many paragraphs": lambda: body("\n\n".join(["A short line."] * 3500)),
    "one long paragraph": lambda: body("\n".join(["a few plain words on a line"] * 7000)),
}
"""Odd, but harmless: these are shown as text."""
