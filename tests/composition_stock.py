"""The words of composed papers: clauses, passages, titles and works of our own, in three scripts."""

from __future__ import annotations

from typing import NamedTuple


class Script(NamedTuple):
    """A language and script: its punctuation, its words, its labels.

    `gap` is what stands between a word and a marker. `speakers` are named with a verb of saying, `nobody` are
    pronouns and general nouns with one; `like` and `term` lead to a quotation without one.
    """

    code: str
    comma: str
    colon: str
    stop: str
    gap: str
    clauses: tuple[str, ...]
    passages: tuple[str, ...]
    terms: tuple[str, ...]
    speakers: tuple[tuple[str, str], ...]
    nobody: tuple[str, ...]
    says: str
    like: str
    term: str
    considers: str
    title: str
    authors: str
    affiliation: str
    headings: tuple[str, ...]
    keywords: tuple[str, ...]
    abstract: tuple[str, ...]
    keyword_labels: tuple[str, ...]
    references: tuple[str, ...]
    notes: tuple[str, ...]
    closing: dict[str, tuple[str, ...]]
    """The headings of what stands behind the text, by the kind of section."""


class Work(NamedTuple):
    """A work cited: its authors as a text names them, its year, and its entry in each style (`{}` is the year).

    `noted` is how a note tells the work.
    """

    names: tuple[str, ...]
    year: str
    gbt: str
    named: str
    noted: str


SIMPLIFIED = Script(
    "zh-Hans", "，", "：", "。", "",
    ("平台把零散的时间接入生产过程", "用户的每一次点击都留下数据", "劳动的边界因此变得模糊", "算法决定了任务如何分配",
     "资本由此获得新的增殖空间", "闲暇与工作不再分开", "骑手在等待中消耗自己的时间", "技术并没有减轻人的负担",
     "监督从车间转移到了屏幕之后", "App 把 3 公里内的订单推给附近的骑手", "5G 网络让 2 类劳动同时在线",
     "《平台规则》没有给出任何理由", "共同体的关系被重新安排（尤其在城市里）"),
    ("劳动对做工的人来说成了外在的东西", "机器的节奏一直支配着活的身体", "时间被切割成一块块可以出售的碎片",
     "自由时间越多，被占有的数据也就越多", "谁占有了平台、数据和算法，谁就占有了劳动的成果"),
    ("玩工", "数字佃农", "看不见的车间", "数据、算法与平台", "Web 2.0 时代"),
    (("马克思指出，", "马克思"), ("正如列斐伏尔所说，", "列斐伏尔"), ("《平台劳动年度报告》明确提出，", "《平台劳动年度报告》"),
     ("在本雅明看来，", "本雅明")),
    ("他强调，", "有学者认为，", "许多研究指出，"), "指出，", "也就是", "人们所谓的", "考察了数据的归属",
    "平台时间的占有与归还", "周岚，何川", "远山大学社会学院，远山",
    ("引言", "平台与时间", "数据的归属", "劳动的边界", "以“共享”为名的占有", "走向共同的时间", "结语"),
    ("数字劳动", "平台", "异化", "时间政治", "算法"),
    ("摘要：", "摘 要：", "内容摘要：", "【摘要】", "[摘 要]"), ("关键词：", "关键词: ", "【关键词】", "[关键词]"),
    ("参考文献", "参考文献："), ("注释", "注释："),
    {"acknowledgements": ("致谢", "致 谢"), "funding": ("基金项目",), "appendix": ("附录", "附录 访谈提纲")},
)  # fmt: skip
TRADITIONAL = Script(
    "zh-Hant", "，", "：", "。", "",
    ("平臺把零散的時間接入生產過程", "用戶的每一次點擊都留下數據", "勞動的邊界因此變得模糊", "演算法決定了任務如何分配",
     "資本由此獲得新的增殖空間", "閒暇與工作不再分開", "騎手在等待中消耗自己的時間", "技術並沒有減輕人的負擔",
     "監督從車間轉移到了螢幕之後", "App 把 3 公里內的訂單推給附近的騎手", "《平臺規則》沒有給出任何理由"),
    ("勞動對做工的人來說成了外在的東西", "機器的節奏一直支配著活的身體", "時間被切割成一塊塊可以出售的碎片",
     "自由時間越多，被佔有的數據也就越多"),
    ("玩工", "數位佃農", "看不見的車間", "數據、演算法與平臺"),
    (("馬克思認為，", "馬克思"), ("正如黃志遠所說，", "黃志遠")), ("他強調，", "有學者認為，", "許多研究指出，"), "指出，", "也就是", "人們所謂的",
    "考察了數據的歸屬",
    "平臺時間的佔有與歸還", "周嵐，何川", "遠山大學社會學院，遠山",
    ("引言", "平臺與時間", "數據的歸屬", "勞動的邊界", "以「共享」為名的佔有", "走向共同的時間", "結語"),
    ("數位勞動", "平臺", "異化", "時間政治"),
    ("摘要：", "摘 要：", "內容摘要：", "【摘要】"), ("關鍵詞：", "關鍵字：", "【關鍵詞】"),
    ("參考文獻", "參考文獻："), ("註釋",),
    {"acknowledgements": ("致謝",), "funding": ("基金項目",), "appendix": ("附錄", "附錄 訪談提綱")},
)  # fmt: skip
ENGLISH = Script(
    "en", ", ", ": ", ".", " ",
    ("the platform turns scattered time into work", "every click leaves a trace of data",
     "the boundary of labour becomes blurred", "algorithms decide how tasks are assigned",
     "riders wait without being paid", "leisure and work no longer stand apart",
     "the users’ attention is sold to advertisers", "nobody’s time is free of it (at least in the city)",
     "prices rose by 3.5 per cent in the U.S. market", "many riders, e.g. those on bicycles, wait for 2 hours",
     "a rule-bound society-wide order takes hold"),
    ("labour appears as something external to the worker", "the rhythm of the machine governs the living body",
     "time is cut into pieces, and every piece is sold", "whoever owns the data owns the fruits of labour"),
    ("free play", "playbour", "data peasants", "the hidden workshop"),
    (("Marx writes that ", "Marx"), ("as Anna Sand once put it, ", "Anna Sand"), ("according to Benjamin, ", "Benjamin")),
    ("she claims that ", "some scholars argue that ", "many researchers suggest that "), " writes that ", "that is, ", "what is called ", " considered this at length",
    "The Taking and Giving Back of Platform Time", "Lan Zhou, Chuan He",
    "School of Sociology, Yuanshan University, Yuanshan",
    ("Introduction", "Platforms and Time", "Who Owns the Data", "The Boundaries of Labour",
     "Taking in the Name of “Sharing”", "Towards a Common Time", "Conclusion"),
    ("digital labour", "platforms", "alienation", "politics of time"),
    ("Abstract: ", "Abstract", "ABSTRACT: "), ("Keywords: ", "Key words: ", "KEYWORDS: "),
    ("References", "REFERENCES", "Bibliography"), ("Notes", "NOTES"),
    {"acknowledgements": ("Acknowledgements", "Acknowledgments"), "funding": ("Funding",), "appendix": ("Appendix", "Appendix A. Interview Guide")},
)  # fmt: skip
SCRIPTS = (SIMPLIFIED, TRADITIONAL, ENGLISH)

WORKS = (
    Work(("周岚",), "2019", "周岚. 平台时间的占有[J]. 社会观察, {}, 45(6): 50-57.",
         "周岚. ({}). 平台时间的占有. 社会观察, 45(6), 50-57.",
         "周岚：《平台时间的占有》，《社会观察》{}年第6期，第50页。"),
    Work(("林溪", "何川"), "2020", "林溪, 何川. 屏幕之后的车间[M]. 北京: 远山出版社, {}.",
         "林溪, 何川. ({}). 屏幕之后的车间. 远山出版社.",
         "林溪、何川：《屏幕之后的车间》，北京：远山出版社，{}年，第12页。"),
    Work(("唐默", "许青", "郑远"), "2021", "唐默, 许青, 郑远. 骑手的等待[J]. 劳动评论, {}(3): 4-19.",
         "唐默, 许青, 郑远. ({}). 骑手的等待. 劳动评论, (3), 4-19.",
         "唐默、许青、郑远：《骑手的等待》，《劳动评论》{}年第3期，第4—19页。"),
    Work(("陆平",), "2022a", "陆平. 数据归谁所有[D]. 远山: 远山大学, {}.",
         "陆平. ({}). 数据归谁所有. 远山大学.",
         "陆平：《数据归谁所有》，博士学位论文，远山大学，{}年，第87页。"),
    Work(("陆平",), "2022b", "陆平. 算法的边界[J]. 远山学刊, {}, 8(2): 30-41.",
         "陆平. ({}). 算法的边界. 远山学刊, 8(2), 30-41.",
         "陆平：《算法的边界》，《远山学刊》{}年第2期，第30页。"),
    Work(("Holm",), "2014", "Holm A. Waiting as Work[M]. London: Northway Press, {}.",
         "Holm, A. ({}). Waiting as work. Northway Press.",
         "A. Holm, Waiting as Work, London: Northway Press, {}, p. 25."),
    Work(("Holm", "Reyes"), "2018", "Holm A, Reyes B. The price of a click[J]. New Time, {}, 12(3): 4-19.",
         "Holm, A., & Reyes, B. ({}). The price of a click. New Time, 12(3), 4–19.",
         "A. Holm and B. Reyes, The Price of a Click, New Time, vol. 12, no. 3, {}, pp. 4-19."),
    Work(("Okafor", "Lind", "Sorel"), "2021",
         "Okafor C, Lind D, Sorel E. Counting riders[J]. Annals of Labour, {}, 7(1): 101-118.",
         "Okafor, C., Lind, D., & Sorel, E. ({}). Counting riders. Annals of Labour, 7(1), 101–118.",
         "C. Okafor, D. Lind and E. Sorel, Counting Riders, Annals of Labour, vol. 7, no. 1, {}, p. 101."),
    Work(("Brandt",), "1998a", "Brandt F. The Idle Hour[M]. Leeds: Northway Press, {}.",
         "Brandt, F. ({}). The idle hour. Northway Press.",
         "F. Brandt, The Idle Hour, Leeds: Northway Press, {}, p. 8."),
    Work(("Brandt",), "1998b", "Brandt F. Clocks and Wages[M]. Leeds: Northway Press, {}.",
         "Brandt, F. ({}). Clocks and wages. Northway Press.",
         "F. Brandt, Clocks and Wages, Leeds: Northway Press, {}, p. 91."),
)  # fmt: skip
