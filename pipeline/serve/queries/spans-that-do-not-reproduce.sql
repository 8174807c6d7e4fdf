/*
title: Spans that do not reproduce their text
title_zh: 与来源不符的文本
description: Rows whose text differs from their span in the source, blanks, line ends and hyphens aside; gaps inside a span, and of a quotation its marks and the citation markers inside, are cut out. On a good database it finds nothing.
description_zh: 文本与其在来源中的范围不符的行（空白、换行和连字符不计）；范围内的空缺，以及引文的引号和其中的引注标记，先予剔除。数据无误时，结果为空。
parameters:
  paper: {label: Paper, label_zh: 论文}
columns:
  source: [In the source, 来源所载]
*/
with recursive
  spans(table_name, row_id, paper_id, text, char_start, char_end) as (
    select 'paragraphs', paragraph_id, paper_id, text, char_start, char_end from paragraphs
    union all select 'sentences', sentence_id, paper_id, text, char_start, char_end from sentences
    union all select 'quotations', quotation_id, paper_id, text, char_start, char_end from quotations
    union all select 'citations', citation_id, paper_id, marker, char_start, char_end from citations
    union all select 'concept_mentions', mention_id, paper_id, text, char_start, char_end from concept_mentions
    union all select 'keywords', keyword_id, paper_id, text, char_start, char_end from keywords
  ),
  left_out(table_name, row_id, char_start, char_end) as (
    select 'quotations', quotation_id, char_start, char_start + 1 from quotations
    union all select 'quotations', quotation_id, char_end - 1, char_end from quotations
    union select 'quotations', quotations.quotation_id, citations.char_start, citations.char_end
      from quotations join citations on citations.sentence_id = quotations.sentence_id
      where citations.char_start > quotations.char_start and citations.char_end < quotations.char_end
  ),
  holes as (
    select *, row_number() over (partition by table_name, row_id order by char_start desc) as turn
    from (
      select * from left_out
      union all
      select spans.table_name, spans.row_id, gaps.char_start, gaps.char_end
      from gaps join spans on spans.paper_id = gaps.paper_id
        and gaps.char_start >= spans.char_start and gaps.char_end <= spans.char_end
      where not exists (
        select 1 from left_out where left_out.table_name = spans.table_name and left_out.row_id = spans.row_id
          and gaps.char_start >= left_out.char_start and gaps.char_end <= left_out.char_end
      )
    )
  ),
  cut(table_name, row_id, paper_id, text, source, char_start, turn) as (
    select spans.table_name, spans.row_id, spans.paper_id, spans.text,
      substr(source_texts.text, spans.char_start + 1, spans.char_end - spans.char_start), spans.char_start, 0
    from spans left join source_texts on source_texts.paper_id = spans.paper_id
    where coalesce(:paper, '') = '' or spans.paper_id = :paper
    union all
    select cut.table_name, cut.row_id, cut.paper_id, cut.text,
      substr(cut.source, 1, holes.char_start - cut.char_start)
        || substr(cut.source, holes.char_end - cut.char_start + 1),
      cut.char_start, holes.turn
    from cut join holes on holes.table_name = cut.table_name and holes.row_id = cut.row_id
      and holes.turn = cut.turn + 1
  ),
  signs(turn, sign) as (
    select row_number() over (), value from (
      select char(9) as value union select char(10) union select char(11) union select char(12) union select char(13)
      union select ' ' union select '-' union select char(160) union select char(173) union select char(5760)
      union select char(8192) union select char(8193) union select char(8194) union select char(8195)
      union select char(8196) union select char(8197) union select char(8198) union select char(8199)
      union select char(8200) union select char(8201) union select char(8202) union select char(8203)
      union select char(8239) union select char(8287) union select char(8288) union select char(12288)
      union select char(65279)
    )
  ),
  bare(table_name, row_id, paper_id, text, source, turn) as (
    select table_name, row_id, paper_id, text, source, 0 from cut
    where turn = (
      select count(*) from holes where holes.table_name = cut.table_name and holes.row_id = cut.row_id
    )
    union all
    select table_name, row_id, paper_id, replace(text, sign, ''), replace(source, sign, ''), signs.turn
    from bare join signs on signs.turn = bare.turn + 1
  )
select paper_id, table_name, row_id, text, source
from bare
where turn = (select count(*) from signs) and text is not source
order by paper_id, table_name, row_id
