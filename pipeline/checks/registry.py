"""Every check by its code: which tables it looks at, how grave a finding is, and what it demands, in both languages.

`RULES` are run on the tables of a build and are the rows of the table `checks`; `RELEASE` are run on a published
folder, after that table is written, and so stand in no row. A code never changes its meaning.
"""

from __future__ import annotations

from typing import NamedTuple

from pipeline.findings import Severity


class Rule(NamedTuple):
    """What one check demands. `tables` are those whose rows it examines; none: those whose schema has the constraint."""

    code: str
    severity: Severity
    tables: tuple[str, ...]
    rule_en: str
    rule_zh: str

    @property
    def table_name(self) -> str | None:
        """The table the check is about, None where it is about several."""
        return self.tables[0] if len(self.tables) == 1 else None


LETTERS = {
    "sections": "h", "paragraphs": "p", "sentences": "s", "quotations": "q", "citations": "c", "references": "r",
    "notes": "n", "concept_mentions": "m", "keywords": "k", "gaps": "g",
}  # fmt: skip
"""The tables whose rows have a span in the source, each with the letter of its ids."""

_SPANS = tuple(LETTERS)

_TYPED = (
    Rule(
        "typed-type", "error", (),
        "Every table has the columns of its schema, in its order and with its types.",
        "各表的列及其次序、类型均与模式一致。",
    ),
    Rule("typed-required", "error", (), "No required field is empty.", "必填字段不得为空。"),
    Rule(
        "typed-unique", "error", (),
        "No value stands twice in a field that the schema calls unique.",
        "模式规定为唯一的字段，其值不得重复。",
    ),
    Rule(
        "typed-enum", "error", (),
        "A field with a closed set of values holds one of them.",
        "取值限于封闭集合的字段，其值须在该集合之内。",
    ),
    Rule(
        "typed-pattern", "error", (),
        "The whole of a value matches the pattern of its field.",
        "字段有模式表达式者，其值须整体与之匹配。",
    ),
    Rule(
        "typed-range", "error", (),
        "A number is not below the minimum nor above the maximum of its field.",
        "数值不得小于字段的下限，亦不得大于其上限。",
    ),
    Rule(
        "typed-length", "error", (),
        "A text has no fewer and no more characters than its field allows.",
        "文本的字符数须在字段允许的范围之内。",
    ),
    Rule(
        "typed-primary-key", "error", (),
        "The primary key of a row is complete and belongs to this row alone.",
        "每行主键完整，且不与他行相同。",
    ),
    Rule(
        "typed-unique-key", "error", (),
        "No two rows agree in all the fields of a unique key.",
        "任何两行在同一唯一键的各字段上不得全然相同。",
    ),
    Rule(
        "typed-foreign-key", "error", (),
        "A key that points to a row finds it: in the table named, or in its own.",
        "外键所指之行，须确在所指的表（或本表）之中。",
    ),
)  # fmt: skip

_INTEGRITY = (
    Rule(
        "span-order", "error", _SPANS,
        "A span begins before it ends and lies in the source text; only a section without a heading is empty.",
        "范围的起点在终点之前，且不超出来源文本；唯无标题的章节可为空范围。",
    ),
    Rule(
        "span-text", "error", tuple(table for table in _SPANS if table != "gaps"),
        "The source span of a row, cleaned into reading text, is the text of the row.",
        "各行所指的来源范围，经整理为阅读文本后，即该行的文本。",
    ),
    Rule(
        "id-anchor", "error", _SPANS,
        "The letter of an id names the table, its seven digits the character at which the row begins.",
        "标识中的字母表明所属的表，其后七位数字即该行起始字符的位置。",
    ),
    Rule(
        "tiling", "error", ("source_texts",),
        "Every printed character of the source is in exactly one sentence, heading, keyword, entry or note, or in a named gap.",
        "来源中每一个印出的字符，恰属一个句子、标题、关键词、文献条目或注释，否则属于一处具名的空缺。",
    ),
    Rule(
        "sentences-tile-paragraphs", "error", ("paragraphs",),
        "The sentences of a paragraph fill it from its first character to its last, in its own section.",
        "段落自首字至末字由其句子填满，句子与段落同属一节。",
    ),
    Rule(
        "sentence-in-quotation", "error", ("quotations",),
        "A quotation lies whole in its sentence, a nested one whole in the quotation that holds it.",
        "引文完整地处于其所在的句子之内，嵌套的引文完整地处于外层引文之内。",
    ),
    Rule(
        "sentence-in-marker", "error", ("citations",),
        "A citation marker lies whole in its sentence: no sentence ends inside a marker.",
        "引注标记完整地处于其句子之内：不得在标记之中断句。",
    ),
    Rule(
        "marks-accounted", "error", ("source_texts",),
        "Every quotation mark of the source is the outer mark of a quotation, or stands in a heading, keyword, entry, note or gap, or is reported.",
        "来源中的每个引号，或为某条引文的外层引号，或见于标题、关键词、文献条目、注释、空缺，或已有报告。",
    ),
    Rule(
        "markers-accounted", "warning", ("source_texts",),
        "Every bracketed number of the source that looks like a marker is a citation, or stands in a heading, entry, note or gap, or is reported.",
        "来源中每个形似引注的方括号编号，或为一条引注，或见于标题、文献条目、注释、空缺，或已有报告。",
    ),
    Rule(
        "section-tree", "error", ("sections",),
        "Sections form a tree: a parent comes first and stands one level higher, and 2.1 stands under 2.",
        "各节构成一棵树：上级在前且高一层，2.1 在 2 之下。",
    ),
    Rule(
        "section-order", "warning", ("sections",),
        "Numbered sections under one parent are numbered upwards, as printed.",
        "同一上级之下的编号章节，其编号依印出的次序递增。",
    ),
    Rule(
        "locator-parses", "error", ("citations",),
        "First and last page are numbers of the printed locator, the first not after the last.",
        "起讫页码均为所印页码中的数字，起页不大于讫页。",
    ),
    Rule(
        "quotation-kind", "error", ("quotations",),
        "A cited quotation has a supporting marker and no other has one; an attributed one names its speaker; a term keeps to its length and punctuation.",
        "“有引注”的引文必有引注支持，其他引文则无；“有言者”的引文写明言者；“用语”合乎字数与标点之限。",
    ),
    Rule(
        "link-in-sentence", "error", ("quotation_citations",),
        "A quotation and the citation that supports it stand in one sentence of one paper.",
        "引文与支持它的引注同在一篇论文的同一句中。",
    ),
    Rule(
        "citation-target", "error", ("citations",),
        "A citation points to a reference or to a note.",
        "引注须指向一种文献或一条注释。",
    ),
    Rule(
        "dangling-reference", "warning", ("references",),
        "A reference is cited in the paper.",
        "文献须在文中被引用。",
    ),
    Rule(
        "concept-circle", "error", ("concept_relations",),
        "No concept is its own broader concept, however many steps away.",
        "任何概念不得直接或辗转成为自身的上位概念。",
    ),
    Rule(
        "label-clash", "error", ("concept_labels",),
        "In one language a label names one concept.",
        "同一语言中，一个名称只指一个概念。",
    ),
    Rule(
        "mention-label", "error", ("concept_mentions",),
        "The text of a mention is a label of its concept, case, labour or labor, and plural aside.",
        "概念出现处的文字即该概念的名称（大小写、labour 与 labor 之别及复数不计）。",
    ),
)  # fmt: skip

_NOTICED = (
    Rule(
        "unbalanced-marks", "warning", ("quotations",),
        "Quotation marks pair within their paragraph; one without a partner counts as not there.",
        "引号在段内成对；不成对者视同没有。",
    ),
    Rule(
        "absurd-number", "warning", ("citations",),
        "A number in a marker can be the number of a reference.",
        "引注标记中的编号应可能是文献的编号。",
    ),
    Rule(
        "lost-note", "warning", ("citations",),
        "The note that a note mark points to is in the source.",
        "注释标记所指的注释，须见于来源。",
    ),
    Rule(
        "ambiguous-reference", "warning", ("citations",),
        "A citation by author and year fits one entry of the list.",
        "以作者和年份所作的引注，须只合于文献表中的一条。",
    ),
    Rule(
        "doubtful-citation", "warning", ("citations",),
        "A citation names its work as the list does, in a marker printed whole.",
        "引注标记印刷完整，所称文献与文献表一致。",
    ),
    Rule(
        "numbered-twice", "warning", ("references",),
        "A number stands at one entry of the list.",
        "文献表中一个编号只用于一条文献。",
    ),
    Rule("no-headings", "warning", ("papers",), "A paper has headings.", "论文应有标题。"),
    Rule(
        "unknown-keyword", "warning", ("keywords",),
        "A keyword of the paper is in the vocabulary.",
        "论文的关键词应已收入词表。",
    ),
)  # fmt: skip

_RELEASE = (
    Rule(
        "release-manifest", "error", (),
        "datapackage.json is there, is JSON, lists the files of the folder, and describes them by the schemas.",
        "datapackage.json 存在，为合格的 JSON，列出文件夹中的文件，其说明与模式一致。",
    ),
    Rule(
        "release-file-missing", "error", (),
        "Every file that is listed, and the CSV file of every table, is there.",
        "所列的每个文件及每张表的 CSV 文件均存在。",
    ),
    Rule(
        "release-hash", "error", (),
        "Every listed file has the length and SHA-256 that the list gives.",
        "所列文件的长度与 SHA-256 均与清单相符。",
    ),
    Rule("release-unlisted", "error", (), "The folder holds no file that is not listed.", "文件夹中没有清单之外的文件。"),
    Rule("csv-unreadable", "error", (), "A CSV file is UTF-8 and well formed.", "CSV 文件为 UTF-8 编码，格式完好。"),
    Rule("csv-header", "error", (), "The header of a CSV file is the columns of its schema.", "CSV 首行即模式所定各列。"),
    Rule("csv-row", "error", (), "A CSV row has as many cells as the header.", "CSV 各行的单元格数与首行相同。"),
    Rule("csv-cell", "error", (), "A CSV cell reads as the type of its column.", "CSV 单元格可按该列的类型读出。"),
    Rule("text-differs", "error", (), "A published text is the source text, whole.", "所发布的文本即完整的来源文本。"),
    Rule("parquet-differs", "error", (), "Parquet and CSV agree cell by cell.", "Parquet 与 CSV 逐格一致。"),
    Rule("sqlite-differs", "error", (), "The SQLite file and CSV agree cell by cell.", "SQLite 与 CSV 逐格一致。"),
    Rule(
        "results-differ", "error", ("checks",),
        "The published findings and results are those of the published rows.",
        "所发布的发现与检查结果，即对所发布各行再行检查之所得。",
    ),
    Rule(
        "referee", "error", (),
        "frictionless, as an independent referee, accepts datapackage.json and its tables.",
        "独立的核验工具 frictionless 认可 datapackage.json 及其各表。",
    ),
)  # fmt: skip

RULES = {rule.code: rule for rule in sorted((*_TYPED, *_INTEGRITY, *_NOTICED))}
RELEASE = {rule.code: rule for rule in _RELEASE}
TYPED = tuple(rule.code for rule in _TYPED)
NOTICED = tuple(rule.code for rule in _NOTICED)
