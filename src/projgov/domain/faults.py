"""What can be wrong with a portfolio: every pattern of diagnostics that reading one can give (codes D001 to D032)."""

from projgov.diagnostics import Bilingual, Pattern

WRONG_TYPE = Pattern(
    "D001",
    Bilingual("`{found}` 是{kind}，这里应为{expected}", "`{found}` is {kind}, where {expected} is expected"),
    Bilingual("改成{expected}；没有就删去这一项", "write {expected}, or leave the key out"),
)
UNKNOWN_KEY = Pattern(
    "D002",
    Bilingual("{record}没有 `{key}` 这一项", "{record} has no key `{key}`"),
    Bilingual("{hint}", "{hint}"),
)
MISSING_KEY = Pattern(
    "D003",
    Bilingual("{record}缺少 `{key}`（{label}）", "{record} lacks `{key}` ({label})"),
    Bilingual("补上 `{key}`：{expected}", "add `{key}`: {expected}"),
)
FLOAT = Pattern(
    "D004",
    Bilingual(
        "`{found}` 是 Python 的二进制浮点数，不一定就是写下的那个数",
        "`{found}` is a Python float, a binary number that may not be the decimal that was written",
    ),
    Bilingual(
        '给出整数、Decimal 或十进制文本 `"{text}"`；读 JSON 请用 load_portfolio，或 json.loads(…, parse_float=Decimal)',
        'give an int, a Decimal or the decimal text `"{text}"`; read JSON with load_portfolio, or with '
        "json.loads(…, parse_float=Decimal)",
    ),
)
BLANK = Pattern(
    "D005",
    Bilingual("文本是空的", "the text is blank"),
    Bilingual("没有就删去这一项", "where there is nothing to say, leave the key out"),
)
NULL = Pattern(
    "D006",
    Bilingual("这里不能写 null", "null is not allowed here"),
    Bilingual(
        '不知道就删去这一项；保密的写 {{"withheld": "原因"}}',
        'leave the key out where it is not known; write {{"withheld": "why"}} where it is kept back',
    ),
)
OUT_OF_BOUNDS = Pattern(
    "D007",
    Bilingual("数 `{found}` 超出范围", "the number `{found}` is out of bounds"),
    Bilingual("应为{expected}", "write {expected}"),
)
TOO_MANY_DECIMALS = Pattern(
    "D008",
    Bilingual("数 `{found}` 的小数位太多", "the number `{found}` has too many decimals"),
    Bilingual("应为{expected}", "write {expected}"),
)
NOT_PLAIN_NUMBER = Pattern(
    "D009",
    Bilingual("文本 `{found}` 不是十进制数", "the text `{found}` is not a plain decimal number"),
    Bilingual(
        "只用数字、小数点和负号，如 `1234.5`；不用千分位、百分号、单位、全角数字",
        "use digits, a point and a minus only, such as `1234.5`: no thousands separator, percent sign, unit or "
        "full-width digit",
    ),
)
BAD_DATE = Pattern(
    "D010",
    Bilingual("`{found}` 不是日期", "`{found}` is not a date"),
    Bilingual("按 年-月-日 写，如 `{mend}`", "write year-month-day, such as `{mend}`"),
)
NO_SUCH_DAY = Pattern(
    "D011",
    Bilingual("没有 `{found}` 这一天", "there is no day `{found}`"),
    Bilingual("核对年、月、日", "check the year, month and day"),
)
BAD_PERIOD = Pattern(
    "D012",
    Bilingual("`{found}` 不是年、半年、季度或月份", "`{found}` is not a year, half-year, quarter or month"),
    Bilingual(
        "写成 `2017`、`2017-H1`、`2017-Q3` 或 `2017-09`", "write `2017`, `2017-H1`, `2017-Q3` or `2017-09`"
    ),
)
UNKNOWN_CHOICE = Pattern(
    "D013",
    Bilingual("`{found}` 不在可选值之内", "`{found}` is not one of the choices"),
    Bilingual("{mend}{hint}", "{mend}{hint}"),
)
DOUBLED_ID = Pattern(
    "D014",
    Bilingual("{record}编号 `{found}` 重复", "the {key} `{found}` ({record}) is used twice"),
    Bilingual("每个编号只用一次（另见第一次出现处）", "use each only once (see where it stands first)"),
)
LOOK_ALIKE = Pattern(
    "D032",
    Bilingual(
        "{record}编号 `{found}` 与 `{other}` 只差全角和半角",
        "the {key} `{found}` ({record}) differs from `{other}` in the width of its characters only",
    ),
    Bilingual("是同一个的，只留一个；不是的，换一个编号", "keep one of them, or give one another id"),
)
UNKNOWN_REFERENCE = Pattern(
    "D015",
    Bilingual("没有编号为 `{found}` 的{record}", "there is no {record} `{found}`"),
    Bilingual("{hint}", "{hint}"),
)
CYCLE = Pattern(
    "D016",
    Bilingual("{label}绕成了圈：{cycle}", "the {label} of these leads back to itself: {cycle}"),
    Bilingual("断开其中一处", "break the circle at one of them"),
)
CANNOT_WITHHOLD = Pattern(
    "D017",
    Bilingual("`{key}` 必须给出，不能保密", "`{key}` has to be given and cannot be withheld"),
    Bilingual("写出它的值", "write its value"),
)
NOT_FINITE = Pattern(
    "D018",
    Bilingual("`{found}` 不是可以计算的数", "`{found}` is not a number that can be reckoned with"),
    Bilingual("写一个数；没有就删去这一项", "write a number, or leave the key out"),
)
HIDDEN = Pattern(
    "D019",
    Bilingual(
        "文本里有看不见的字符 {character}（{name}）", "there is an invisible character {character} ({name})"
    ),
    Bilingual("删去这个字符", "delete this character"),
)
WRONG_EDITION = Pattern(
    "D020",
    Bilingual("版本 `{found}` 读不了", "the edition `{found}` cannot be read"),
    Bilingual('写 `"projgov": 1`', 'write `"projgov": 1`'),
)
UNKNOWN_REGISTER = Pattern(
    "D021",
    Bilingual("没有叫 `{found}` 的登记簿", "there is no register `{found}`"),
    Bilingual("{hint}", "{hint}"),
)
SPACES_AROUND = Pattern(
    "D022",
    Bilingual("编号 `{found}` 前后有空白", "there is white space around the id `{found}`"),
    Bilingual("写成 `{mend}`", "write `{mend}`"),
)
DOUBLED_ENTRY = Pattern(
    "D023",
    Bilingual("`{found}` 列了两次", "`{found}` is listed twice"),
    Bilingual("只留一个", "leave one of them only"),
)
NUMBER_TOO_LARGE = Pattern(
    "D024",
    Bilingual("数 `{found}` 太长或太大", "the number `{found}` is too long or too large"),
    Bilingual("写一个较小的数；编号写成文本", "write a smaller number; an identifier is a text"),
)
UNKNOWN_FACT = Pattern(
    "D025",
    Bilingual(
        "规则文件没有为{record}声明事实 `{key}`", "the rule file declares no fact `{key}` (of: {record})"
    ),
    Bilingual("{hint}", "{hint}"),
)
NOT_A_SCALAR = Pattern(
    "D026",
    Bilingual(
        "事实 `{key}` 是{kind}，应为单个的值", "the fact `{key}` is {kind}, where a single value is expected"
    ),
    Bilingual("写文本、数或 true/false", "write a text, a number, true or false"),
)
TWO_LANGUAGES = Pattern(
    "D027",
    Bilingual("说明要有中文和英文", "a note is given in both languages"),
    Bilingual('写成 {{"zh": "…", "en": "…"}}', 'write {{"zh": "…", "en": "…"}}'),
)
NO_PORTFOLIO = Pattern(
    "D029",
    Bilingual(
        "数据应为 JSON 对象，这里是{kind}", "the data are expected to be a JSON object, and this is {kind}"
    ),
    Bilingual(
        '写成 `{{"projgov": 1, "id": "…", "projects": […]}}`',
        'write `{{"projgov": 1, "id": "…", "projects": […]}}`',
    ),
)
NOT_JSON = Pattern(
    "D030",
    Bilingual(
        "`{name}` 是 YAML 文件，数据要用 JSON 或 CSV", "`{name}` is a YAML file, and data are JSON or CSV"
    ),
    Bilingual(
        "规则文件写在前面，数据文件写在后面；CSV 表的对照文件用 --mapping 给出",
        "the rule file comes first and the data second; the mapping of a CSV table is given with --mapping",
    ),
)
NO_MAPPING = Pattern(
    "D031",
    Bilingual("`{name}` 是表格，没有对照文件", "`{name}` is a table, and there is no mapping of it"),
    Bilingual(
        "用 `--mapping` 给出对照文件；在 Python 里用 `load_table`",
        "give its mapping with `--mapping`; in Python with `load_table`",
    ),
)
MORE_THAN_CALLED = Pattern(
    "D033",
    Bilingual("应到 {found} 人，却投了 {count} 票", "{count} members voted, and {found} were called"),
    Bilingual(
        "改正应到人数；回避的人所投的票写明 `recused: true`，不知道应到人数就删去这一项",
        "correct the number of members called; a ballot of who stood back says `recused: true`; leave the number out where it is not known",
    ),
)
NO_SHIPPED_PORTFOLIO = Pattern(
    "D028",
    Bilingual(
        "没有叫 `{name}` 的随附数据，也没有这个文件", "there is no shipped portfolio and no file `{name}`"
    ),
    Bilingual("{hint}", "{hint}"),
)
