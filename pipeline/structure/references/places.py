"""Cities of many publishers, and the states that entries set behind them."""

from __future__ import annotations

import re

PLACES = frozenset(
    re.split(
        r",\s+",
        """Aldershot, Amsterdam, Ann Arbor, Athens, Atlanta, Austin, Baltimore, Bangkok, Barcelona, Basingstoke, Beijing,
Berkeley, Berlin, Bloomington, Bologna, Bonn, Boston, Boulder, Brighton, Bristol, Brussels, Budapest,
Buenos Aires, Cambridge, Canberra, Cape Town, Cham, Chapel Hill, Cheltenham, Chicago, Chichester, Cologne,
Copenhagen, Delhi, Dordrecht, Dublin, Durham, Edinburgh, Englewood Cliffs, Evanston, Farnham, Frankfurt,
Frankfurt am Main, Geneva, Glasgow, Hamburg, Harlow, Harmondsworth, Helsinki, Hoboken, Hong Kong, Honolulu,
Houndmills, Ithaca, Johannesburg, Lanham, Leeds, Leiden, Leipzig, Lisbon, London, Los Angeles, Luxembourg,
Madison, Madrid, Malden, Manchester, Maidenhead, Melbourne, Mexico City, Miami, Milan, Milano, Minneapolis,
Montreal, Montréal, Moscow, Munich, München, Mumbai, New Brunswick, New Delhi, New Haven, New York,
New York City, Newbury Park, Northampton, Oakland, Oslo, Oxford, Palo Alto, Paris, Philadelphia, Pittsburgh,
Princeton, Rome, Roma, Rotterdam, San Francisco, Santa Monica, São Paulo, Seattle, Seoul, Shanghai, Singapore,
Stanford, Stockholm, Stuttgart, Sydney, Taipei, The Hague, Thousand Oaks, Tokyo, Toronto, Turin, Torino,
Tübingen, Uppsala, Vancouver, Vienna, Wien, Warsaw, Washington, Wiesbaden, Winchester, Zürich, Zurich,
北京, 上海, 天津, 重庆, 重慶, 南京, 广州, 廣州, 武汉, 武漢, 成都, 杭州, 西安, 长春, 長春, 沈阳, 瀋陽, 哈尔滨, 哈爾濱,
长沙, 長沙, 济南, 濟南, 合肥, 福州, 南昌, 昆明, 郑州, 鄭州, 石家庄, 太原, 兰州, 蘭州, 贵阳, 貴陽, 南宁, 南寧, 海口,
深圳, 苏州, 蘇州, 大连, 大連, 青岛, 青島, 桂林, 厦门, 廈門, 香港, 台北, 臺北, 台中, 臺中, 高雄, 新北, 新竹, 澳门, 澳門""",
    )
)
STATE = (
    r"(?:[A-Z]{2}|D\.?C\.?|Mass\.|Calif\.|Conn\.|N\.?[YJ]\.?|UK|U\.K\.|USA|U\.S\.A\.|California|Massachusetts|Australia|Austria|Belgium|"
    r"Brazil|Canada|China|Denmark|England|Finland|France|Germany|India|Ireland|Italy|Japan|(?:The )?Netherlands|Norway|Portugal|Singapore|"
    r"South Korea|Spain|Sweden|Switzerland)"
)
_IN_BRACKETS = re.compile(r" \([A-Z]{2}\)\Z")


def is_state(text: str) -> bool:
    return re.match(rf"{STATE}(?:,|\Z)", text.strip()) is not None


def is_place(text: str) -> bool:
    """True for a city of publishers, or a name with the mark of a state behind it.

    >>> is_place("London"), is_place("Oakland, CA"), is_place("Labor")
    (True, True, False)
    """
    name = _IN_BRACKETS.sub("", text.strip(" .,;[]")).strip("() ")
    if name in PLACES:
        return True
    city, comma, state = name.partition(",")
    if comma:
        return re.fullmatch(rf"\s?{STATE}(?:, {STATE})?", state) is not None and (city in PLACES or city.istitle())
    several = re.split(r" and | & |/|, ", name)
    return len(several) > 1 and all(one in PLACES for one in several)
