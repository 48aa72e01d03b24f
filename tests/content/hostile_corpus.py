"""Files that nobody means well with, made on the spot: more than two hundred files of some forty kinds."""

from __future__ import annotations

from collections.abc import Callable, Iterable

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


def lines(row: str, count: int = 3900) -> bytes:
    return body("\n".join([row] * count))[: 256 * 1024]


def each_in(text: str, marks: Iterable[str]) -> list[bytes]:
    """One file for each mark, at the `{}` of a text under `Why`."""
    return [body(text.format(mark)) for mark in marks]


def fence(words: str, word: str) -> bytes:
    """A block that is not TOML under `Why`."""
    return body(f"```{word}\n{words}\n```")


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
    "control bytes C0": each_in("a {} b", (chr(code) for code in range(1, 32) if chr(code) not in "\t\n")),
    "control bytes C1": each_in("a {} b", (chr(code) for code in range(0x7F, 0xA0))),
    "sequences CSI": each_in(
        "a {} b", ("\x1b[2J", "\x1b[31;1m", "\x1b[?1049l", "\x1b[6n", "\x1b[5;5H", "\x1b[20;0t", "\x9b2J", "\x1b[" + "9" * 2000 + "A")
    ),
    "sequences OSC": each_in(
        "a {} b",
        (
            *("\x1b]0;Bank\x07", "\x1b]2;Bank\x1b\\", "\x1b]8;;file:///etc/passwd\x07here\x1b]8;;\x07", "\x1b]9;Call now\x07"),
            *("\x1b]52;c;cm0gLXJm\x07", "\x1b]777;notify;a;b\x07", "\x1b]1337;File=:QQ==\x07", "\x9d0;Bank\x9c", "\x1b]0;never closed"),
        ),
    ),
    "sequences DCS, APC, PM and SOS": each_in(
        "a {} b",
        ("\x1bP+q544e\x1b\\", "\x90q#0\x9c", "\x1b_Gf=100;QQ==\x1b\\", "\x1b^x\x1b\\", "\x1bXx\x1b\\", "\x1bPtmux;\x1b\x1b]0;x\x07\x1b\\"),
    ),
    "escapes spelled in TOML": [
        head('minutes = 5\nrisk = "R0"\nversion = 1\nsummary = "a \\u001b[31m"'),
        head('minutes = 5\nrisk = "R0"\nversion = 1\nsummary = "a"\nsources = ["\\u009d0;Bank\\u009c"]'),
        head('minutes = 5\nrisk = "\\u001b[2J"\nversion = 1\nsummary = "a"'),
        head('minutes = 5\nrisk = "R0"\nversion = 1\nsummary = "a"\n"\\u001b]0;x\\u0007" = 1'),
        head('minutes = 5\nrisk = "R0"\nversion = 1\nsummary = "a"\nalternative = ["\\u001b[2J"]'),
        field('options = ["a\\u001b[2J", "b"]'),
        field('hint = "\\u202eabc"'),
        block('[[field]]\nid = "\\u001b[2J"\nkind = "\\u001bc"\nlabel = "\\u0007"'),
        block('why = "\\u001b[2J"\n[[question]]\nask = "\\u009b2J"\noptions = ["yes", "no"]\npass = ["no"]\nbecause = "z"', "gate"),
        block('label = "\\u001b]0;x\\u0007"\nseconds = 60', "timer"),
    ],
    "escapes spelled in HTML": each_in("a {} b", ("&#x202e;", "&#8238;", "&#x2066;", "&#x2028;", "&#x1b;[31m" + "\x1b", "&#xfeff;")),
    "direction overrides": each_in("abc {}def", (*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A)), "\ufeff", "\ufff9")),
    "titles of mischief": [
        b"# a \x1b[31m title\n" + HEAD.partition("\n")[2].encode() + b"## Why\n\nText.\n",
        "# \u202eeltit\n".encode() + HEAD.partition("\n")[2].encode() + b"## Why\n\nText.\n",
        b"# \x07\n" + HEAD.partition("\n")[2].encode() + b"## Why\n\nText.\n",
        (HEAD + "## Why\x1b]0;x\x07\n\nText.\n").encode(),
        (HEAD + "## \x9b2J\n\nText.\n").encode(),
        (HEAD + "## " + "W" * 3000 + "\n\nText.\n").encode(),
    ],
    "other encodings": [
        (HEAD + "## Why\n\nText.\n").encode("utf-16"),
        (HEAD + "## Why\n\nText.\n").encode("utf-16-be"),
        (HEAD + "## Why\n\nText.\n").encode("utf-32"),
        (HEAD + "## Why\n\ncaf\xe9\n").encode("latin-1"),
        (HEAD + "## Why\n\nText.\n").encode("cp037"),
        b"\xef\xbb\xbf\xef\xbb\xbf" + body("two marks"),
        body("overlong \x00").replace(b"\x00", b"\xc0\x80"),
        body("too high \x00").replace(b"\x00", b"\xf5\x80\x80\x80"),
        body("half a sign \x00").replace(b"\x00", b"\xf0\x9f\x98"),
        b"\x1f\x8b\x08" + bytes(range(256)) * 8,
        b"\x7fELF" + bytes(4000),
    ],
    "script and markup for browsers": each_in(
        "a {} b",
        (
            *("<img src=x onerror=alert(1)>", "<iframe src=file:///etc/passwd></iframe>", "<svg onload=alert(1)>", "<style>*{}</style>"),
            *(
                "<?php system('id'); ?>",
                "<![CDATA[x]]>",
                "<!DOCTYPE html>x <br>",
                "<details><summary>x</summary></details>",
                "</b>",
                "<x-y>",
            ),
        ),
    ),
    "links of mischief": each_in(
        "{}",
        (
            *("[a](mailto:x@example.org)", "[a](breath)"),
            *("[a](/etc/passwd.md)", "[a](//host/x.md)", "[a](../../../x.md)", "[a](..%2F..%2Fx.md)", "[a](a/../../../../b.md)"),
            *("[a](x.md#top)", "[a](x.md?y)", "[a](<x y.md>)", "[a]()", "[a](smb://host/x.md)", "[a](~/x.md)", "[a]($HOME/x.md)"),
            *("<file:///etc/passwd>", "<javascript:alert(1)>", "www.example.org", "HTTPS://EXAMPLE.ORG", "![a](x.md)"),
        ),
    ),
    "reference links": [
        body("[a][b]\n\n[b]: javascript:alert(1)"),
        body("[a]: https://example.org"),
        lines("[a]: b.md", 700),
        body("\n".join(f"[r{n}]: u{n}.md" for n in range(700))),
        body("[a]: b.md 'title'\n\n" + "[a]" * 300),
    ],
    "nesting of each kind": [
        body("> " * 2000 + "a"),
        body("- " * 900 + "a"),
        body("+ " * 900 + "a"),
        body("* " * 900 + "a"),
        body("1) " * 900 + "a"),
        body("> - " * 400 + "a"),
        body("> 1. - " * 200 + "a"),
        body("\n".join(" " * (2 * n) + "- a" for n in range(80))),
        body("\n".join(">" * n + " a" for n in range(1, 120))),
        body("**" * 1500 + "a" + "**" * 500),
        body("[" * 700 + "a" + "](b)" * 700),
        body("![" * 390 + "a" + "](b.md)" * 390),
        lines("> " * 25 + "- a", 140),
    ],
    "table bombs": [
        body("|" + "a|" * 15 + "\n|" + "-|" * 15 + "\n" + "|\n" * 3900),
        body("> |" + "a|" * 15 + "\n> |" + "-|" * 15 + "\n" + "> |\n" * 3900),
        body("|" + "a|" * 900 + "\n|" + "-|" * 900 + "\n" + "|\n" * 3900),
        body("> |" + "a|" * 900 + "\n> |" + "-|" * 900 + "\n" + "> |\n" * 3900),
        body("|a|b|\n|-|-|\n" + "|\\|" * 2500),
        lines("|a|b|\n|-|-|\n|c|d|\n", 1300),
    ],
    "floods of emphasis": [
        *(lines(mark * 2000, 60) for mark in ("*", "_", "~")),
        *(lines(mark, 100) for mark in ("*a_" * 900, "_a*" * 900, "**a " * 900, "__a " * 900, "~~a ~b " * 500, "a**b" * 900)),
        body("*" * 4000 + "a" + "*" * 4000),
        body("\n".join("*" * 200 for _ in range(60))),
    ],
    "floods of backticks": [
        body("\n".join("`" * n + "a" for n in range(1, 130))),
        lines("`" * 3999, 4),
        body(" ".join("`" * n for n in range(1, 88)) + "\n" + " ".join("`" * n for n in range(88, 1, -1)) + "\n" + "`a" * 1000),
        body("~" * 4000),
        body("````\n" * 2500),
    ],
    "floods of brackets": [
        *(lines(mark, 60) for mark in ("[" * 900, "[]" * 500, "[](" * 500, "[a](<b" * 400, "](" * 1000, "[[a]" * 400, "\\[" * 900)),
        body("<" * 4000 + "\n" + "<" * 4000 + "\n<"),
        body("&#" * 2000 + "\n" + "&a" * 2000 + "\n" + "&" * 4001),
        body("<a:" * 1300 + "\n" + "<a@" * 1300 + "\n" + "<!" * 1300 + "\n" + "<!-" * 1300 + "\n" + "<?" * 1300 + "\n" + "<![" * 700),
    ],
    "bombs in the head": [
        head("a = " + "[" * 4000),
        head("\n".join("[" + "a." * 15 + f"k{n}]" for n in range(2500)) + "\n" + "[" + "a." * 40 + "b]"),
        head("sources = [" + '"a",' * 1000 + "]\n" + "x = [[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]"),
        head("\n".join(f"k{n} = 1" for n in range(3900))),
        head("\n".join(f"[k{n}]" for n in range(1900))),
        head("\n".join(f"[[k{n}]]\na = 1" for n in range(390))),
        head('minutes = 5\nrisk = "R0"\nversion = 1\nsummary = """' + "\nx" * 3900 + '\n"""'),
        head("minutes = " + "1_" * 1900 + "1"),
        head("minutes = 1e" + "9" * 3000 + '\nrisk = "R0"\nversion = 1\nsummary = "x"'),
        head('"' + "k" * 3000 + '" = 1'),
        head("\n".join("a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p" + f"{n} = 1" for n in range(3000))),
    ],
    "bombs in a block": [
        block("\n".join(f"[k{n}]" for n in range(1900))),
        block("\n".join("a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p" + f"{n} = 1" for n in range(3000))),
        block("\n".join(f"k{n} = 1" for n in range(3900))),
        block("a = " + "{b = " * 15 + "1" + "}" * 15 + "\n[[field]]"),
        block("options = [" + '"a",' * 1000 + "]"),
        block('[[field]]\nid = "x"\nkind = "choice"\nlabel = "x"\noptions = [\n' + '"a",\n' * 3900 + "]"),
        block('[[field]]\nid = "x"\nkind = "grid"\nlabel = "x"\nrows = [\n' + '"a",\n' * 3000 + "]\ncolumns = [\n" + '"b",\n' * 3000 + "]"),
        block('id = "q"\nask = "x"\n' + '[[option]]\ntext = "a"\nsay = "b"\n' * 390, "quiz"),
        block("\n".join(["```\n\n```toml fields"] * 1500)),
        block("\n".join('[[field]]\nid = "same"\nkind = "line"\nlabel = "x"' for _ in range(390))),
    ],
    "ids of mischief": [
        block('[[field]]\nid = "../../vault"\nkind = "line"\nlabel = "x"'),
        block('[[field]]\nid = "a/b"\nkind = "line"\nlabel = "x"'),
        block('[[field]]\nid = ""\nkind = "line"\nlabel = "x"'),
        block('[[field]]\nid = "' + "i" * 2000 + '"\nkind = "line"\nlabel = "x"'),
        block('[[field]]\nid = "__class__"\nkind = "line"\nlabel = "x"'),
        block('[[field]]\nid = "{0.__class__}"\nkind = "line"\nlabel = "x"'),
        block('[[field]]\nid = "a"\nkind = "line"\nlabel = "x"\n[[field]]\nid = "a"\nkind = "line"\nlabel = "y"'),
        block('name = "$(touch /tmp/x)"', "tool"),
        block('name = "os.system"', "tool"),
        head('minutes = 5\nrisk = "R0"\nversion = 1\nsummary = "x"\nwas = ["../x"]'),
        head('minutes = 5\nrisk = "R0"\nversion = 1\nsummary = "x"\nreuse = ["/etc/passwd"]'),
    ],
    "storms of problems": [lines("[a](x) <b>", 700), lines("## No such section", 3900), lines("```toml nothing\n```", 1500)],
}
"""Kind of mischief to files; every one of them is refused, with a problem that says where."""

CLEAN_KINDS: dict[str, Callable[[], bytes]] = {
    "markup of Rich": lambda: body("[bold]x[/bold] [/b] [@click=app.quit]x"),
    "other scripts": lambda: body(
        "\u0633\u0644\u0627\u0645\u200c\u0647\u0627, \u0928\u092e\u0938\u094d\u0924\u0947, \U0001f469\u200d\U0001f680."
    ),
    "script links": lambda: body("[a](javascript:alert.md) &#x9b;31m"),
    "wide table": lambda: body("|a" * 15 + "\n" + "|-" * 15 + "\n" + ("|a" * 15 + "\n") * 400),
    "many paragraphs": lambda: body("\n\n".join(["A short line."] * 1900)),
    "one long paragraph": lambda: body("\n".join(["some more plain words that stand together on one line of a text"] * 3900)),
    "zero-width flood": lambda: body("a" + "\u200b\u200c\u200d\u2060" * 300 + "b"),
    "zero-width flood on many lines": lambda: body("\n".join(["a" + "\u200d" * 1300] * 60)),
    "soft hyphens and other blanks": lambda: body("a" + "\u00ad\u3164\u2800\u115f" * 300 + "b"),
    "links that are none": lambda: body("[a](javascript:alert(1)) ![b](file:///etc/passwd) [c](data:text/html,x) [d](vbscript:x)"),
    "brackets that open and never close": lambda: body("[a](" * 790),
    "one narrow table": lambda: body("|a|\n|-|\n" + "|b|\n" * 3900),
    "very wide table": lambda: body("|" + "a|" * 1300 + "\n|" + "-|" * 1300 + "\n|" + "b|" * 1300),
    "combining-mark flood": lambda: body("a" + "\u0301\u0336\u20dd" * 500 + "b"),
    "combining-mark flood on many lines": lambda: body("\n".join(["a" + "\u0489" * 2000] * 60)),
    "marks without a letter": lambda: body("\u0301" * 2000 + "\n\n" + "\ufe0f" * 1300),
    "wide signs without a blank": lambda: body("\n".join(["\u4e00" * 1360] * 60)),
    "flags and families": lambda: body("\U0001f1fa" * 1001 + "\n\n" + "\U0001f468\u200d" * 500 + "\U0001f466"),
    "signs from far away": lambda: body("\U0010ffff\ue000\ufdfd\u1242b\U000e0041\U000e007f"),
    "one word without an end": lambda: body("\n".join(["w" * 4090] * 60)),
    "styles of Rich": lambda: body("[red on blue]x[/] [link=file:///etc/passwd]y[/link] [@click=app.quit()]z[/] [not closed"),
    "styles of Textual": lambda: body("[$error 50%]x[/] [@click=screen.dismiss]y[/] [on $primary]z[/on] \\[b] $boost {x} {0} %s %(x)s"),
    "markup in a title and a summary": lambda: (
        (HEAD + "## Why\n\nText.\n")
        .replace("A calm title", "[b]A[/b] [@click=app.quit]title")
        .replace("A calm line.", "[/b][blink]x")
        .encode()
    ),
    "markup in a field": lambda: field('help = "[@click=app.quit]x[/] [/b]"\nhint = "[reverse]"'),
    "a byte-order mark": lambda: b"\xef\xbb\xbf" + body("One mark is what some editors write."),
    "line ends of Windows": lambda: body("One line.\n\nAnother line.").replace(b"\n", b"\r\n"),
    "words that other programs run": lambda: body("$(id) `id` ; rm -rf / | sh && curl x {{7*7}} ${jndi} %0a\n\n```sh\nrm -rf /\n```"),
    "code that looks like a head": lambda: body("    # Another title\n    version = 2"),
    "lists as deep as they may be": lambda: body("\n".join("  " * n + "- in" for n in range(7))),
    "many list items": lambda: body("\n".join(["- a short item"] * 3900)),
    "many headings": lambda: body("\n\n".join(["### A heading"] * 1900)),
    "many links": lambda: body("\n".join("[a](u.md) [b](../bad/u.md)" for _ in range(390))),
    "many marks": lambda: body("\n".join(["**a** *b* `c`"] * 800)),
    "many fields": lambda: block("\n".join(f'[[field]]\nid = "f{n}"\nkind = "line"\nlabel = "x{n}"' for n in range(24))),
}
"""Odd, but harmless: these are shown as text."""
