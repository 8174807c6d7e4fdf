/*
title: Which pages of a work are cited and quoted
title_zh: 著作各页的引注数与引文数
description: For each reference and page (or range of pages), how many citations point there and how many quotations they support; quotations within quotations are not counted again. Rows without a page are citations that give none. The works behind the numbers are in bibliography.
description_zh: 每种文献的每一页（或起止页）有几处引注指向、支持几条引文；引文中的引文不另计。无页码的行为未注页码的引注。编号所指的著作见 bibliography。
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
  count(distinct quotations.quotation_id) as quotations,
  bibliography.title,
  bibliography.reference_id
from citations
join bibliography on bibliography.reference_id = citations.reference_id
left join quotation_citations on quotation_citations.citation_id = citations.citation_id
left join quotations on quotations.quotation_id = quotation_citations.quotation_id and quotations.parent_id is null
where (coalesce(:paper, '') = '' or bibliography.paper_id = :paper)
  and (coalesce(:reference, '') = '' or bibliography.number = :reference)
group by bibliography.reference_id, citations.page_first, citations.page_last
order by bibliography.paper_id, cast(bibliography.number as integer), bibliography.reference_id,
  citations.page_first is null, citations.page_first, citations.page_last
