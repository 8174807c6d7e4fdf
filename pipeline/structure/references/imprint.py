"""The imprint of a book: publisher and place, and where in a stretch of words they begin."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.document import CJK
from pipeline.structure.references.places import STATE, is_place, is_state
from pipeline.structure.references.text import Printed

_PUBLISHER = re.compile(
    r"\b(?:Press|Publish\w+|Publications|Verlag|Books|Routledge|Springer|S[Aa][Gg][Ee]|Wiley|Polity|Verso|Penguin|Palgrave|Elsevier|Pluto|Zed|"
    r"Blackwell|Macmillan|Brill|Norton|Minerva|Haymarket|Semiotext\w*|Emerald|Vintage|PublicAffairs|Bloomsbury|Peter Lang|"
    r"McGraw[- ]Hill|Pearson|Basic|Knopf|Harper\w*|Simon (?:and|&) Schuster|Sons|Univ\. Pr\w*|Elgar|Mifflin|Suhrkamp|Gallimard)\b|"
    r"出版|[书書](?:[店局]|社\Z)|印[书書][馆館]|群益|文化公司"
)
_PLACE_NAME = rf"(?:(?:St\.|[A-ZÀ-Þ][\w'-]*)(?:[ -](?:[A-ZÀ-Þ][\w'-]*|am|and|&|upon|de|of)){{0,4}}(?:, {STATE}){{0,2}}(?: \([A-Z]{{2}}\))?|[{CJK}]{{2,8}})"
_PLACE = re.compile(rf"(?P<place>[A-Z][^:\d]{{1,40}}|[{CJK}]{{2,8}})\s?:\s?(?=\S)")
_BEFORE_COLON = re.compile(rf"(?:\A|[.,;(?!]|\s\s)\s*\[?(?P<place>{_PLACE_NAME})\]?\s?\Z")
_COLON = re.compile(r"\s?:\s?(?=\S)")
_PLACES = re.compile(r"(?<=[a-zA-Z])(?:, ?[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,2}){2,3}\s*\Z")
_END = re.compile(rf"(?:[,?!]|(?<![A-Z])\.|(?<=[A-Z]{{2}})\.|\s\s)\s*|(?<=[{CJK}])\.")
"""What divides stretches: commas, and full stops that no initial carries."""
LONGEST_PLACE = 80
LONGEST_PUBLISHER = 90
_SEVERAL = re.compile(r",(?! (?:Inc|Ltd|LLC|Co)\b)|\. ")
_CAMPUSES = re.compile(
    r"(?:University of (?:Alabama|Alaska|Arkansas|California|Colorado|Hawaii|Illinois|Maryland|Massachusetts|Michigan|Minnesota|Missouri|Nebraska|"
    r"North Carolina|Tennessee|Texas|Wisconsin)|(?:City|State) University of New York)(?: at |,? )[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,2}"
)
"""A university of several places carries one in its name."""


def publisher_of(words: Printed, *, sure: bool = False) -> tuple[str | None, str | None]:
    """Publisher and place of `Place: Publisher`, `Publisher, Place` or a publisher alone; `sure` where it is one.

    >>> publisher_of(Printed.of("北京：人民出版社")), publisher_of(Printed.of("Oxford University Press, Oxford"))
    (('人民出版社', '北京'), ('Oxford University Press', 'Oxford'))
    >>> publisher_of(Printed.of("Cambridge, MA, Harvard University Press"))
    ('Harvard University Press', 'Cambridge, MA')
    """
    lead = len(words.text) - len(words.text.lstrip(" ,.;:()["))
    words = words.cut(lead, len(words.text.rstrip(" ,.;:")))
    if match := _PLACE.match(words.text):
        first, second = words.cut(0, match.end("place")).value(), words.cut(match.end()).value()
        # Some styles set the publisher first, `Routledge: New York`.
        return (
            (first, second) if is_place(words.text[match.end() :]) and not is_place(match["place"]) else (second, first)
        )
    if not (sure or is_publisher(words.text)):
        return None, None
    place_first, comma = _comma_of(words.text, sure)
    if comma is None:
        return (None, words.value()) if is_place(words.text) else (words.value(), None)
    first, second = words.cut(0, comma).value(), words.cut(comma + 1).value()
    return (second, first) if place_first else (first, second)


def _comma_of(text: str, sure: bool) -> tuple[bool, int | None]:
    """The comma between publisher and place, None where there is none; and whether the place stands first."""
    if _CAMPUSES.fullmatch(text) or is_place(text) or "," not in text:
        return False, None
    commas = [match.start() for match in re.finditer(",", text)]
    for comma in commas:
        if is_place(text[:comma]) and not is_state(text[comma + 1 :]):
            return True, comma
        if is_place(text[comma + 1 :]):
            return False, comma
    if sure and (several := _PLACES.search(text)) and not is_publisher(several.group()):
        return False, several.start()
    name, last = text[: commas[-1]], text[commas[-1] + 1 :]
    if is_publisher(last):
        return True, commas[-1] if len(commas) == 1 and len(name) < 40 else None
    is_short = len(last) < 40 and len(last.split()) < 4 and not re.search(r"\b(?:Inc|Ltd|Co|LLC)\b", last)
    return False, commas[-1] if is_short else None


def is_publisher(text: str) -> bool:
    return _PUBLISHER.search(text) is not None


def is_place_and_publisher(text: str) -> bool:
    return (match := _PLACE.match(text.strip(" ,.;("))) is not None and len(match["place"].split()) <= 5


def is_imprint(text: str) -> bool:
    """True for what begins with a known publisher, or with a place that a publisher follows."""
    first = re.split(r"[,:]", text, maxsplit=1)[0]
    return is_publisher(first) or is_place(first)


def imprint_at(text: str) -> int | None:
    """Where the imprint begins that a stretch of words ends with; None where none can be told from a title.

    >>> text = "Keyworks: A reader, Malden, MA: Blackwell"
    >>> text[imprint_at(text) :]
    'Malden, MA: Blackwell'
    >>> text = "The long wait, Edward Stone, Cheltenham"
    >>> text[imprint_at(text) :]
    'Edward Stone, Cheltenham'
    >>> imprint_at("Waiting as a kind of work")
    """
    text = text.rstrip(" .,;:")
    return _at_colon(text) or _at_comma(text)


def _at_colon(text: str) -> int | None:
    """Where the place of `Place: Publisher` begins."""
    for colon in reversed(list(_COLON.finditer(text))):
        before = _BEFORE_COLON.search(text, max(0, colon.start() - LONGEST_PLACE), colon.start())
        name = text[colon.end() :]
        if before is None or len(name) > LONGEST_PUBLISHER:
            continue
        if is_place(before["place"]) or (is_publisher(name) and not _SEVERAL.search(name)):
            return before.start("place")
    return None


def _at_comma(text: str) -> int | None:
    """Where `Publisher, Place`, `Place, Publisher` or a known publisher begins behind a title."""
    stops = list(_END.finditer(text))
    starts = [0, *(stop.end() for stop in stops)]
    parts = [text[start:end] for start, end in zip(starts, [*(stop.start() for stop in stops), len(text)], strict=True)]
    first = _before_places(parts)
    if first < len(parts):
        is_named = first > 1 and parts[first - 1][:1].isalpha() and is_place(", ".join(parts[first:]))
        return starts[first - 1] if is_named else None
    if is_publisher(parts[-1]) and len(parts[-1]) < LONGEST_PUBLISHER:
        return starts[_before_places(parts[:-1])] or None
    return starts[-2] if len(parts) > 2 and is_place(parts[-2]) else None


def _before_places(parts: Sequence[str]) -> int:
    """The index of the first of the places, with their states, that stretches end with."""
    first = len(parts)
    while first > 1 and (is_state(parts[first - 1]) or is_place(parts[first - 1])):
        first -= 1
    return first
