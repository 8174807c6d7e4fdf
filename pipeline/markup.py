"""What stands in a source text only to set it: markup that the reading text leaves out or says in other characters.

An `Edit` is what the reading text has instead of a stretch of the source; the source itself is never altered. Which
edits a text asks for follows from the text and its format alone, so that whoever holds both can read it the same way.
"""

from __future__ import annotations

import html
import re

from pipeline.document import CJK, Edit

_SPACED_OUT = re.compile(rf"[{CJK}](?:[ \u3000][{CJK}]){{2,}}")
_BLANK = re.compile(r"[ \u3000]")

_LOST_HYPHEN = re.compile("([A-Za-z]*)[\ufffe\x02]([a-z]*)")
_HYPHENATED = re.compile("[A-Za-z]+-[a-z]+")

_INLINE = re.compile(
    r"(?P<prefix>^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-+*][ \t]+(?=\S)))"
    r"|\\(?P<escaped>[\\`*_{}\[\]()#+\-.!~<>|$%&^])"
    r"|\$(?!\d[\d,.]*\s+[a-z]{2,}\s+[a-z]{2,}\s)(?P<formula>[^$\n]{1,400})\$"
    r"|<sup>\s*(?P<raised>\[?\d{1,3}(?:[-–,，]\s*\d{1,3})*\]?|[①-⑳])\s*</sup>"
    r"|(?P<tag></?(?:sup|sub|b|i|em|strong|u|s|span|font|small|big|a|p|div|center|br)\b[^<>\n]{0,200}>|<!--.{0,400}?-->)"
    r"|\[\^(?P<footed>\d{1,3})\]:?"
    r"|(?<=\$)(?P<noise>[ ]?[（(]20\d?号)"
    r"|(?P<entity>&(?:[a-zA-Z]{2,8}|#\d{1,7}|#x[0-9a-fA-F]{1,6});)"
    r"|(?P<emphasis>\*{1,3}|__)"
    r"|!?\[(?P<link>[^\[\]\n]{1,300})\]\((?:[^()\s]|\([^()\s]*\)){1,600}\)",
    re.MULTILINE,
)
_PLACE = re.compile(r"!?\[[\d\s,，、;；–—~～-]+\]\((?:[pP]{1,2}[.．]?)?第?\d{1,4}(?:[,，、–—~～-]+\d{1,4})*页?\)")
"""A marker and the pages it means, `[1](P55-59)`: in Markdown that looks like a link."""
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_FIGURES = re.compile(r"\d{1,3}(?:[,，–-]\s?\d{1,3})*", re.ASCII)
_COMMAND = re.compile(r"\\([a-zA-Z]+)\*?|\\([^a-zA-Z])")
_FULL_STOP = re.compile(r"(?:_\s*\{\s*\\circ\s*\}|(?<![\^{\s])\s+\\circ)\s*\Z")
"""A Chinese full stop behind a formula is taken into it by recognition, as a ring; what `noise` matches is read behind one."""
_CIRCLED = re.compile(r"\\textcircled\s*\{?\s*(\d{1,2})\s*\}?")
_SIGNS = {
    "times": "×", "div": "÷", "pm": "±", "cdot": "·", "ast": "*", "circ": "°", "prime": "′", "degree": "°",
    "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠", "ne": "≠", "approx": "≈", "sim": "~", "infty": "∞",
    "rightarrow": "→", "to": "→", "leftarrow": "←", "cdots": "…", "ldots": "…", "dots": "…", "sum": "∑", "prod": "∏",
    "in": "∈", "varnothing": "∅", "partial": "∂", "sqrt": "√", "langle": "⟨", "rangle": "⟩",
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ",
    "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ",
    "Lambda": "Λ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
}  # fmt: skip


def edits_of(source: str, source_format: str) -> list[Edit]:
    """The edits of a source text, in order and apart from one another.

    >>> edits_of("数 字 劳 动与资本", "text-layer")
    [Edit(start=1, end=2, text=''), Edit(start=3, end=4, text=''), Edit(start=5, end=6, text='')]
    >>> edits_of("litera\\ufffeture", "text-layer")
    [Edit(start=6, end=7, text='')]
    >>> edits_of("**劳动** $^{[1]}$", "markdown")
    [Edit(start=0, end=2, text=''), Edit(start=4, end=6, text=''), Edit(start=7, end=15, text='[1]')]
    """
    edits = [
        Edit(spaced.start() + blank.start(), spaced.start() + blank.end(), "")
        for spaced in _SPACED_OUT.finditer(source)
        for blank in _BLANK.finditer(spaced.group())
    ]
    if _LOST_HYPHEN.search(source):
        edits = sorted([*edits, *_lost_hyphens(source)])
    if source_format == "markdown":
        edits = _apart(sorted([*edits, *_inline(source)]))
    return edits


def _lost_hyphens(source: str) -> list[Edit]:
    """What stands for a hyphen at a line's end, as PDFium marks it: none, or one where the word has it elsewhere."""
    words = {word.lower() for word in _HYPHENATED.findall(source)}
    return [
        Edit(match.end(1), match.start(2), "-" if f"{match[1]}-{match[2]}".lower() in words else "")
        for match in _LOST_HYPHEN.finditer(source)
    ]


def _inline(source: str) -> list[Edit]:
    """Markdown's inline markup: escapes, formulas, tags, entities, emphasis, links."""
    edits: list[Edit] = []
    for match in _INLINE.finditer(source):
        kind, (start, end) = match.lastgroup, match.span()
        if kind == "escaped":
            edits.append(Edit(start, start + 1, ""))
        elif kind == "formula":
            edits.append(Edit(start, end, formula_text(match["formula"])))
        elif kind in ("raised", "footed"):
            edits.append(Edit(start, end, raised(match[kind])))
        elif kind == "entity":
            said = html.unescape(match.group())
            if said != match.group():
                edits.append(Edit(start, end, said.replace("\xa0", " ")))
        elif kind == "link":
            if not match.group().startswith("!") and _PLACE.fullmatch(match.group()) is None:
                edits += [Edit(start, match.start("link"), ""), Edit(match.end("link"), end, "")]
        elif kind in ("prefix", "tag", "noise") or _sets_off(source, start, end):
            edits.append(Edit(start, end, ""))
    return edits


def _sets_off(source: str, start: int, end: int) -> bool:
    """True for emphasis marks that touch a word: a lone asterisk (a footnote sign, a product) stays."""
    if end - start == 1:
        line_end = source.find("\n", end)
        rest = source[end : line_end if line_end >= 0 else len(source)]
        before = source[source.rfind("\n", 0, start) + 1 : start]
        return (rest[:1].strip() != "" and "*" in rest) or (before[-1:].strip() != "" and before.count("*") % 2 == 1)
    return source[start - 1 : start].strip() != "" or source[end : end + 1].strip() != ""


def formula_text(formula: str) -> str:
    """A formula of one line as a person reads it, as far as plain characters go.

    >>> formula_text(r"\\textcircled { 2 }"), formula_text(r"9 . 3 \\%"), formula_text(r"p < 0 . 0 5 , \\eta _ { p } ^ { 2 }")
    ('②', '9.3%', 'p<0.05,η_p^2')
    >>> formula_text("^ { [ 1 2 ] }"), formula_text(r"( x + y ) \\circ"), formula_text(r"3 5 ^ { \\circ }")
    ('[12]', '(x+y)。', '35^°')
    """
    text = _CIRCLED.sub(lambda match: circled(int(match[1])), _FULL_STOP.sub("。", formula))
    text = _COMMAND.sub(lambda match: _SIGNS.get(match[1] or "", match[2] or ""), text)
    text = re.sub(r"[\s{}~]", "", text)
    if text.startswith("^"):
        return raised(text[1:])
    return text.removeprefix("_")


def raised(text: str) -> str:
    """What stands raised in a line: figures as superscripts, anything else as it is.

    >>> raised("12"), raised("3,5–7"), raised("[3]")
    ('¹²', '³,⁵–⁷', '[3]')
    """
    return text.translate(_RAISED) if _FIGURES.fullmatch(text) else text


def circled(number: int) -> str:
    """The circled digit of a number, as far as there is one.

    >>> circled(3), circled(21), circled(77)
    ('③', '㉑', '(77)')
    """
    if 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if 21 <= number <= 35:
        return chr(0x3251 + number - 21)
    return f"({number})"


def _apart(edits: list[Edit]) -> list[Edit]:
    kept: list[Edit] = []
    for edit in edits:
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept
