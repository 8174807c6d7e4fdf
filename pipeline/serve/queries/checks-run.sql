/*
title: Checks and how many rows each looked at
title_zh: 各项检查及所看行数
description: Every check of the last build with its rule, the rows it examined and what it found. A check that looked at no row proves nothing.
description_zh: 最近一次构建所作的各项检查、规则、所看行数和发现数。未看任何行的检查不能证明什么。
parameters:
  table: {label: Table, label_zh: 表, example: quotations}
*/
select code, table_name, rule_en, rule_zh, rows_examined, findings_count
from checks
where coalesce(:table, '') = '' or table_name = :table
order by findings_count desc, table_name, code
