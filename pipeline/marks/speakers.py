"""Who says it: the person, body or titled work that a sentence names as the subject of a verb of saying.

A heuristic. A Chinese sentence does not mark where a name ends: one is taken where it opens a clause, or what comes
before it ends as an apposition does, and only adverbs, times, places and objects set before the verb follow it. A name
so found in one sentence that quotes is known in the others too. Pronouns and general nouns name nobody.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

from pipeline.marks.chinese_names import LONGEST_NAME, is_name
from pipeline.marks.delimiters import Pair
from pipeline.marks.english_sayings import english_sayings
from pipeline.marks.sayings import BLOT, ENDS, Saying

_SAYING = (
    "认为|認為|指出|强调|強調|写道|寫道|写下|寫下|写(?![作手字])|寫(?![作手字])|称之为|稱之為|称为|稱為|称作|稱作|称(?![号呼职])|稱(?![號呼職])|叫作|叫做|"
    "提出|主张|主張|描述|描绘|描繪|表示|论述|論述|断言|斷言|宣称|宣稱|声称|聲稱|解释|解釋|谈到|談到|提到|概括|界定|定义|定義|总结|總結|批评|批評|坦言|直言|"
    "告诉|告訴|回忆|回憶|承认|承認|抱怨|感叹|感嘆|回答|答道|问道|問道|补充|補充|所言|所云|所谓|所謂|看来|看來|说(?![明法服])|說(?![明法服])"
)
_VERB = re.compile(f"(?:{_SAYING})")
_ADVERBS = (
    "也|还|還|又|曾经|曾經|曾|就|便|则|則|都|所|即|亦|明确|明確|深刻|特别|特別|进一步|進一步|着重|著重|多次|一再|反复|反覆|再次|再|首先|最早|最先|率先|最后|最後|同样|同樣|甚至|正是|是这样|是這樣|这样|這樣|"
    "如此|在此基础上|对此|對此|由此|早就|早已|早|已经|已經|已|后来|後來|随后|隨後|事后|事後|后|後|一直|始终|始終|直接|公开|公開|高度|简要|清楚|坦率|却|卻|常常|经常|经|往往|只|才|深入探讨并|"
    "并且|并|並且|並|而|戏|戲|回应|回應|[发發撰著]文|评论|評論|分析|感慨|调侃|得更\\w{2}|得\\w{2}|[^，。；：在把将]{2}地"
)
_NUMBERS = r"[\[［〔【]\s*\d[\d\s,，、;；–—~～-]{0,20}[\]］〕】]"
_MARKER = rf"(?:{_NUMBERS}(?:\d{{1,4}}(?:[–—~～-]\d{{1,4}})?)?|[①-⑳㉑-㉟]|[⁰¹²³⁴-⁹]{{1,3}})"
_PLACE = "在(?:《[^》]{1,40}》|[^，。；：]{1,24}?)(?:一书|一書|一文)?(?:之?[中里裡裏上时時后後前下内內]|处|處|之初|期间|期間|年|当中|當中)"
_ADVERB = rf"(?:(?:{_ADVERBS})地?|等人?|[（(](?:[^（）()]|[（(][^（）()]*[)）]){{1,40}}[)）]|{_MARKER}|[在于於]?\d{{3,4}}年(?:代|初|末|底)?(?!的))"
_RUN = rf"(?:\s*+{_ADVERB})*+\s*+"
_CIRCUMSTANCE = rf"(?:{_PLACE}|[在于於]《[^》]{{1,40}}》|[用以].{{1,6}}?(?:语|語|文|口吻|方式|语气|語氣|的话|的話))"
_OBJECT = "(?:[把将將对對向跟从從]|针对|針對|通过|透过|透過|围绕|圍繞|基于|基於|结合|結合|借助|借用).{1,24}"
_WAY = rf"{_RUN}(?:{_CIRCUMSTANCE}{_RUN}){{0,3}}(?:{_OBJECT})?"
"""Adverbs, circumstances and what is set before a verb. Possessive and bounded: a long clause is not tried in every division."""
_SUBJECT = re.compile(rf"(?P<name>[^《]{{0,16}}《[^》]{{1,60}}》|.{{2,{LONGEST_NAME}}}?){_WAY}", re.DOTALL)
"""A clause up to its verb: the subject, then what may stand between the two."""
_ONLY_WAY = re.compile(_WAY, re.DOTALL)
_OPENERS = (
    "正如|诚如|誠如|恰如|一如|犹如|猶如|如同|就像|正像|如|因此|因而|所以|然而|但是|但|而且|而|不过|不過|同时|同時|此外|例如|比如|譬如|其中|尽管|儘管|虽然|雖然|即使|"
    "对此|對此|为此|於此|于是|於是|当|當|据|據|按照|根据|根據|依据|依據|在此|連|连|后来|後來|随后|隨後|事后|事後|正|并且|並且|故|可见|可見|其实|其實|事实上|事實上|被|由|像|近来|近來|最近|早在\\d+年"
)
_BEFORE_CLAUSE = re.compile(
    rf"(?:.*[，。；：！？“”‘’「」『』…\x00](?![^（）()]*[）)]))?\s*(?:(?:{_OPENERS})\s*)*", re.DOTALL
)
"""What stands before the clause that a text ends with, and the words that open it."""
_APPOSITION = re.compile(
    r"[的被由是]|发起人|發起人|[人者员員师師手生长長授]|[学學作]者|家|主席|书记|書記|总理|總理|先生|女士|同志|司机|司機|主播|编辑|編輯|记者|記者|老板|老闆|主任|主编|主編|导演|導演|工人|农民|農民"
)
"""What may stand right before a name that does not open its clause: who it is (`社会学家孙萍`), what tells of it."""
_INTRODUCES = re.compile(r"[为為作道是出到了过過\s，,：:]*[“‘「『\"']")
_SOMEBODY = tuple("者们們家员員师師手人众眾界派台司民工")
_INSTRUMENT = re.compile(
    r"(?:[用以]|借用?|使用|采用|採用)[“‘「『\"']\x00+[”’」』\"'](?:一?[词詞语語]|[这這]一\w{1,3})?[来來去加以]*\Z"
)
_AGAIN = re.compile(r"[（(在曾也又则則就于於把将將对對从從以用已早后後继繼反进進\d]")
"""What shows that a clause's first words are its subject, where no verb of saying follows."""
_REACH = 90
"""How far before its verb a speaker is looked for."""
_OF = frozenset("的之主式派们們")
"""What makes of a name another subject (`马克思的读者`, `马克思主义`)."""
_LONGEST_WAY = 20
"""How many words' characters may stand between a known name and its verb."""
_PHRASES = re.compile(
    "来说|来說|來说|來說|而言|看来|看來|那里|那裡|那裏|眼中|笔下|筆下|说法|說法|的话|的話|"
    "观点|观點|觀点|觀點|定义|定義|表述|理解|解释|解釋"
)
"""Words of such phrases; each begins with a character, not a choice of some, so that they are found fast."""
_PHRASE = re.compile(
    r"(?:在|对于?|對於?)(?P<name>[^，。；：、“”「」\s在对對]{2,16}?)(?:看[来來]|那[里裡裏]|眼中|[笔筆]下|[来來][说說]|而言)|"
    r"(?:据|據|依据?|依據?|按照?|用|照|借用?|套用|引用|沿用)(?P<name_2>[^，。；：、“”「」\s]{2,16}?)(?:自己|本人)?的(?:(?:一句)?[话話](?:[来來]?[说說]|[来來][讲講])?|[说說]法|[观觀][点點]|定[义義]|表述|理解|解[释釋])"
)

_Subject = tuple[int, str]
"""Where the subject of a verb begins, and its name."""


class Speakers:
    """Finds who speaks in the sentences of one paper that quote: it knows the names that stand before their verbs."""

    def __init__(self, text: str, own: Mapping[int, str], listed: Collection[str] = ()) -> None:
        """Take the reading text and the sentences' own words by where they begin; `listed` are the authors of its list."""
        self._text = text
        self._own = own
        self._listed = listed
        self._verbs = {
            start: [(verb, self._subject(words, verb.start())) for verb in _VERB.finditer(words)]
            for start, words in own.items()
        }
        self._known = {subject[1] for verbs in self._verbs.values() for _, subject in verbs if subject}

    def in_sentence(self, start: int) -> list[Saying]:
        """The sayings of the sentence that begins at `start`, outside its quotations, by the place of their verbs.

        >>> text = "正如马克思在《资本论》中所指出的，“资本”要增殖。Jarrett (2015) writes that"
        >>> speakers = Speakers(text, {0: own_words(text, 0, 25, [Pair(17, 20)]), 25: text[25:]})
        >>> speakers.in_sentence(0)
        [Saying(start=2, verb_end=15, name='马克思')]
        >>> speakers.in_sentence(25)
        [Saying(start=25, verb_end=46, name='Jarrett')]
        """
        words = self._own[start]
        found = [
            Saying(start + subject[0], start + verb.end(), subject[1])
            for verb, direct in self._verbs[start]
            if (subject := self._before(words, verb, direct))
        ]
        if _PHRASES.search(words):
            found += _phrases(words, start)
        if _CAPITAL.search(self._text, start, start + len(words)):
            found += [saying for saying in english_sayings(words, start) if not self._is_plural(saying, start)]
        if found and ("；" in words or "; " in words):
            found += [Saying(start + end.start(), start + end.end(), None) for end in ENDS.finditer(words)]
        return sorted(found, key=lambda saying: saying.verb_end)

    def _is_plural(self, saying: Saying, start: int) -> bool:
        """Whether what opens a sentence in capitals is a general noun (`Riders say`)."""
        return (
            saying.start == start
            and saying.name is not None
            and saying.name.endswith("s")
            and saying.name.lower() in self._words
        )

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(self._text.split())

    def _before(self, words: str, verb: re.Match[str], direct: _Subject | None) -> tuple[int, str | None] | None:
        """The subject of a verb: `direct` before it, known from elsewhere, or of the clause before.

        A general noun that introduces a quotation of its own is a subject without a name.
        """
        at = verb.start()
        if (opening := _instrument(words, at)) is not None:
            return self._subject(words, opening)
        named = direct or self._known_subject(words, at) or self._subject_of_last(words, at)
        return named or ((at, None) if _INTRODUCES.match(words, verb.end()) and _is_somebody(words, at) else None)

    def _subject(self, text: str, verb: int) -> _Subject | None:
        """The name that only what may stand between parts from a verb."""
        begin = _clause(text, verb)
        subject = _SUBJECT.fullmatch(text, begin, verb)
        if subject is None:
            return None
        words = subject["name"]
        endings = (words[before.end() :] for before in _APPOSITION.finditer(words))
        name = words if self._is_name(words) else next(filter(self._is_name, endings), "")
        if not name or _ONLY_WAY.fullmatch(name):
            return None
        return begin + len(words) - len(name), name.strip()

    def _is_name(self, words: str) -> bool:
        return words.casefold() in self._listed or is_name(words)

    def _known_subject(self, words: str, verb: int) -> _Subject | None:
        """The known name that opens the clause of a verb."""
        begin = _clause(words, verb)
        name = self._known_at(words, begin, verb)
        if name is None or words[begin + len(name)] in _OF or verb - begin - len(name) > _LONGEST_WAY:
            return None
        return begin, name

    def _known_at(self, words: str, begin: int, end: int) -> str | None:
        longest_first = (words[begin : begin + length] for length in range(min(LONGEST_NAME, end - begin), 1, -1))
        return next((name for name in longest_first if name in self._known), None)

    def _subject_of_last(self, words: str, verb: int) -> _Subject | None:
        """The subject of the clause before, for a verb that has none of its own (`…论及计时工资，称之为“…”`)."""
        begin = _clause(words, verb)
        last = words[:begin].rfind("，")
        if last < 0 or words[last + 1 : begin].strip() or not _ONLY_WAY.fullmatch(words, begin, verb):
            return None
        begin = _clause(words, last)
        if (name := self._known_at(words, begin, last)) is not None:
            return begin, name
        for length in range(2, min(6, last - begin)):
            if _AGAIN.match(words, begin + length) and self._is_name(words[begin : begin + length]):
                return begin, words[begin : begin + length]
        return None


_CAPITAL = re.compile("[A-ZÀ-ÖØ-Þ]")


def _clause(text: str, verb: int) -> int:
    """Where the clause of a verb begins, behind the words that open it."""
    before = _BEFORE_CLAUSE.match(text, max(0, verb - _REACH), verb)
    return before.end() if before else verb


def _is_somebody(words: str, verb: int) -> bool:
    """Whether the subject of a verb is a general noun for people or a body."""
    subject = _SUBJECT.fullmatch(words, _clause(words, verb), verb)
    return subject is not None and subject["name"].endswith(_SOMEBODY)


def _instrument(words: str, verb: int) -> int | None:
    """Where `用“…”来` begins, that stands before a verb."""
    met = _INSTRUMENT.search(words, max(0, verb - _REACH), verb)
    return met.start() if met else None


def _phrases(words: str, start: int) -> Iterator[Saying]:
    """What stands for a verb: `在…看来`, `用…的话说`."""
    for phrase in _PHRASE.finditer(words):
        if is_name(name := phrase[phrase.lastgroup or 0]):
            yield Saying(start + phrase.start(), start + phrase.end(), name)


def own_words(text: str, start: int, end: int, quotations: Sequence[Pair]) -> str:
    """A sentence with what stands between quotation marks blotted out, every character in its place."""
    pieces = []
    at = start
    for opening, closing in quotations:
        if opening >= at:
            pieces += [text[at : opening + 1], BLOT * (closing - opening - 1)]
            at = closing
    pieces.append(text[at:end])
    return "".join(pieces)
