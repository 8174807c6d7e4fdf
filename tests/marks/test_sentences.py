"""Sentences: where they end, by the examples of the annotation guide."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.papers import read_text


def sentences(text: str) -> list[str]:
    return [str(row["text"]) for row in read_text("1. 引言\n" + text + "\n")["sentences"]]


@pytest.mark.parametrize(
    "parts",
    [
        ["劳动异化了。", "资本增殖了！", "谁在劳动？"],
        ["他说：“一个基本事实。另一个基本事实。”", "这样，劳动继续。"],
        ["劳动资料“作为支配活劳动力而同工人相对立([3], p. 487)。”", "在数字时代，数据是核心。"],
        ["规定性是“人同人相异化([1], p. 163)”，以此说明了资本。"],
        ["扬弃走的是同一条道路”([1], p. 182)。", "数字技术发展了。"],
        ["媒介“像笔和纸一样。”[1]", "平台也如此。"],
        ["他区分了两种劳动（见第二章。也见第三章。）并加以说明。"],
        ["劳动是活动。", "（参见第二章的论述。）", "资本不是。"],
        ["劳动在此。［1］", "（劳动的边界模糊了。）", "用户在此。"],
        ["数字劳动；资本：算法，平台——都在其中……直到最后。"],
        ["《谁在养活平台？》一书说明了这一点。"],
        ["他问“谁在劳动？”", "没有人回答。"],
        ["“谁在劳动？”，他问道。"],
        ["这一概念来自 Fuchs 等人 (2014, p. 25) 的研究。", "版本 2.0 已经发布。"],
        ["劳动的“产品是外化，活动是外化。"],
        ["他指出：「劳动是活动。」（第 41 页）", "然后是别的。"],
        ["他指出：“劳动是活动。”（同上，頁 41）。", "然后是别的。"],
        ["访谈依下列问题进行。", "（1）您何时开始？", "（2）您何时结束？"],
        ["内容如下。", "(1)劳动。", "(2)资本。"],
        ["他叫作「试错，因为这是对的。", "但不是。"],
    ],
    ids=lambda parts: parts[0][:12],
)
def test_chinese(parts: list[str]) -> None:
    assert sentences("".join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["Labour is alienated.", "Capital grows!", "Who works?"],
        ["See p. 162 of the work, e.g. the notes of J. S. Mill et al. (1848).", "It ends."],
        ["It was received on Jan. 19th, 2024, by Dr. Smith.", "It ends."],
        ["Jarrett (2015) writes that “work is not free. It never was.”", "So it is."],
        ["“Why?” she asked.", "Nobody knew."],
        ["It is so: “Time is cut. Labour is out.”", "Marx writes that it is."],
        ["“Why is it cut?” Marx asks.", "Nobody knew."],
        ["He calls it “immaterial labour.”", "Others do not."],
        ["Work grew by 3.5 per cent (see Table 2.).", "It ends."],
        ["Labour is not free. [1]", "It never was."],
        ["She wrote: “It is over.” (p. 41)", "Then it ended."],
        ["She wrote: ‘It is over.’ (ibid., p. 41)", "Then it ended."],
        ["He said „It is over.“", "Then it ended."],
        ["He said ``It is over.''", "Then it ended."],
        ["‘The riders’ time isn’t free. Nor is it ours’, she said.", "Then it ended."],
        ["It was a hit of the ’90s.", "‘Free’ time was not free then."],
        ["He left at 5 p.m.", "Then it ended."],
    ],
    ids=lambda parts: parts[0][:16],
)
def test_english(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


@given(st.text(alphabet="劳动a A。.！？”“’‘（）()[]1,，\n《》", max_size=80))
def test_sentences_tile_their_paragraphs(text: str) -> None:
    tables = read_text("。" + text)
    for paragraph in tables["paragraphs"]:
        found = [row for row in tables["sentences"] if row["paragraph_id"] == paragraph["paragraph_id"]]
        assert "".join(str(row["text"]) for row in found).replace(" ", "") == str(paragraph["text"]).replace(" ", "")
