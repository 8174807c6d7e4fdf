/*
title: What the source does not tell
title_zh: 来源未载明的内容
description: "What a paper does not print, one row each; references without an entry in a list; citations without a page; quotations that are neither cited nor attributed. What is not printed can still be known: where it was inferred or supplied, the row of the paper has it, and says of the licence from what (license_note)."
description_zh: 论文未载明者每项一行；文献表中没有条目的参考文献；未注页码的引注；既无引注又未指明说者的引文。论文未载明者，未必无从得知：凡经推断或另行补充的，见论文在 papers 表中的一行；许可协议的依据见 license_note。
parameters:
  paper: {label: Paper, label_zh: 论文}
columns:
  missing: [What it is, 类别]
  missing_zh: ["What it is, in Chinese", 类别（中文）]
  what: [What, 内容]
*/
with recursive
  words(paper_id, word, rest) as (
    select paper_id, null, missing || ' ' from papers where missing is not null
    union all
    select paper_id, substr(rest, 1, instr(rest, ' ') - 1), ltrim(substr(rest, instr(rest, ' ') + 1))
    from words where rest <> ''
  ),
  lacks(paper_id, place, missing, missing_zh, what, table_name, row_id) as (
    select paper_id, 1, 'not in the source', '来源未载明', word, 'papers', paper_id from words where word is not null
    union all
    select paper_id, 2, 'reference not in a list', '文献表中无条目',
      number || coalesce(': ' || evidence, ''), 'references', reference_id
    from bibliography where list_status = 'missing'
    union all
    select paper_id, 3, 'citation without a page', '引注未注页码', marker, 'citations', citation_id
    from citations where page_first is null
    union all
    select paper_id, 4, 'quotation without a source', '引文未注出处', text, 'quotations', quotation_id
    from quotations where kind = 'unsourced'
  )
select paper_id, missing, missing_zh, what, table_name, row_id
from lacks
where coalesce(:paper, '') = '' or paper_id = :paper
order by paper_id, place, row_id, what
