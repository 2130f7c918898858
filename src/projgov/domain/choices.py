"""The closed sets of values that fields can have, each value with its code, labels and the names rule files may use.

Only what a record needs in order to be understood is closed. The "N fixed items" of an office differ from office to office:
they are lists in rule files, never choices here.
"""

from projgov.domain.declare import option
from projgov.domain.types import ChoiceType

UNIT_LEVEL = ChoiceType(
    "unit_level",
    (
        option("province", "省", "province", "省级"),
        option("city", "市", "city", "市级"),
        option("county", "县(区)", "county or district", "县", "区", "县区", "县级"),
        option("town", "乡镇(街道)", "town or street", "乡镇", "街道", "镇", "乡"),
        option("village", "村(社区)", "village or community", "村", "社区", "村居"),
        option("department", "部门", "department", "市直部门", "单位"),
        option("office", "处室", "office", "科室", "职能处室"),
    ),
)

ORGANISATION = ChoiceType(
    "organisation",
    (
        option("rural", "农村", "rural", "村"),
        option("agency", "机关", "agency"),
        option("school", "学校", "school"),
        option("social", "社会组织", "social organisation"),
        option("enterprise", "企业", "enterprise"),
        option("other", "其他", "other"),
    ),
)

UNIT_CHANGE = ChoiceType(
    "unit_change",
    (
        option("renamed", "更名", "renamed"),
        option("merged", "合并", "merged", "撤并"),
        option("split", "分设", "split", "拆分"),
        option("moved", "划转", "moved under another unit", "划归"),
        option("closed", "撤销", "closed"),
    ),
)

POST = ChoiceType(
    "post",
    (
        option("head", "主要负责人", "head", "一把手", "局长", "主任"),
        option("deputy_head", "副职", "deputy head", "分管领导", "副局长", "副主任"),
        option("secretary", "书记", "secretary", "党组织书记", "党委书记"),
        option("deputy_secretary", "副书记", "deputy secretary"),
        option("standing_member", "常委", "member of the standing committee"),
        option("member", "班子成员", "member of the leading team", "成员"),
        option("section_head", "科长", "section head", "处长", "股长"),
        option("staff", "工作人员", "staff", "干部"),
        option("other", "其他", "other"),
    ),
)

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
        option("other", "其他", "other"),
    ),
)

REPORT_KIND = ChoiceType(
    "report_kind",
    (
        option("daily", "日志", "daily log", "每日工作情况"),
        option("monthly", "月汇总", "monthly summary", "月度汇总", "每月汇总"),
        option("quarterly", "季汇报", "quarterly report", "季度汇报", "每季汇报"),
        option("half_yearly", "半年报告", "half-yearly report"),
        option("annual", "年度总结", "annual report"),
        option("special", "专题报告", "special report"),
    ),
)

FIGURE_SOURCE = ChoiceType(
    "figure_source",
    (
        option("self_reported", "自报", "self-reported"),
        option("verified", "核实", "verified"),
    ),
)

INSPECTION_KIND = ChoiceType(
    "inspection_kind",
    (
        option("routine", "日常检查", "routine check", "督查", "督查指导"),
        option("special_study", "专项调研", "special study"),
        option("hearing", "听取汇报", "hearing"),
        option("site_visit", "一线督导", "site visit", "一线工作", "实地督导"),
        option("spot_check", "随机抽查", "random spot check", "抽查"),
        option("undercover", "明察暗访", "open and undercover visit", "暗访"),
        option("year_end", "年底考评", "year-end assessment"),
        option("automatic", "网上监察", "automatic check", "网管"),
        option("other", "其他", "other"),
    ),
)

PHASE = ChoiceType(
    "phase",
    (
        option("filing", "立项", "filing"),
        option("implementation", "实施", "implementation"),
        option("advance", "推进", "advance"),
        option("results", "成效", "results"),
    ),
)

CHANNEL = ChoiceType(
    "channel",
    (
        option("supervision", "督查", "supervision office", "督查办"),
        option("discipline", "纪检监察", "discipline inspection", "纪委"),
        option("department", "专业部门", "professional department"),
        option("public", "社会监督", "social supervision"),
        option("democratic", "民主监督", "democratic supervision"),
        option("media", "媒体监督", "media"),
        option("hotline", "举报", "hotline", "举报电话"),
        option("poll", "民意调查", "opinion poll"),
        option("machine", "系统监察", "machine", "网管"),
        option("self_check", "自查", "self-check"),
        option("other", "其他", "other"),
    ),
)

FINDING_CATEGORY = ChoiceType(
    "finding_category",
    (
        option("inefficient", "效能低下", "inefficient"),
        option("poor_execution", "执行不力", "poor execution", "推进不力"),
        option("weak_duty", "责任淡薄", "weak sense of duty"),
        option("unlawful", "未依法履职", "duties not done by law"),
        option("inaction", "不作为", "inaction"),
        option("slow_action", "慢作为", "slow action"),
        option("misconduct", "乱作为", "misconduct"),
        option("other", "其他", "other"),
    ),
)

COMMENT_MODE = ChoiceType(
    "comment_mode",
    (
        option("inspection_team", "督导组点评", "inspection team", "督导组"),
        option("area_meeting", "片区汇报会点评", "area meeting", "汇报会"),
        option("written", "书面点评", "in writing"),
    ),
)

EVIDENCE_KIND = ChoiceType(
    "evidence_kind",
    (
        option("team", "专门班子", "team"),
        option("plan", "工作方案", "work plan", "实施方案", "方案"),
        option("meeting", "会议部署", "meeting"),
        option("inspection", "督查指导", "inspection"),
        option("acceptance", "考核验收", "acceptance"),
        option("results", "工作成效", "results"),
        option("start", "项目启动", "start", "启动"),
        option("first_results", "初见成效", "first results"),
        option("task_book", "任务书", "task book"),
        option("timetable", "时间表", "timetable"),
        option("roadmap", "路线图", "roadmap"),
        option("responsibility_letter", "责任书", "responsibility letter"),
        option("mechanism", "制度机制", "mechanism", "制度"),
        option("ledger", "台账", "ledger"),
        option("measures", "工作措施", "measures"),
        option("analysis", "定期分析", "periodic analysis"),
        option("liaison", "对接联络", "liaison"),
        option("tracking", "掌握进度", "tracking of progress"),
        option("coordination", "协调问题", "coordination"),
        option("supervision", "督查落实", "supervision"),
        option("handover", "交接", "handover"),
        option("disclosure", "公开", "disclosure"),
        option("final_report", "总结报告", "final report", "总结"),
        option("feasibility", "可行性论证", "feasibility review"),
        option("promotion_event", "推广活动", "promotion event", "现场会", "经验交流会"),
        option("feature", "专栏推介", "feature"),
        option("topic", "课题", "research topic"),
        option("other", "其他", "other"),
    ),
)

PANEL_KIND = ChoiceType(
    "panel_kind",
    (
        option("review", "评审", "review", "评审组"),
        option("assessment", "考评", "assessment"),
        option("vote", "民主测评", "democratic vote"),
        option("acceptance", "验收", "acceptance", "验收组"),
    ),
)

BALLOT_CATEGORY = ChoiceType(
    "ballot_category",
    (
        option("leader", "领导", "leader"),
        option("expert", "专家", "expert"),
        option("deputy", "人大代表", "deputy to the people's congress"),
        option("cppcc", "政协委员", "CPPCC member"),
        option("supervisor", "社会监督员", "social supervisor", "监督员"),
        option("media", "媒体", "media"),
        option("public", "群众", "public"),
        option("peer", "同级单位", "peer"),
        option("other", "其他", "other"),
    ),
)

VOTE = ChoiceType(
    "vote",
    (
        option("yes", "同意", "yes", "赞成"),
        option("no", "不同意", "no", "反对"),
        option("abstain", "弃权", "abstain"),
    ),
)

SURVEY_KIND = ChoiceType(
    "survey_kind",
    (
        option("satisfaction", "群众满意度", "satisfaction", "满意度"),
        option("safety", "安全感测评", "sense of safety", "安全感"),
        option("opinion", "民意调查", "opinion poll"),
        option("other", "其他", "other"),
    ),
)

RECOGNITION_LEVEL = ChoiceType(
    "recognition_level",
    (
        option("national", "国家级", "national"),
        option("provincial", "省级", "provincial"),
        option("city", "市级", "city"),
        option("county", "县级", "county or district", "县区级"),
        option("town", "乡镇级", "town or street"),
    ),
)

METHOD = ChoiceType(
    "method",
    (
        option("ledger", "台账查看", "ledger"),
        option("site", "实地评审", "site visit"),
        option("survey", "问卷调查", "survey"),
        option("vote", "民主测评", "vote"),
    ),
)

GROUND = ChoiceType(
    "ground",
    (
        option("objective", "客观原因", "objective reasons"),
        option("force_majeure", "不可抗力", "force majeure"),
        option("policy_change", "政策调整", "change of policy"),
        option("error_tolerance", "容错", "tolerance of errors"),
        option("leave", "请假", "leave"),
        option("other", "其他", "other"),
    ),
)

RULING_STAGE = ChoiceType(
    "ruling_stage",
    (
        option("first_assessment", "初评", "first assessment"),
        option("public_notice", "公示", "public notice"),
        option("appeal", "申诉", "appeal"),
        option("review", "复核", "review"),
        option("final", "审定", "final decision"),
    ),
)

DECISION = ChoiceType(
    "decision",
    (
        option("approved", "同意", "approved", "通过"),
        option("rejected", "不同意", "rejected", "否决"),
        option("changed", "变更", "changed"),
        option("to_be_completed", "补正", "to be completed"),
        option("returned", "退回", "returned"),
        option("not_established", "不予立项", "not established"),
        option("withdrawn", "撤回", "withdrawn"),
    ),
)

EXPERIENCE_KIND = ChoiceType(
    "experience_kind",
    (
        option("article", "经验文章", "article", "经验"),
        option("exemplar", "典型", "exemplar"),
        option("brand", "品牌", "brand"),
        option("institution", "制度成果", "institution"),
        option("topic", "课题成果", "research topic"),
    ),
)
