/*
title: Sections with their sizes
title_zh: 章节及其篇幅
description: The tree of sections with the paragraphs, sentences, characters of reading text, quotations (nested ones too) and citations of each; subsections are counted apart.
description_zh: 章节树，附各章节的段落数、句数、阅读文本字符数、引文数（含嵌套者）和引注数；下级章节另行计数。
parameters:
  paper: {label: Paper, label_zh: 论文}
columns:
  paragraphs: [Paragraphs, 段落数]
  sentences: [Sentences, 句数]
  characters: [Characters, 字符数]
  quotations: [Quotations, 引文数]
  citations: [Citations, 引注数]
*/
select
  sections.paper_id,
  sections.depth,
  sections.section_kind,
  sections.number,
  sections.title,
  (select count(*) from paragraphs where paragraphs.section_id = sections.section_id) as paragraphs,
  (select count(*) from sentences where sentences.section_id = sections.section_id) as sentences,
  (select coalesce(sum(length(text)), 0) from paragraphs
    where paragraphs.section_id = sections.section_id) as characters,
  (select count(*) from quotations join sentences on sentences.sentence_id = quotations.sentence_id
    where sentences.section_id = sections.section_id) as quotations,
  (select count(*) from citations join sentences on sentences.sentence_id = citations.sentence_id
    where sentences.section_id = sections.section_id) as citations,
  sections.section_id
from sections
where coalesce(:paper, '') = '' or sections.paper_id = :paper
order by sections.paper_id, sections.ordinal
