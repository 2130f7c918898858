"""What can be wrong with an event beside what can be wrong with any record."""

from projgov.diagnostics import Bilingual, Pattern

NO_EVENT = Pattern(
    "D070",
    Bilingual("事件应为 JSON 对象，这里是{kind}", "an event is a JSON object, and this is {kind}"),
    Bilingual(
        '写成 {{"id": "…", "kind": "report", "subject": "…", "occurred": "…", "recorded": "…"}}',
        'write {{"id": "…", "kind": "report", "subject": "…", "occurred": "…", "recorded": "…"}}',
    ),
)
UNKNOWN_KIND = Pattern(
    "D071",
    Bilingual("没有 `{found}` 这种事件", "there is no kind of event `{found}`"),
    Bilingual("{hint}", "{hint}"),
)
UNKNOWN_SUBJECT = Pattern(
    "D072",
    Bilingual("没有编号为 `{found}` 的对象", "there is no subject `{found}`"),
    Bilingual("{hint}", "{hint}"),
)
SEVERAL_SUBJECTS = Pattern(
    "D073",
    Bilingual(
        "几种对象都有编号 `{found}`：{types}", "subjects of several types have the id `{found}`: {types}"
    ),
    Bilingual('写成 {{"type": "…", "id": "{found}"}}', 'write {{"type": "…", "id": "{found}"}}'),
)
HOLDS_NONE = Pattern(
    "D074",
    Bilingual("{subject}没有{kind}", "a subject of the type {subject} has no {kind}"),
    Bilingual("核对事件的种类和对象", "check the kind of the event, and its subject"),
)
NO_SUCH_RECORD = Pattern(
    "D075",
    Bilingual("`{subject}` 没有编号为 `{found}` 的{kind}", "`{subject}` has no {kind} `{found}`"),
    Bilingual("核对 `record` 和 `of`", "check `record` and `of`"),
)
ALREADY_KNOWN = Pattern(
    "D076",
    Bilingual(
        "`{key}` 已经有值，不能由补充改动", "`{key}` is known already, and an amendment does not change it"
    ),
    Bilingual(
        "只写原来缺少的各项；改正另作记录", "give only what was missing; a correction is a record of its own"
    ),
)
ID_TAKEN = Pattern(
    "D077",
    Bilingual("`{subject}` 已有编号为 `{found}` 的{kind}", "`{subject}` has a {kind} `{found}` already"),
    Bilingual("每条记录用自己的编号", "give every record an id of its own"),
)
TOO_LARGE = Pattern(
    "D078",
    Bilingual(
        "事件有 {size} 个字符，最多 {most} 个",
        "the event has {size} characters, more than the {most} allowed",
    ),
    Bilingual("附件不写进事件，只写编号或文号", "leave attachments out of events, and name them by number"),
)
