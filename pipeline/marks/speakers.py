"""Who says it: the person, body or titled work that a sentence names as the subject of a verb of saying.

A heuristic. A Chinese sentence does not mark where a name ends, so a name is taken where it stands between a
clause's beginning and a verb of saying (with adverbs between), and a name so found once in a paper is known in its
other clauses too. Pronouns and general nouns name nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from pipeline.marks.delimiters import Pair

BLOT = "\x00"
"""Stands for every character of a quotation, while its sentence's own words are read."""
_SAYING = (
    "认为|認為|指出|强调|強調|写道|寫道|写|称之为|称为|稱為|称|稱|提出|主张|主張|描述|表示|论述|論述|断言|斷言|宣称|宣稱|解释|解釋|谈到|談到|"
    "提到|概括|界定|定义|定義|总结|總結|批评|批評|坦言|说|說|看来|看來"
)
_ADVERBS = (
    "也|还|又|曾经|曾|就|便|则|都|所|明确|深刻|特别|进一步|着重|多次|一再|反复|再次|首先|最早|率先|最后|同样|甚至|正是|是这样|这样|"
    "在此基础上|对此|由此|明確|進一步|還|則|深入探讨并|并"
)
_OPENERS = (
    "正如|诚如|恰如|一如|犹如|如同|就像|正像|如|因此|因而|所以|然而|但是|但|而且|而|不过|同时|此外|例如|比如|譬如|其中|尽管|虽然|即使|"
    "对此|为此|于是|当|据|按照|根据|依据|在|連|连|后来|随后|正|并且|故|可见|其实|事实上"
)
_VERB = re.compile(f"(?:{_SAYING})")
_NUMBERS = r"[\[［〔【]\s*\d[\d\s,，、;；–—~～-]{0,20}[\]］〕】]"
_MARKER = rf"(?:{_NUMBERS}(?:\d{{1,4}}(?:[–—~～-]\d{{1,4}})?|[(（][pP第][^()（）]{{1,16}}[)）])?|[(（]\s*{_NUMBERS}[^()（）]{{0,16}}[)）]|[①-⑳㉑-㉟]|[⁰¹²³⁴-⁹]{{1,3}})"
_BEFORE_VERB = re.compile(
    rf"(?=[等在\s（(\[［〔【①-⑳㉑-㉟⁰¹²³⁴-⁹{''.join(re.findall(r'(?:^|[|])(.)', _ADVERBS))}])(?:等人?)?(?:\s*[（(]\d{{4}}[a-z]?[^）)]{{0,12}}[）)])?(?:\s*{_MARKER}){{0,3}}(?:在《[^》]{{1,40}}》(?:一书|一文)?(?:中|里|上)?)?(?:{_ADVERBS})*\Z"
)
"""What may stand between a name and its verb: a year, markers, a work, adverbs."""
_ENDS_BETWEEN = re.compile(
    rf"[等人）)》书文中里上\d\]］〕】①-⑳㉑-㉟⁰¹²³⁴-⁹{''.join(re.findall(r'(.)(?:[|]|$)', _ADVERBS))}]"
)
"""How that may end: asked first, since it is asked of every verb."""
_BEFORE_CLAUSE = re.compile(rf"(?:.*[，。；：、！？“”‘’「」（）()\s\x00])?(?:{_OPENERS})*", re.DOTALL)
"""What stands before the clause that a text ends with, and the words that open it."""
_REACH = 60
"""How far before its verb a speaker is looked for."""
_LONGEST_NAME = 16
_LONGEST_WAY = 20
"""How many words' characters may stand between a known name and its verb."""
_PASSIVE = re.compile(r"(?:被|所谓|可|常|通|统|又|并|简|俗|自|人|泛)\Z")
_VIEW = re.compile("看来|那里|眼中|笔下")
_IN_VIEW = re.compile(
    r"(?:\A|[，。；、\s])(?:因此|然而|但是|但)?(?:在|对于?)(?P<name>[^，。；：、“”\s]{2,16}?)(?:看来|那里|眼中|笔下)"
)
_QUALIFIED = re.compile(
    r"(?:学者|教授|哲学家|思想家|经济学家|社会学家|理论家|主席|总书记|总理|先生|女士|同志)(?=.{2,6}\Z)"
)
"""What qualifies a name before it."""

_GENERAL = re.compile(
    r"(?:我们|我|你们|你|他们|他|她们|她|它们|它|其|人们|有人|有的|有些|一些|部分|许多|很多|众多|不少|多数|大多数|这|那|该|此|本|笔者|作者|论者|前者|后者|"
    r"学者|学界|学术界|理论界|研究者|专家|观点|人士|大家|读者|受访者|被试|媒体|报道|文章|论文|本文|上文|下文|前文|研究|文献|报告|报告中|理论|概念|结果|数据|事实|"
    r"可以|应该|必须|需要|不能|已经|主要|通常|一般|换句话|也就是|或者|比方|总的来|具体来|简单来|一般来|相对来|从根本上|严格来|客观来|毫无疑问|自)"
)
_GENERAL_END = re.compile(
    r"(?:学者|们|人士|专家|研究者|论者|作者|研究|学界|界|观点|文献|文章|论文|者|人|理论|方面|问题|概念|来|地|得|着|了|过|的|是|中|上|下|里|时|后|前|而|和|与|对|将|被|把|为|以|从|所|可|能|会|要|不|再)\Z"
)
_BODY_END = re.compile(
    r"(?:报告|公报|宣言|决定|决议|意见|白皮书|纲要|纲领|规划|宪法|条例|办法|通知|大会|全会|会议|党中央|国务院|委员会|协会|组织|政府|法院|联合国|部|局|署|银行|公司|研究院|研究所|研究中心|大学|学派|杂志|日报)\Z"
)
_TITLED = re.compile(r"《[^》]+》\Z")
_TRANSLITERATED = frozenset(
    "卡夸塔娅珍妮阿埃艾爱安昂奥澳巴芭白拜班邦保鲍贝本比彼毕别宾波伯勃博布采蔡策查彻茨达戴丹当道德登邓迪蒂丁杜顿多厄恩尔法凡范菲费芬丰冯佛弗福夫盖冈高戈格葛古"
    "哈海汉豪赫黑亨洪侯胡华怀霍基吉季加贾杰捷金京凯坎康考科克肯孔库奎拉莱兰朗劳勒雷蕾里利莉林琳刘龙卢鲁伦罗洛吕马玛麦曼毛梅门蒙米密缅明摩莫默姆穆"
    "纳娜南瑙内尼宁纽努诺欧帕派潘庞佩彭皮珀蒲普齐奇恰乔切琴丘屈让热荣茹儒若萨塞赛桑瑟森沙莎山尚舍申生什圣施史舒斯司思松苏索塔泰坦汤唐陶特提廷图托瓦万"
    "旺威韦维温文翁沃乌吴武西希夏香肖谢欣辛兴休许雅亚延扬杨耶叶伊易因英尤雨约泽扎詹朱兹宗佐列宁黎荷戎鲍狄柯齐泽·"
    "亞倫傑凱別劉勞吳呂喬圖奧婭寧岡庫徹愛懷揚楊榮歐湯溫漢澤烏熱爾瑪畢當盧約納紐維緬羅聖興茲華萊萬葉蓋薩蘇蘭許諾謝讓豐貝費賈賓賽達鄧門韋馬馮魯鮑麗麥齊龍龐"
)
"""Characters of names in transliteration; two of them make a name."""
_TABLE = _TRANSLITERATED | frozenset(
    "东丽久云仓代伍伏佳光关农准匡叔叙哲嘉圭士奈娃嫩孙孟宰容宽富察尧岑干平廖弥房措散斐方日昌春曹曾朔杭柏柳柴根楚楠永津济涂涅滕灿焦琼瓜甘留真祖章笛纪绍缪耐聪芒萝蓬藻谟贡赖赞迈逊通钦钱锡隆雄青顺鸠黛堯孫寬彌敘東欽濟燦瓊紀繆蘿謨貢賴贊農遜邁錢錫關雲順鳩"
)
"""With those of the tables of transliteration (译音表) that everyday words are made of too; three make a name."""
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹"
    "薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤习温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单"
    "季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬"
    "師仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝張劉陳楊黃趙吳孫馬鄭謝許韓馮鄧蕭葉蘇魏呂盧鐘譚陸賈鄒龍賀顧龔邵萬錢嚴"
)

_CAPITAL = re.compile("[A-ZÀ-ÖØ-Þ]")
_LATIN = r"[A-ZÀ-ÖØ-Þ][\w’'-]+"
_PARTICLES = r"(?:(?:de la|van der|van den|von der|de|van|von|der|la|le|di|da|del) )?"
ENGLISH_NAME = (
    rf"(?:{_PARTICLES}(?:{_LATIN}|[A-Z]\.)(?: (?:of |and (?=[A-Z]\w+ and )|{_PARTICLES})?(?:{_LATIN}|[A-Z]\.))*)"
)
ENGLISH_SAYING = (
    "says?|said|writes?|wrote|argue[sd]?|claim(?:s|ed)?|calls?|called|describe[sd]?|define[sd]?|notes?|noted|states?|stated|suggest(?:s|ed)?|"
    "observe[sd]?|contend(?:s|ed)?|maintain(?:s|ed)?|propose[sd]?|emphasi[sz]e[sd]?|stress(?:es|ed)?|explain(?:s|ed)?|point(?:s|ed)? out|puts? it|"
    "asks?|asked|reports?|reported|objects?|objected|insist(?:s|ed)?|conclude[sd]?|remark(?:s|ed)?|recall(?:s|ed)?"
)
_ENGLISH_VERB = re.compile(rf"\b(?:{ENGLISH_SAYING})\b")
_SUBJECT = re.compile(
    rf"(?P<name>{ENGLISH_NAME}(?:(?:,? and|,| &) {ENGLISH_NAME})*(?: et al\.)?)(?:[’']s)?"
    r"(?P<way>(?:\s*[(（][^()]{1,40}[)）])?(?:\s*\[\d[\d\s,–-]*\])?(?:,?\s[^.;:!?“”\"]{0,140}?)??)"
    r"(?P<link>(?:\A|[\s,)])(?:(?:and|who|which|that|has|have|had|also|once|already|then|thus|further|later|even|\w+ly) )*)\Z"
)
_DIRECT = re.compile(r"[\s,)]*\Z|.*(?:,|[)\]]|\band|\bwho)\s*\Z", re.DOTALL)
_OPENING = re.compile(
    r"\A(?:(?:The|An?|As|But|And|Yet|So|When|While|Though|Although|If|Where|Here|For|In|Then|Thus|Like) )+(?=[A-Zvd])"
)
"""Words before a name that a sentence's beginning sets in capitals."""
_INVERTED = re.compile(rf" (?:the |an? )?(?P<name>{ENGLISH_NAME})(?! (?:{ENGLISH_SAYING}))")
_PHRASE = re.compile(
    rf"\b[Aa]ccording to (?:the )?(?P<name>{ENGLISH_NAME}(?: and {ENGLISH_NAME})?)|\b[Ii]n (?P<name_2>{ENGLISH_NAME})[’']s? words|"
    rf"\b[Ii]n the words of (?P<name_4>{ENGLISH_NAME})|"
    rf"\bfor (?P<name_3>{ENGLISH_NAME}),"
)
_PRONOUNS = (
    "He|She|They|It|We|I|You|One|This|That|These|Those|The|A|An|Scholars|Some|Many|Others|Critics|Researchers|"
    "Authors|There|Here|What|Who|Nobody|Everybody|Anyone|People|In|On|At|As|If|When|While|But|And|Yet|So|For|Both|Most"
    "|Several|Such|No|Not|Its|Their|Our|His|Her|My"
)
_NOBODY = frozenset(_PRONOUNS.split("|"))
"""What begins a sentence in capitals and is no name."""


class Saying(NamedTuple):
    """A name, and the place behind the verb by which it speaks (reading text)."""

    name: str
    verb_end: int


def _is_name(words: str) -> bool:
    """Whether Chinese words that stand where a speaker stands are a name."""
    if words.startswith("《") and _TITLED.search(words):
        return True
    if words.isascii():
        return words[0].isupper() and words not in _NOBODY
    transliterated = len(words) > 2 and _TABLE.issuperset(words)
    if _GENERAL.match(words) and not transliterated:
        return False
    if _TITLED.search(words) or _BODY_END.search(words):
        return len(words) > 3
    if len(words) > 8:
        return False
    transliterated = transliterated or (len(words) > 1 and _TRANSLITERATED.issuperset(words))
    surnamed = words[0] in SURNAMES and len(words) in (2, 3) and not _GENERAL_END.search(words)
    return transliterated or "·" in words or surnamed


def _stripped(words: str) -> str:
    """The words of a frame without what qualifies a name before it (`法国学者福柯` keeps `福柯`)."""
    match = _QUALIFIED.search(words)
    return words[match.end() :] if match else words


def _name_before(text: str, verb: int, listed: Collection[str]) -> str | None:
    """The name that stands directly before a verb, adverbs and the like between."""
    before = text[max(0, verb - _REACH) : verb]
    between = _BEFORE_VERB.search(before) if _ENDS_BETWEEN.match(before[-1:]) else None
    name = _stripped(_clause(before[: between.start()] if between else before))
    named = name.casefold() in listed or _is_name(name) if 2 <= len(name) <= _LONGEST_NAME else False
    return name if named and not _PASSIVE.search(name) else None


def _clause(text: str) -> str:
    """The clause that a text ends with, without the words that open it."""
    before = _BEFORE_CLAUSE.match(text)
    return text[before.end() :] if before else text


class Speakers:
    """Finds who speaks in the sentences of one paper: it knows the names that stand directly before a verb of saying."""

    def __init__(self, text: str, listed: Collection[str] = ()) -> None:
        """Take the reading text; `listed` are the authors of its list."""
        self._text = text
        self._listed = listed
        self._verbs = [verb.span() for verb in _VERB.finditer(text)]
        self._known = frozenset(name for verb, _ in self._verbs if (name := _name_before(text, verb, listed)))

    def in_sentence(self, start: int, end: int, quotations: Sequence[Pair]) -> list[Saying]:
        """The sayings of a sentence outside its quotations, by the place of their verbs.

        >>> text = "正如马克思在《资本论》中所指出的，“资本”要增殖。Jarrett (2015) writes that"
        >>> Speakers(text).in_sentence(0, 25, [Pair(17, 20)])
        [Saying(name='马克思', verb_end=15)]
        >>> Speakers(text).in_sentence(25, 51, [])
        [Saying(name='Jarrett', verb_end=46)]
        """
        verbs = self._verbs[bisect_left(self._verbs, (start,)) : bisect_left(self._verbs, (end,))]
        views, capitals = _VIEW.search(self._text, start, end), _CAPITAL.search(self._text, start, end)
        if not (verbs or views or capitals):
            return []
        words = _own_words(self._text, start, end, quotations)
        found = [
            Saying(name, verb_end)
            for verb, verb_end in verbs
            if words[verb - start] != BLOT and (name := self._before(words, verb - start))
        ]
        if views:
            in_view = _IN_VIEW.finditer(words)
            found += [Saying(match["name"], start + match.end()) for match in in_view if _is_name(match["name"])]
        if capitals:
            found += [Saying(name, start + verb_end) for name, verb_end in _english_sayings(words)]
        return sorted(found, key=lambda saying: saying.verb_end)

    def _before(self, words: str, verb: int) -> str | None:
        """The name before a verb, or a known one that opens its clause."""
        return _name_before(words, verb, self._listed) or self._known_before(words, verb)

    def _known_before(self, words: str, verb: int) -> str | None:
        """The known name that opens the clause of a verb."""
        told = _clause(words[max(0, verb - _REACH) : verb])
        longest_first = (told[:length] for length in range(min(_LONGEST_NAME, len(told)), 1, -1))
        name = next((name for name in longest_first if name in self._known), None)
        return name if name is not None and len(told) - len(name) <= _LONGEST_WAY else None


def _own_words(text: str, start: int, end: int, quotations: Sequence[Pair]) -> str:
    """A sentence with what stands between quotation marks blotted out, every character in its place."""
    pieces = []
    at = start
    for opening, closing in quotations:
        if opening >= at:
            pieces += [text[at : opening + 1], BLOT * (closing - opening - 1)]
            at = closing
    pieces.append(text[at:end])
    return "".join(pieces)


def _english_sayings(words: str) -> Iterator[Saying]:
    """The sayings of an English sentence: a name and its verb, a verb and its name, `according to`."""
    for verb in _ENGLISH_VERB.finditer(words):
        clause = words[max(0, verb.start() - 220) : verb.start()]
        subject = _subject(clause[max(clause.rfind(mark) for mark in (";", BLOT)) + 1 :])
        if subject is not None:
            yield Saying(subject, verb.end())
        elif (inverted := _INVERTED.match(words, verb.end())) and (name := _plain(inverted["name"])) is not None:
            yield Saying(name, inverted.end())
    for phrase in _PHRASE.finditer(words):
        if (name := _plain(phrase[phrase.lastgroup or 0])) is not None:
            yield Saying(name, phrase.end())


def _subject(clause: str) -> str | None:
    """The name that is the subject of a verb behind a clause: right before it, or before what a comma or `and` sets off."""
    subject = _SUBJECT.search(clause)
    if subject is None or not _DIRECT.match(subject["way"]):
        return None
    return _plain(subject["name"])


def _plain(name: str) -> str | None:
    """A name without an article, None for a pronoun or a general noun at a sentence's beginning."""
    name = _OPENING.sub("", name)
    return None if name.split()[0] in _NOBODY else name


def speaker_of(sayings: Sequence[Saying], start: int, end: int, others: Sequence[int] = ()) -> str | None:
    """Who says what stands at `start` to `end`: the last name before it, else the first behind it and before the next.

    `sayings` and `others`, where other quotations begin, are in order.
    """
    if not sayings:
        return None
    place = bisect_right(sayings, start, key=lambda saying: saying.verb_end)
    if place:
        return sayings[place - 1].name
    behind = bisect_right(sayings, end, key=lambda saying: saying.verb_end)
    following = bisect_left(others, end)
    if behind == len(sayings) or (following < len(others) and sayings[behind].verb_end > others[following]):
        return None
    return sayings[behind].name
