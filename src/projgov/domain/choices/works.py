"""What is worked on: projects and items, how they come about, who has which part in them, which steps they go through."""

from projgov.domain.declare import option
from projgov.domain.types import ChoiceType

DOMAIN = ChoiceType(
    "domain",
    (
        option("safety", "平安建设", "safety", "平安"),
        option("rule_of_law", "法治建设", "rule of law", "法治"),
        option("team", "队伍建设", "team", "队伍"),
    ),
)

PROJECT_LEVEL = ChoiceType(
    "project_level",
    (
        option("province", "省级", "province", "省级项目"),
        option("city", "市级", "city", "市级项目"),
        option("county", "县区级", "county or district", "县区", "县级", "县区项目"),
        option("town", "乡镇级", "town or street", "乡镇", "镇级"),
        option("village", "村级", "village or community", "村社区"),
        option("department", "部门", "department", "部门项目"),
    ),
)

ORIGIN = ChoiceType(
    "origin",
    (
        option("existing", "盘活存量", "existing work taken further", "存量"),
        option("new", "狠抓增量", "new work", "增量"),
    ),
)

PURPOSE = ChoiceType(
    "purpose",
    (
        option("remedial", "雪中送炭", "remedial"),
        option("enhancing", "锦上添花", "enhancing"),
    ),
)

CATEGORY = ChoiceType(
    "category",
    (
        option("foundation", "基础强化", "foundation", "基础强化类"),
        option("innovation", "创新探索", "innovation", "创新探索类"),
        option("roll_out", "制度推广", "roll-out", "制度推广类"),
        option("other", "其他", "other"),
    ),
)

BETTER = ChoiceType(
    "better",
    (
        option("higher", "越高越好", "the higher the better", "正向", "越多越好"),
        option("lower", "越低越好", "the lower the better", "逆向", "越少越好"),
    ),
)
"""Which way a figure is meant to go."""

SOURCE = ChoiceType(
    "source",
    (
        option("hard_point", "难点堵点", "hard point", "难点", "堵点", "痛点"),
        option("common_need", "共性需求", "common need"),
        option("long_stuck", "久拖未决", "long stuck"),
        option("annual_task", "年度重点", "task of the year"),
        option("higher_level", "上级重点", "key work of a higher level", "省市重点"),
        option("party_congress", "党代会", "Party congress"),
        option("plenary", "全会", "plenary session"),
        option("standing_committee", "常委会", "standing committee"),
        option("government_meeting", "常务会议", "executive meeting of the government"),
        option("public", "群众意见", "proposed by the public", "征集"),
        option("other", "其他", "other"),
    ),
)

ITEM_KIND = ChoiceType(
    "item_kind",
    (
        option("key_work", "重点工作", "key work"),
        option("duty", "职能目标", "duty of a function", "职能工作"),
    ),
)

TRACK = ChoiceType(
    "track",
    (
        option("routine", "常规性工作", "routine", "常规性重点工作"),
        option("difficult", "难点工作", "difficult"),
    ),
)

ROLE = ChoiceType(
    "role",
    (
        option("linked_leader", "挂钩领导", "linked leader", "包保领导", "联系领导"),
        option("linked_office", "挂钩处室", "linked office", "责任处室"),
        option("responsible_leader", "责任领导", "responsible leader"),
        option("first_responsible", "第一责任人", "first responsible person"),
        option("direct_responsible", "直接责任人", "directly responsible person"),
        option("project_lead", "领办人", "lead of the project", "牵头人", "项目负责人"),
        option("responsible_unit", "责任单位", "responsible unit"),
        option("supporting_unit", "配合单位", "supporting unit"),
        option("team_leader", "专班负责人", "leader of the team", "组长"),
        option("team_member", "专班成员", "member of the team", "组员"),
        option("superior", "上级负责人", "superior"),
        option("contact_card", "联系卡", "holder of the contact card"),
        option("duty_card", "责任卡", "holder of the duty card"),
        option("supervision_card", "督办卡", "holder of the supervision card"),
        option("other", "其他", "other"),
    ),
)

STEP = ChoiceType(
    "step",
    (
        option("survey", "深入调查", "survey", "调查研究", "调研"),
        option("collective_study", "集体研究", "collective study"),
        option("submitted", "上报备案", "submitted for the record", "上报", "备案"),
        option("public_notice", "公示公开", "public notice", "公示"),
        option("reviewed", "审核", "reviewed"),
        option("confirmed", "研究确定", "confirmed", "确定"),
        option("registered", "立项", "registered"),
        option("judged", "综合研判", "judged as a whole", "研判"),
        option("asked_to_complete", "通知补正", "asked to complete"),
        option("returned", "退回", "returned"),
        option("refused", "不予立项", "not established"),
        option("other", "其他", "other"),
    ),
)

RETURN_GROUND = ChoiceType(
    "return_ground",
    (
        option("unrealistic", "内容不切实际", "content unrealistic", "不切实际"),
        option("untargeted", "针对性不强", "not to the point"),
        option("vague", "措施不具体", "measures not specific"),
        option("incomplete", "材料不齐", "papers incomplete"),
        option("out_of_scope", "不属范围", "out of scope"),
        option("duplicate", "重复申报", "filed already"),
        option("other", "其他", "other"),
    ),
)

PARTNER = ChoiceType(
    "partner",
    (
        option("university", "高等院校", "university", "高校"),
        option("social_science", "社科联", "federation of social sciences"),
        option("law_society", "法学会", "law society"),
        option("institute", "科研院所", "research institute"),
        option("other", "其他", "other"),
    ),
)
