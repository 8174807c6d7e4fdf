/*
title: Checks and how many rows each looked at
title_zh: 各项检查及其检查的行数
description: Every check of the last build with its rule, the rows it examined and what it found. A check that looked at no row proves nothing.
description_zh: 最近一次构建所作的各项检查、其规则、检查的行数和发现数。一行也没有检查的，不能证明什么。
parameters:
  table: {label: Table, label_zh: 表, example: quotations}
*/
select code, table_name, rule_en, rule_zh, rows_examined, findings_count
from checks
where coalesce(:table, '') = '' or table_name = :table
order by findings_count desc, table_name, code
