/*
title: Concepts in the author’s own words and in quotations, by section
title_zh: 作者自述与引文中的概念（按章节）
description: How often each section mentions a concept in the author’s own words, in its heading, and inside quotation marks. A concept is named by its id or any of its labels.
description_zh: 每一章节中，概念在作者自述、标题和引号之内各出现几次。概念可用标识或任一名称指定。
parameters:
  concept: {label: Concept, label_zh: 概念, example: 劳动}
  paper: {label: Paper, label_zh: 论文}
columns:
  section: [Section, 章节]
  own_words: [In own words, 作者自述]
  heading: [In the heading, 标题]
  quotations: [In quotations, 引文]
  mentions: [All, 合计]
*/
with named as (
  select concept_id, concept_id as name from concepts
  union select concept_id, label_zh from concepts
  union select concept_id, label_en from concepts
  union select concept_id, label from concept_labels
)
select
  concept_mentions.paper_id,
  sections.number as section,
  sections.title,
  concepts.label_zh,
  concepts.label_en,
  sum(concept_mentions.sentence_id is not null and concept_mentions.quotation_id is null) as own_words,
  sum(concept_mentions.sentence_id is null) as heading,
  sum(concept_mentions.quotation_id is not null) as quotations,
  count(*) as mentions,
  concept_mentions.concept_id,
  concept_mentions.section_id
from concept_mentions
join concepts on concepts.concept_id = concept_mentions.concept_id
join sections on sections.section_id = concept_mentions.section_id
where (coalesce(:paper, '') = '' or concept_mentions.paper_id = :paper)
  and (coalesce(:concept, '') = ''
    or concept_mentions.concept_id in (select concept_id from named where lower(name) = lower(:concept)))
group by concept_mentions.section_id, concept_mentions.concept_id
order by concept_mentions.paper_id, sections.ordinal, mentions desc, concept_mentions.concept_id
