/*
title: Concordance (KWIC)
title_zh: 语境共现（KWIC）
description: Every occurrence of a string, with what stands left and right of it, in reading order; in sentences, headings and keywords; Latin letters in any case. It looks for the string as it is, also inside a word.
description_zh: 某一字符串的每次出现及其左右语境，按阅读顺序排列；范围包括句子、标题和关键词；拉丁字母不分大小写。按原样查找，不论词界。
parameters:
  text: {label: String, label_zh: 字符串, example: 劳动}
  width: {label: Characters on either side, label_zh: 左右字符数, example: "20"}
  paper: {label: Paper, label_zh: 论文}
columns:
  left_context: [Left, 左语境]
  hit: [Hit, 检索词]
  right_context: [Right, 右语境]
*/
with recursive
  units as (
    select paper_id, sentence_id as row_id, 'sentences' as table_name, char_start, text from sentences
    union all
    select paper_id, section_id, 'sections', char_start, title from sections where title is not null
    union all
    select paper_id, keyword_id, 'keywords', char_start, text from keywords
  ),
  hits as (
    select *, instr(lower(text), lower(:text)) as place from units
    where coalesce(:text, '') <> ''
      and (coalesce(:paper, '') = '' or paper_id = :paper)
      and instr(lower(text), lower(:text)) > 0
    union all
    select paper_id, row_id, table_name, char_start, text,
      place + instr(substr(lower(text), place + 1), lower(:text))
    from hits
    where instr(substr(lower(text), place + 1), lower(:text)) > 0
  ),
  wide as (select cast(coalesce(nullif(:width, ''), '20') as integer) as width)
select
  paper_id,
  substr(text, max(1, place - width), min(width, place - 1)) as left_context,
  substr(text, place, length(:text)) as hit,
  substr(text, place + length(:text), width) as right_context,
  table_name,
  row_id
from hits, wide
order by paper_id, char_start, row_id, place
