"""How work is judged: panels, votes, surveys, acceptance, recognitions, excuses, rulings, and what is passed on."""

from projgov.domain.declare import option
from projgov.domain.types import ChoiceType

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

METHOD = ChoiceType(
    "method",
    (
        option("ledger", "台账查看", "ledger"),
        option("site", "实地评审", "site visit"),
        option("survey", "问卷调查", "survey"),
        option("vote", "民主测评", "vote"),
    ),
)

ASSESSMENT_INPUT = ChoiceType(
    "assessment_input",
    (
        option("routine", "平时检查", "routine check", "平时"),
        option("year_end", "年终考核", "year-end assessment", "年终"),
        option("self", "自查", "self-check", "自评"),
        option("review", "考评", "review", "复评"),
        option("documents", "资料", "documents", "台账资料"),
        option("effect", "实效", "effect", "工作实效"),
        option("quantity", "定量", "quantity", "定量评价"),
        option("quality", "定性", "quality", "定性评价"),
    ),
)
"""What an assessment looks at. They come in pairs: over the year and at its end, by oneself and by others, on paper and in
effect, by figures and by judgement."""

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
