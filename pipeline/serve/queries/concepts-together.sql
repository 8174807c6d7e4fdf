/*
title: Sentences with two concepts together
title_zh: 同时出现两个概念的句子
description: Every sentence in which both concepts are mentioned. A concept is named by its id or any of its labels, in either language; left empty it stands for every concept.
description_zh: 同时提到两个概念的全部句子。概念可用标识或任一名称（中英文均可）指定；留空则不限概念。
parameters:
  first: {label: One concept, label_zh: 概念一, example: 数字劳动}
  second: {label: The other concept, label_zh: 概念二, example: 资本}
  paper: {label: Paper, label_zh: 论文}
columns:
  section: [Section, 章节]
  first_concept: [One concept, 概念一]
  second_concept: [The other concept, 概念二]
  sentence: [Sentence, 句子]
*/
with
  named as (
    select concept_id, concept_id as name from concepts
    union select concept_id, label_zh from concepts
    union select concept_id, label_en from concepts
    union select concept_id, label from concept_labels
  ),
  said as (
    select distinct sentence_id, concept_id from concept_mentions where sentence_id is not null
  )
select
  sentences.paper_id,
  sections.number as section,
  one.label_zh || ' ' || one.label_en as first_concept,
  other.label_zh || ' ' || other.label_en as second_concept,
  sentences.text as sentence,
  sentences.sentence_id
from said as here
join said as there on there.sentence_id = here.sentence_id and there.concept_id <> here.concept_id
join concepts as one on one.concept_id = here.concept_id
join concepts as other on other.concept_id = there.concept_id
join sentences on sentences.sentence_id = here.sentence_id
join sections on sections.section_id = sentences.section_id
where (coalesce(:paper, '') = '' or sentences.paper_id = :paper)
  and (coalesce(:first, '') = ''
    or here.concept_id in (select concept_id from named where lower(name) = lower(:first)))
  and (coalesce(:second, '') = ''
    or there.concept_id in (select concept_id from named where lower(name) = lower(:second)))
  and (coalesce(:first, '') || coalesce(:second, '') <> '' or here.concept_id < there.concept_id)
order by sentences.paper_id, sentences.ordinal, here.concept_id, there.concept_id
