"""What can be wrong with a table or with the file that maps it (codes D040 to D055 and D058)."""

from projgov.diagnostics import Bilingual, Pattern

UNKNOWN_MAPPING_KEY = Pattern(
    "D040",
    Bilingual("对照文件没有 `{key}` 这一项", "a mapping has no key `{key}` here"),
    Bilingual("{hint}", "{hint}"),
)
WRONG_SHAPE = Pattern(
    "D041",
    Bilingual("`{key}` 应为{expected}", "`{key}` is expected to be {expected}"),
    Bilingual("改成{expected}", "write {expected}"),
)
MISSING_MAPPING_KEY = Pattern(
    "D042",
    Bilingual("对照文件缺少 `{key}`", "the mapping lacks `{key}`"),
    Bilingual("补上 `{key}`：{expected}", "add `{key}`: {expected}"),
)
UNKNOWN_SUBJECT = Pattern(
    "D043",
    Bilingual("没有叫 `{found}` 的对象", "there is no type of subject `{found}`"),
    Bilingual("{hint}", "{hint}"),
)
UNKNOWN_FIELD = Pattern(
    "D044",
    Bilingual("{record}没有 `{found}` 这一项", "{record} has no field `{found}`"),
    Bilingual("{hint}（其他数据写成 `facts.名称`）", "{hint} (anything else is written `facts.name`)"),
)
NOT_IN_A_CELL = Pattern(
    "D045",
    Bilingual(
        "`{found}` 不是单个的值，表格里的一格放不下", "`{found}` is no single value that a cell could hold"
    ),
    Bilingual("用 JSON 给出这一项，或在 `constants` 里写固定值", "give it in JSON, or as a constant"),
)
MAPPED_TWICE = Pattern(
    "D046",
    Bilingual("`{found}` 对照了两次", "`{found}` is mapped twice"),
    Bilingual("只留一个", "leave one of them only"),
)
UNKNOWN_COLUMN = Pattern(
    "D047",
    Bilingual("表里没有列 `{found}`", "the table has no column `{found}`"),
    Bilingual("{hint}", "{hint}"),
)
AMBIGUOUS_COLUMN = Pattern(
    "D048",
    Bilingual("以 `{found}` 开头的列有 {count} 个", "{count} columns begin with `{found}`"),
    Bilingual("多写几个字：{columns}", "write more of the name: {columns}"),
)
NOT_A_DATE_FORMAT = Pattern(
    "D049",
    Bilingual("`{found}` 不是日期格式", "`{found}` is not a date format"),
    Bilingual(
        "用 YYYY、MM、DD（或 M、D）各一次，如 `DD/MM/YYYY`",
        "use YYYY, MM, DD (or M, D) once each, as in `DD/MM/YYYY`",
    ),
)
CELL_NOT_A_NUMBER = Pattern(
    "D050",
    Bilingual(
        "`{found}` 不是按所说格式写的数", "`{found}` is not a number in the format that the mapping names"
    ),
    Bilingual(
        "改表格；或在对照文件里写明格式，或把这段文本列入 `missing` 或 `withheld`",
        "mend the cell; or name its format in the mapping, or list the text under `missing` or `withheld`",
    ),
)
NO_PERCENT_SIGN = Pattern(
    "D051",
    Bilingual("`{found}` 没有百分号", "`{found}` has no percent sign"),
    Bilingual(
        "对照文件说这一列带百分号：补上，或去掉 `percent`",
        "the mapping says that this column bears one: add it, or leave `percent` out of the mapping",
    ),
)
CELL_NOT_A_DATE = Pattern(
    "D052",
    Bilingual("`{found}` 不是按 {formats} 写的日期", "`{found}` is not a date written {formats}"),
    Bilingual(
        "改表格；或在对照文件里加上这种格式，或把这段文本列入 `missing` 或 `withheld`",
        "mend the cell; or add its format to the mapping, or list the text under `missing` or `withheld`",
    ),
)
UNLISTED_VALUE = Pattern(
    "D053",
    Bilingual(
        "`{found}` 不在对照文件列出的取值里", "`{found}` is not among the values that the mapping lists"
    ),
    Bilingual(
        "在 `values` 里加上它（已有 {hint}），或列入 `missing` 或 `withheld`",
        "add it to `values` (listed are {hint}), or list it under `missing` or `withheld`",
    ),
)
NO_ID_IN_ROW = Pattern(
    "D054",
    Bilingual("这一行没有编号", "the row has no id"),
    Bilingual("补上编号，或删去这一行", "add the id, or delete the row"),
)
EMPTY_CELL = Pattern(
    "D055",
    Bilingual("这一格是空的", "the cell is empty"),
    Bilingual(
        '填上；或在对照文件的 `missing` 里加上 `""`', 'fill it in; or add `""` to `missing` in the mapping'
    ),
)
NO_GOOD_ROW = Pattern(
    "D058",
    Bilingual("{count} 行里没有一行能读", "of {count} rows none can be read"),
    Bilingual("按下面的提示改对照文件或表格", "mend the mapping or the table as told below"),
)
