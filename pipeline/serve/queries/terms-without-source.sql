/*
title: Terms held up in quotation marks without a source
title_zh: 加引号而未注出处的词语
description: Words and short phrases between quotation marks that no citation supports, each with its sentence and how often the paper marks it so. What is a term is decided by length, a rule of thumb.
description_zh: 置于引号中而无引注支持的词和短语，附所在句子，以及论文中如此加引号的次数。是否算作词语按长度判定，属经验规则。
parameters:
  term: {label: Part of the term, label_zh: 词语的一部分}
  paper: {label: Paper, label_zh: 论文}
columns:
  term: [Term, 词语]
  times: [Times, 次数]
  section: [Section, 章节]
  sentence: [Sentence, 句子]
*/
select
  quotations.paper_id,
  quotations.text as term,
  count(*) over (partition by quotations.paper_id, quotations.text) as times,
  sections.number as section,
  sentences.text as sentence,
  quotations.quotation_id,
  quotations.sentence_id
from quotations
join sentences on sentences.sentence_id = quotations.sentence_id
join sections on sections.section_id = sentences.section_id
where quotations.kind = 'term'
  and (coalesce(:paper, '') = '' or quotations.paper_id = :paper)
  and (coalesce(:term, '') = '' or instr(lower(quotations.text), lower(:term)) > 0)
order by quotations.paper_id, quotations.char_start
