"""Sentences composed at random: forms into which clauses, passages and markers are put, with what they must give.

The form says what the quotations of a sentence are and where their markers stand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hypothesis import strategies as st

from tests.composition_marks import (
    CITE,
    KNOWN,
    MARKER,
    NO_PLACE,
    Cite,
    Cited,
    Habits,
    Marker,
    Piece,
    Quote,
    Quoted,
    Rows,
    names_of,
    pick,
    target_of,
)

FORMS = (
    "plain", "question", "colon", "dash", "aside", "bracketed", "cited", "cited-mid", "cited-after", "direct", "direct-end", "whole",
    "stop-inside", "cited-whole", "inside", "multi", "shared", "shared-term", "nested", "nested-uncited", "attributed", "attributed-cited",
    "nobody", "before", "narrative", "term", "unsourced",
)  # fmt: skip
_NARRATIVE = {"before", "narrative"}
_MARKED = {"cited", "cited-mid", "inside", "stop-inside", "cited-whole", "shared-term"}
_BEHIND = {"cited-after", "whole", "stop-inside"}


def sentence(draw: st.DrawFn, habits: Habits) -> tuple[Piece, ...]:
    """One sentence in any form that goes with the habits."""
    forms = [form for form in FORMS if form not in KNOWN]
    if habits.citing == "note":
        forms = [form for form in forms if form not in _NARRATIVE]
    if habits.manner == "round":
        forms = [form for form in forms if form not in _MARKED]
    if habits.citing == "author-year":
        forms = [form for form in forms if form not in _BEHIND]
    return _SentenceOf(draw, habits).form(draw(st.sampled_from(forms)))


def plain_sentence(draw: st.DrawFn, habits: Habits) -> tuple[Piece, ...]:
    """A sentence without quotations and citations."""
    return _SentenceOf(draw, habits).form("plain")


class _SentenceOf:
    """Draws the parts of one sentence, from left to right as the notes are numbered."""

    def __init__(self, draw: st.DrawFn, habits: Habits) -> None:
        self.draw, self.habits, self.script = draw, habits, habits.script

    def clause(self) -> str:
        return pick(self.draw, *self.script.clauses)

    def passage(self) -> str:
        return self.draw(st.sampled_from(self.script.passages))

    def term(self) -> str:
        return self.draw(st.sampled_from(self.script.terms))

    def cite(self) -> Cite:
        return CITE[self.habits.citing](self.draw, self.habits)

    def behind(self, *, after_mark: bool = False) -> Cite:
        """A marker behind a full stop; it ends with a bracket, as a number may open what follows."""
        habits = self.habits._replace(places="wrapped" if self.habits.places == "glued" else self.habits.places)
        cite = CITE[habits.citing](self.draw, habits)
        return cite if after_mark else cite._replace(before="")

    def two(self) -> str:
        """Two sentences, the second without its full stop."""
        second = self.passage()
        return capital(self.passage()) + self.script.stop + self.script.gap + capital(second)

    def form(self, name: str) -> tuple[Piece, ...]:
        """The pieces of a sentence of a form."""
        s, mid, like = self.script, self.script.comma, self.script.comma + self.script.like
        opening, closing, end = ("（", "）", s.stop) if not s.gap else (" (", ")", s.stop)
        if name in ("before", "narrative"):
            return self._narrative(one=name == "before")
        makers: dict[str, Callable[[], tuple[Piece, ...]]] = {
            "plain": lambda: (self.clause(), mid, self.clause(), end),
            "question": lambda: (self.clause(), "？" if not s.gap else "?"),
            "colon": lambda: (self.clause(), s.colon, self.clause(), "；" if not s.gap else "; ", self.clause(), end),
            "dash": lambda: (self.clause(), "——" if not s.gap else " – ", self.clause(), "……" if not s.gap else "", end),
            "aside": lambda: (self.clause(), opening, self.clause(), end, closing, mid, self.clause(), end),
            "bracketed": lambda: (opening.strip(), capital(self.clause()), end, closing),
            "cited": lambda: (self.clause(), self.cite(), end),
            "cited-mid": lambda: (self.clause(), self.cite(), mid, self.clause(), end),
            "cited-after": lambda: (self.clause(), end, self.behind()),
            "direct": lambda: (self.clause(), like, Quote((self.passage(),), position="direct"), self.cite(), mid, self.clause(), end),
            "direct-end": lambda: (self.clause(), like, Quote((self.passage(),), position="direct"), self.cite(), end),
            "whole": lambda: (
                self.clause(), s.colon, Quote((self.two(), end), position="direct"), self.behind(after_mark=True),
            ),
            "stop-inside": lambda: (self.clause(), s.colon, Quote((self.two(), end, self.behind()), position="inside")),
            "cited-whole": lambda: (self.clause(), s.colon, Quote((self.two(), self.cite(), end), position="inside")),
            "inside": lambda: (self.clause(), like, Quote((self.passage(), self.cite()), position="inside"), mid, self.clause(), end),
            "multi": lambda: (self.clause(), s.colon, Quote((self.two(),), "unsourced"), mid, self.clause(), end),
            "shared": lambda: (
                self.clause(), like, Quote((self.passage(),), position="shared"), like, Quote((self.term(),), position="direct"),
                self.cite(), end,
            ),
            "shared-term": lambda: (s.term, Quote((self.term(),), position="shared"), mid, self.clause(), self.cite(), end),
            "nested": lambda: (
                self.clause(), like, Quote((self.passage() + mid, Quote((self.term(),), ""), mid + self.passage()), position="direct"),
                self.cite(), end,
            ),
            "nested-uncited": lambda: (
                self.clause(), like, Quote((self.passage() + mid, Quote((self.term(),), "term"), mid + self.passage()), "unsourced"), end,
            ),
            "attributed": lambda: (*self._said(Quote((self.passage(),), "attributed")), mid, self.clause(), end),
            "attributed-cited": lambda: (*self._said(Quote((self.passage(),), position="direct")), self.cite(), end),
            "nobody": lambda: (self.draw(st.sampled_from(s.nobody)), Quote((self.passage(),), "unsourced"), mid, self.clause(), end),
            "term": lambda: (s.term, Quote((self.term(),), "term"), mid, self.clause(), end),
            "unsourced": lambda: (self.clause(), like, Quote((self.passage(),), "unsourced"), end),
        }  # fmt: skip
        return makers[name]()

    def _said(self, quote: Quote) -> tuple[Piece, ...]:
        words, speaker = self.draw(st.sampled_from([pair for pair in self.script.speakers if pair[0] not in KNOWN]))
        return words, quote._replace(speaker=speaker)

    def _narrative(self, *, one: bool) -> tuple[Piece, ...]:
        """A sentence whose subject is the authors of a work and its year: one who says something, or any who do else."""
        works = [at for at, (work, _) in enumerate(self.habits.works) if len(work.names) == 1 or not one]
        if not works:
            return self.form("plain")
        at = self.draw(st.sampled_from(works))
        work, entry = self.habits.works[at]
        names = names_of(work, self.habits, " and ")
        opening, closing = ("（", "）") if self.habits.manner.startswith("（") else ("(", ")")
        named = f"{names}{self.script.gap}{opening}{work.year}{closing}"
        cite: tuple[Piece, ...] = (Cite((Marker(named, ((NO_PLACE, entry),)),)),)
        if self.habits.citing == "numeric":
            number = "{}".join(self.habits.manner).format(at + 1)
            cite = (named, Cite((Marker(number, ((NO_PLACE, target_of(self.habits, at + 1)),)),), self.script.gap))
        if not one:
            return *cite, self.script.considers, self.script.stop
        return *cite, self.script.says, Quote((self.passage(),), "attributed", "before", names), self.script.stop


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def laid(pieces: Sequence[Piece], habits: Habits, rows: Rows) -> str:
    """The text of a sentence, its markers set off by `MARKER`; its quotations and citations are added to the rows."""
    groups: list[range] = []
    quotes: list[tuple[int, int, Quote, str, int | None]] = []

    def walked(pieces: Sequence[Piece], level: int, parent: int | None) -> str:
        text = ""
        for piece in pieces:
            if isinstance(piece, str):
                text += piece
            elif isinstance(piece, Cite):
                start = len(rows.citations)
                rows.citations.extend(
                    Cited(marker.text, habits.citing, *place, target)
                    for marker in piece.markers
                    for place, target in marker.works
                )
                groups.append(range(start, len(rows.citations)))
                text += piece.before + piece.between.join(f"\ue000{marker.text}\ue001" for marker in piece.markers)
            else:
                marks = habits.marks[level]
                at, before = len(quotes), len(groups)
                quotes.append((before, before, piece, "", parent))
                inside = walked(piece.pieces, level + 1, at)
                quotes[at] = (before, len(groups), piece, inside, parent)
                text += marks[0] + inside + marks[1]
        return text

    text = walked(pieces, 0, None)
    found: list[Quoted] = []
    for first, last, quote, inside, parent in quotes:
        words = MARKER.sub("", inside)
        if not quote.kind and parent is not None:
            found.append(found[parent]._replace(text=words, marks=habits.marks[1]))
            continue
        support = {"inside": groups[first:last], "before": groups[first - 1 : first]}.get(
            quote.position or "", groups[last : last + 1]
        )
        links = tuple((quote.position, at) for group in support for at in group) if quote.position else ()
        marks = habits.marks[0 if parent is None else 1]
        found.append(Quoted(words, quote.kind, marks, quote.speaker, links))
    rows.quotations.extend(found)
    return text if text[:1] == "\ue000" else capital(text)
