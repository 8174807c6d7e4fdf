"""Names in Chinese text, where nothing marks that a word is one: what can be the name of a person, body or work.

A heuristic: a name has a surname before one or two characters, or is written in characters of transliteration, or
ends as bodies do, or stands in 《 》. Pronouns and general nouns name nobody.
"""

from __future__ import annotations

import re

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
    "赖傅荆鞠栗蔺冼賴顏龐齊羅藍鍾聞範紀塗寧閻樂項費簡華湯韋莊應鄔單儲繆欒遲鄺關喬閔溫農麥畢聶"
)
"""Common ones only: in running text a rare surname is more often a word (`structure.references.surnames` has them)."""

_GENERAL = re.compile(
    r"(?:[我你他她它]|咱|其|人们|人們|有人|有的|有些|一些|部分|许多|許多|很多|众多|眾多|不少|多数|多數|大多|[这這那该該此本]|笔者|筆者|作者|论者|論者|前者|后者|後者|"
    r"学者|學者|学界|學界|学术界|理论界|研究者|专家|專家|观点|觀點|人士|大家|读者|讀者|受访者|受訪者|被试|媒体|媒體|报道|報導|文章|论文|論文|上文|下文|前文|研究|文献|文獻|文件|报告|報告|理论|理論|概念|"
    r"结果|結果|数据|數據|事实|事實|可以|应该|應該|必须|必須|需要|不能|已经|已經|主要|通常|一般|换句话|換句話|也就是|或者|比方|总的|總的|具体来|簡單|简单来|相对来|从根本上|严格来|客观来|毫无疑问|"
    r"自|应当|應當|严格|嚴格|简[单要言]|时[人代间期]|古人|古代|高[校管度层]|白领|金融|商[家户业品]|程序|程式|方[案法面式]|成[员員果本]|司机|司機|司法|安全|常[常见言]|项目|項目|项[目]|明确|明確|单[位纯]|管理|经理|全[国球体面]|"
    r"党内|国内|國內|马上|于是|易[于]|向来|曾经|曾經|温和|康复|余下|万一|万物|华人|石油|关[于键]|應用|应用|广告|时常)"
)
_GENERAL_END = re.compile(
    r"(?:学者|學者|[们們员員家]|人士|专家|專家|研究|[学學]?界|观点|文献|文章|论文|[者人统統泛俗工派]|理论|方面|问题|概念|(?<![马馬尼])可|[来來地得着著了过過的是中上下里裡时時后後前而和与與对對将將被把为為以从從所能会會要不再])\Z"
)
_BODY_END = re.compile(
    r"(?:报告|報告|公报|公報|宣言|决定|決定|决议|決議|意见|意見|白皮书|白皮書|纲要|綱要|纲领|綱領|规划|規劃|宪法|憲法|条例|條例|办法|辦法|通知|大会|大會|全会|全會|会议|會議|党中央|中共中央|国务院|國務院|"
    r"委员会|委員會|协会|協會|学会|學會|工会|工會|互助会|互助會|基金会|基金會|联合会|聯合會|联盟|聯盟|组织|組織|政府|法院|联合国|聯合國|[部局署]|(?<!互联)网|(?<!互聯)網|银行|銀行|公司|集团|集團|"
    r"研究院|研究所|研究中心|大学|大學|学院|學院|学派|學派|杂志|雜誌|日报|日報|晚报|晚報)\Z"
)
_SOME = re.compile(
    r"(?:[一各某两三几多有数]|(?:平台|互联网|科技|有关|相关|调查|研究|年度|工作|上述|各级|地方|外国|跨国|大型|国有|民营|资本|主流|法|行业|全体|内部|"
    r"網路|網絡|科技|有關|相關|調查|外國|跨國|主流).{2,3}\Z)"
)
"""A body or paper without a name of its own."""
_WORK = re.compile(r"《[^》]+》\Z")
_FAMILIAR = re.compile(
    r"(?:阿(?!姨|拉)\w{1,2}|[老小](?![师師板人年乡鄉总總家者公婆手百组組说說时時孩学學区區店贩販结結节節众眾农農生伙哥镇鎮型心是工鼠企商户戶费費])\w)\Z"
)
"""What friends call one another by (老秦, 阿禾, 小雯)."""
_TITLE = re.compile(
    r"(?<=.)(?:总书记|總書記|主席|总理|總理|教授|博士|先生|女士|同志|院士|师傅|師傅|老师|老師|经理|經理|等)\Z"
)
_HYPHEN = re.compile("[—–-]")
_JOINED = re.compile(r"\s*(?:[与與和及、&]|以及|and)\s*")
_NOBODY = frozenset(("AI", "APP", "App", "GPS", "IT", "HR"))
LONGEST_NAME = 16
LONGEST_END = 4
"""How many characters a body's kind takes, with which its name ends."""


def is_name(words: str) -> bool:
    """Whether words that stand where a speaker stands are a name, or several joined.

    >>> is_name("马克思"), is_name("Quayle 與 Lowell"), is_name("学者"), is_name("《平台时间》")
    (True, True, False, True)
    """
    words = words.strip()
    if len(words) < 2:
        return False
    if words.startswith("《") and words.find("》") == len(words) - 1:
        return True
    return _is_one(words) or (
        len(parts := _JOINED.split(words)) in (2, 3) and all(len(part) > 1 and _is_one(part) for part in parts)
    )


def _is_one(words: str) -> bool:
    """Whether words are one name."""
    if words[0].isupper():
        return (
            words not in _NOBODY and words.replace(" ", "").replace("-", "").replace(".", "").replace("’", "").isalnum()
        )
    if _GENERAL.match(words) and not (len(words) > 2 and _TABLE.issuperset(words)):
        return False
    if _WORK.search(words):
        return len(words) > 3
    if _BODY_END.search(words, max(0, len(words) - LONGEST_END)):
        return len(words) > 3 and not _SOME.match(words)
    return _is_person(_HYPHEN.sub("", _TITLE.sub("", words)))


def _is_person(words: str) -> bool:
    """Whether words in Chinese characters are the name of a person."""
    if "·" in words.strip("·"):
        return all(len(part) <= 3 or _TABLE.issuperset(part) for part in words.split("·"))
    if len(words) > 8:
        return False
    transliterated = _TRANSLITERATED.issuperset(words) or (len(words) > 2 and _TABLE.issuperset(words))
    surnamed = words[0] in SURNAMES and len(words) <= 3 and not (len(words) > 1 and _GENERAL_END.search(words))
    return transliterated or surnamed or _FAMILIAR.match(words) is not None
