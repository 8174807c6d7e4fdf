from __future__ import annotations

import re

from pipeline import schema
from pipeline.checks import integrity, spans, typed
from pipeline.checks.registry import NOTICED, RELEASE, RULES, TYPED
from tests.checks.dataset import BAD


def test_every_code_has_its_smallest_bad_input() -> None:
    cases = {path.stem for path in BAD.iterdir()}
    assert cases >= RULES.keys() | RELEASE.keys()


def test_every_code_is_run_by_something() -> None:
    run = {*map(integrity.code_of, integrity.PAPER_CHECKS), *map(integrity.code_of, integrity.VOCABULARY_CHECKS)}
    run.add(integrity.code_of(spans.span_order))
    assert RULES.keys() == run | set(TYPED) | set(NOTICED)
    assert set(TYPED) == {"typed-type", *typed.RULES}


def test_rules_are_told_in_both_languages_about_tables_that_exist() -> None:
    assert not RULES.keys() & RELEASE.keys()
    for rule in (*RULES.values(), *RELEASE.values()):
        assert set(rule.tables) <= set(schema.ORDER)
        assert rule.rule_en.endswith(".")
        assert rule.rule_zh.endswith("。")
        assert re.search("[\u4e00-\u9fff]", rule.rule_zh)
