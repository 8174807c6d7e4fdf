/*
title: Which pages of a work are cited and quoted
title_zh: 著作的哪些页被引用
description: For each reference and page (or range of pages), how many citations point there and how many quotations they support. Rows without a page are citations that give none.
description_zh: 每一文献的每一页（或起止页）有几处引注、支持几条引文。无页码的行是未注明页码的引注。
parameters:
  paper: {label: Paper, label_zh: 论文}
  reference: {label: Number of the reference, label_zh: 文献编号, example: "1"}
columns:
  reference: [Reference, 文献]
  citations: [Citations, 引注数]
  quotations: [Quotations, 引文数]
*/
select
  bibliography.paper_id,
  bibliography.number as reference,
  citations.page_first,
  citations.page_last,
  count(distinct citations.citation_id) as citations,
  count(distinct quotation_citations.quotation_id) as quotations,
  bibliography.title,
  bibliography.evidence,
  bibliography.reference_id
from citations
join bibliography on bibliography.reference_id = citations.reference_id
left join quotation_citations on quotation_citations.citation_id = citations.citation_id
where (coalesce(:paper, '') = '' or bibliography.paper_id = :paper)
  and (coalesce(:reference, '') = '' or bibliography.number = :reference)
group by bibliography.reference_id, citations.page_first, citations.page_last
order by bibliography.paper_id, cast(bibliography.number as integer), bibliography.reference_id,
  citations.page_first is null, citations.page_first, citations.page_last
