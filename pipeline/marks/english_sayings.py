"""Sayings of English sentences: a name and its verb, a verb and its name, `according to`, `in X’s words`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.marks.sayings import BLOT, Saying

_LATIN = r"[A-ZÀ-ÖØ-Þ][\w’'-]*\w"
_PARTICLES = r"(?:(?:de la|van der|van den|von der|de|van|von|der|la|le|di|da|del) )?"
_NAME = rf"(?:{_PARTICLES}(?:{_LATIN}|[A-Z]\.)(?: (?:of |and (?=[A-Z]\w+ and )|{_PARTICLES})?(?:{_LATIN}|[A-Z]\.))*)"
ENGLISH_SAYING = (
    "says?|said|writes?|wrote|argue[sd]?|claim(?:s|ed)?|calls?|called|describe[sd]?|define[sd]?|notes?|noted|states?|stated|suggest(?:s|ed)?|"
    "observe[sd]?|contend(?:s|ed)?|maintain(?:s|ed)?|propose[sd]?|emphasi[sz]e[sd]?|stress(?:es|ed)?|explain(?:s|ed)?|point(?:s|ed)? out|puts? it|"
    "asks?|asked|reports?|reported|objects?|objected|insist(?:s|ed)?|conclude[sd]?|remark(?:s|ed)?|recall(?:s|ed)?|"
    "declare[sd]?|add(?:s|ed)?|repl(?:y|ies|ied)|warn(?:s|ed)?|complain(?:s|ed)?|speaks? of|spoke of|tells?|told|"
    "(?:terms?|termed|names?|named) (?:it|this|that|these|them|such)|dub(?:s|bed)?|refer(?:s|red)? to|label(?:s|led)?|has it"
)
_VERB = re.compile(rf"\b(?:{ENGLISH_SAYING})\b")
_NAMES = re.compile(rf"(?P<name>{_NAME}(?:(?:,? and|,| &) {_NAME})*(?: et al\.)?)(?:[’']s?(?= ))?")
_NO_SUBJECT = re.compile(
    r"(?i:\b(?:in|of|at|on|by|from|to|with|for|about|against|between|among|through|under|like|via|near|into|over|across)(?: the)?(?: [a-z]+ist)?) \Z"
)
"""A name behind a preposition is no subject."""
_WAY = re.compile(
    r"(?P<cited>(?:\s*[(（][^()]{1,40}[)）]|\s*\[[^\[\]]{1,40}\]|[⁰¹²³⁴-⁹]+)*)"
    r"(?:|,?\s[^.;:!?“”\"]{0,140}?(?:,|[)\]]|\band|\bwho|\bwhich|\bthat)|,)"
    r"(?:,?\s(?:and|who|which|that|has|have|had|also|once|already|then|thus|further|later|even|rightly|elsewhere|both|could|would|may|might|does|did|do|himself|herself|themselves|first|never|famously|often|was the first to|(?:go|goes|went) on to|(?:come|comes|came|used|likes?|prefers?) to|\w+ly))*"
    r"\s?"
)
"""What may stand between a subject and its verb: citations, what commas set off, a first verb and `and`, adverbs."""
_RELATIVE = re.compile(
    r",\s(?:who|whose|whom|which|in|at|an?|the|writing|citing|quoting|following)\b[^.,;:!?]{0,120},\s?"
)
"""A phrase between commas behind a subject."""
_OPENING = re.compile(
    r"\A(?:(?:The|An?|As|But|And|Yet|So|When|While|Though|Although|If|Where|Here|For|In|Then|Thus|Like|Both|Since|After|Before|Even|Later|Once|Only|What|Following|Unlike|Citing|Quoting|Drawing on|Against) )+(?=[A-Zvd])"
)
"""Words before a name that a sentence's beginning sets in capitals."""
_INVERTED = re.compile(
    rf" (?:the |an? )?(?:[a-z]+ist )?(?P<name>{_NAME}(?: and {_NAME})?(?: et al\.)?)(?! (?:{ENGLISH_SAYING})\b)"
)
_BEHIND = re.compile(r"(?:\A|[”’\"'»“‘]|\b[Aa]s|\b[Ss]o)[\s,—–-]*\Z")
"""Where a verb stands before its subject: behind a quotation, behind `as` or `so`."""
_TELLS = re.compile(r"sa|wr|arg|obs|not|exp|main|ins|rem")
"""Verbs that may do so behind any comma, since they have no person for an object."""
_NOUN = "words|phrase|phrasing|term|terms|formula|formulation|expression|account|view|sense|reading|telling"
_PHRASE = re.compile(
    rf"\b[Aa]ccording to (?:the )?(?:[a-z]+ist )?(?P<name>{_NAME}(?: and {_NAME})?)|\b(?:[Ii]n|[Tt]o use|[Tt]o borrow|[Ii]s|[Bb]y) (?P<name_2>{_NAME}(?: and {_NAME})?)[’']s?(?: own| famous| apt)? (?:{_NOUN})\b|"
    rf"\b[Ii]n the (?:words|phrase|formula) of (?:the )?(?:[a-z]+ist )?(?P<name_4>{_NAME}(?: and {_NAME})?)|(?P<name_5>{_NAME}(?: (?:and|&) {_NAME})?)[’']s?(?: own| famous| apt)? (?:words|phrase|formula|term|expression)\b|"
    rf"\b[Ff]or (?P<name_3>{_NAME}(?: and {_NAME})?)(?: ?[(\[][^()\[\]]{{1,30}}[)\]])?,"
)
_HINT = re.compile(r"[’']|ccording to|the (?:words|phrase|formula) of|\b[Ff]or [A-Z]")
"""What all of these have one of: asked first."""
_NOBODY = frozenset(
    [
        "He",
        "She",
        "They",
        "It",
        "We",
        "I",
        "You",
        "One",
        "This",
        "That",
        "These",
        "Those",
        "The",
        "A",
        "An",
        "Scholars",
        "Some",
        "Many",
        "Others",
        "Critics",
        "Researchers",
        "Authors",
        "There",
        "Here",
        "What",
        "Who",
        "Nobody",
        "Everybody",
        "Anyone",
        "People",
        "In",
        "On",
        "At",
        "As",
        "If",
        "When",
        "While",
        "But",
        "And",
        "Yet",
        "So",
        "For",
        "Both",
        "Most",
        "Several",
        "Such",
        "No",
        "Not",
        "Its",
        "Their",
        "Our",
        "His",
        "Her",
        "My",
        "All",
        "Another",
        "Each",
        "Every",
        "Everyone",
        "Someone",
        "Somebody",
        "Neither",
        "Nor",
        "Or",
        "Then",
        "Thus",
        "However",
        "Moreover",
        "Sometimes",
        "Perhaps",
        "Once",
        "Now",
        "Two",
        "Three",
        "Four",
        "Five",
        "Managers",
        "Workers",
        "Informants",
        "Interviewees",
        "Respondents",
        "Participants",
        "Riders",
        "Drivers",
        "Moderators",
        "Users",
        "Platforms",
        "Companies",
        "Observers",
        "Commentators",
    ]
)
"""What begins a sentence in capitals and is no name."""
_REACH = 220
"""How far before its verb a subject is looked for."""


def english_sayings(words: str, start: int) -> Iterator[Saying]:
    """The sayings of a sentence that begins at `start`, whose quotations are blotted out.

    >>> [saying.name for saying in english_sayings("Grant, who rode along, writes that, as Vance puts it,", 0)]
    ['Grant', 'Vance']
    """
    for verb in _VERB.finditer(words):
        begin = max(0, verb.start() - _REACH)
        begin = max(begin, *(words.rfind(mark, begin, verb.start()) + 1 for mark in (";", BLOT)))
        subject = _subject(words, begin, verb.start())
        inverted = None if subject else _inverted(words, begin, verb)
        if subject is not None:
            yield Saying(start + subject[0], start + verb.end(), subject[1])
        elif inverted is not None and (name := _plain(inverted["name"])) is not None:
            yield Saying(start + verb.start(), start + inverted.end(), name)
    for phrase in _PHRASE.finditer(words) if _HINT.search(words) else ():
        if (name := _plain(phrase[phrase.lastgroup or 0])) is not None:
            yield Saying(start + phrase.start(), start + phrase.end(), name)


def _inverted(words: str, begin: int, verb: re.Match[str]) -> re.Match[str] | None:
    """The subject behind its verb (`writes Marx`)."""
    behind = _BEHIND.search(words, begin, verb.start()) is not None
    behind = behind or (words[: verb.start()].endswith(", ") and _TELLS.match(verb[0]) is not None)
    return _INVERTED.match(words, verb.end()) if behind else None


def _subject(words: str, begin: int, verb: int) -> tuple[int, str] | None:
    """Where the subject of a verb begins and what it is: the nearest name before it that can be one.

    A name that a phrase between commas ends with (`Ann, who rode with Bo, writes`) is not the subject.
    """
    nearest: tuple[int, str] | None = None
    for found in reversed(list(_NAMES.finditer(words, begin, verb))):
        name = _plain(found["name"])
        at = found.start() + len(found["name"]) - len(name or "")
        if (
            name is None
            or name.endswith(("’s", "'s"))
            or (_NO_SUBJECT.search(words, begin, at) and not words.startswith(", who ", found.end()))
        ):
            continue
        if nearest is None and _WAY.fullmatch(words, found.end(), verb):
            nearest = at, name
            if words[found.end() : found.end() + 1] != ",":
                break
        elif nearest is not None and _RELATIVE.fullmatch(words, found.end(), verb):
            return at, name
    return nearest


def _plain(name: str) -> str | None:
    """A name without an article, None for a pronoun or a general noun at a sentence's beginning.

    What stands before a comma is another word in capitals (`The rider, Harrow`) where it is nobody.
    """
    name = _OPENING.sub("", name)
    first, *others = name.split(", ", maxsplit=1)
    if first.split(maxsplit=1)[0] not in _NOBODY:
        return name
    return others[0] if others and " " not in first else None
