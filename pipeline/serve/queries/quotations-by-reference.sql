/*
title: Quotations with source and page, by reference
title_zh: 引文及其出处页码（按文献）
description: Every quotation that a citation supports, with the reference, the page as printed, and where the marker stands. Position “shared” is the loosest link and can be left out. Quotations within quotations are not counted again.
description_zh: 有引注支持的每条引文，附文献、原文所注页码及引注位置。位置为 shared 者联系最松，可以略去。引文中的引文不另计。
parameters:
  paper: {label: Paper, label_zh: 论文}
  reference: {label: Number of the reference, label_zh: 文献编号, example: "1"}
columns:
  reference: [Reference, 文献]
  quotation: [Quotation, 引文]
  section: [Section, 章节]
*/
select
  bibliography.paper_id,
  bibliography.number as reference,
  citations.locator,
  citations.page_first,
  citations.page_last,
  quotations.text as quotation,
  quotations.kind,
  quotation_citations.position,
  quotations.attributed_to,
  sections.number as section,
  quotations.quotation_id,
  quotations.sentence_id,
  bibliography.reference_id
from quotation_citations
join quotations on quotations.quotation_id = quotation_citations.quotation_id
join citations on citations.citation_id = quotation_citations.citation_id
join bibliography on bibliography.reference_id = citations.reference_id
join sentences on sentences.sentence_id = quotations.sentence_id
join sections on sections.section_id = sentences.section_id
where quotations.parent_id is null
  and (coalesce(:paper, '') = '' or bibliography.paper_id = :paper)
  and (coalesce(:reference, '') = '' or bibliography.number = :reference)
order by bibliography.paper_id, cast(bibliography.number as integer), bibliography.reference_id,
  citations.page_first is null, citations.page_first, quotations.char_start
