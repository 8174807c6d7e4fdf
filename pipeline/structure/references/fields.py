"""From an entry of a reference list to its fields."""

from __future__ import annotations

import re

from pipeline.document import CJK
from pipeline.layers import EntryFields
from pipeline.structure.references.book_titles import read_book_titles
from pipeline.structure.references.dates import YEAR
from pipeline.structure.references.kinds import is_conference
from pipeline.structure.references.links import links_of
from pipeline.structure.references.sentences import read_sentences
from pipeline.structure.references.text import Printed
from pipeline.structure.references.type_letters import read_type_letters

_REPEATED = re.compile(
    rf"(?<=[{CJK}\w.\])])\s*\[(?=[A-Z][A-Za-z'-]+[ ,.])(?:[^\[\]]|\[[^\[\]]{{1,6}}\]){{30,}}\]?\s*\Z|(?<=[\w.\])])\s*\[(?=[{CJK}]{{2}})[^\[\]]{{20,}}\]?\s*\Z"
)
_IN_CHINESE = re.compile(r"[\[(]\s?in Chinese[^\])]*[\])]\s*\.?\s*\Z", re.IGNORECASE)
_SECOND = re.compile(rf"(?<=[\w)/])\s?\.\s?(?=[A-Z][A-Za-z'-]+[ ,][^\[{CJK}]{{10,400}}\[[A-Z/]{{1,5}}\])")
LONGEST_ENTRY = 4000
"""What stands further behind is no part of an entry, but a list that was not cut."""
_BRACKETED = re.compile(r"\[(?P<inner>[^\[\]]{20,})\]?\s*\Z")


def fields_of(raw_text: str) -> EntryFields:
    """The fields of an entry as printed, without its label; a field that cannot be read with good reason is None.

    Of an entry that is repeated in another language behind itself, the first is read.

    >>> found = fields_of("孙萍. “算法逻辑”下的数字劳动[J]. 思想战线, 2019, 45(6): 50-57.")
    >>> found.type, found.title, found.container_title, found.issued, found.page
    ('article-journal', '“算法逻辑”下的数字劳动', '思想战线', '2019', '50-57')
    >>> found.contributors
    (Person(role='author', family='孙', given='萍', literal=None),)
    >>> fields_of("Scholz, T. (2017). Uberworked and underpaid. Polity.")[:4]
    ('book', 'Uberworked and underpaid', None, 'Polity')
    """
    entry = Printed.of(raw_text[:LONGEST_ENTRY])
    entry = _once(entry)
    if remark := _IN_CHINESE.search(entry.text):
        entry = entry.cut(0, remark.start())
    links = links_of(entry)
    fields = (
        read_type_letters(links.rest)
        or read_book_titles(links.rest)
        or read_sentences(links.rest, has_address=links.url is not None)
    )
    fields = fields._replace(doi=links.doi, url=links.url, accessed=links.accessed)
    if links.url and (
        fields.type is None
        or (fields.type == "paper-conference" and not fields.page and not is_conference(fields.container_title or ""))
    ):
        fields = fields._replace(type="webpage")
    return fields


def _is_chinese_entry(text: str) -> bool:
    """True for an entry in Chinese that is complete: its type letter or its year is printed."""
    return (
        re.search(rf"\[[A-Z/]{{1,5}}\]|{YEAR}", text) is not None and re.match(rf"[^A-Za-z]*[{CJK}]", text) is not None
    )


def _once(entry: Printed) -> Printed:
    """An entry without the brackets around the whole of it, and without its repetition in another language."""
    if "[" not in entry.text:
        return entry
    if whole := _BRACKETED.match(entry.text):
        return entry.cut(*whole.span("inner"))
    if repeated := _REPEATED.search(entry.text):
        return entry.cut(0, repeated.start())
    if (second := _SECOND.search(entry.text)) and _is_chinese_entry(entry.text[: second.start()]):
        return entry.cut(0, second.end())
    return entry
