"""How work is followed: reports, figures, evidence, inspections, comments and what they find."""

from projgov.domain.declare import option
from projgov.domain.types import ChoiceType

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

FIGURE_KIND = ChoiceType(
    "figure_kind",
    (
        option("period", "当期", "of the period", "当期数"),
        option("cumulative", "累计", "cumulative", "累计数"),
        option("moment", "时点", "at a moment", "时点数"),
        option("ratio", "比率", "ratio", "比例"),
    ),
)
"""What a figure counts (数字口径): what was done in its period, all that was done by its end, what there is then, or a share."""

MEETING_KIND = ChoiceType(
    "meeting_kind",
    (
        option("agenda", "议事会议", "meeting of the leading team", "班子会议", "党组织会议"),
        option("progress", "推进会", "meeting on progress", "推进专题会", "专题会", "调度会"),
        option("on_site", "现场会", "meeting on site", "现场观摩"),
        option("discussion", "大讨论", "open discussion", "讨论会"),
        option("exchange", "经验交流会", "exchange of experience", "交流会"),
        option("other", "其他", "other"),
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
        option("project_book", "项目书", "project book"),
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
        option("postponement", "延期说明", "stated exception", "延期报告"),
        option("promotion_event", "推广活动", "promotion event", "现场会", "经验交流会"),
        option("feature", "专栏推介", "feature"),
        option("topic", "课题", "research topic"),
        option("other", "其他", "other"),
        option("promise", "公开承诺", "public promise", "承诺"),
    ),
)

VERDICT = ChoiceType(
    "verdict",
    (
        option("on_course", "正常推进", "on course", "正常"),
        option("slow", "进展缓慢", "slow", "缓慢"),
        option("stalled", "停滞", "stalled"),
        option("completed", "已完成", "completed", "完成"),
    ),
)
"""How a check found the work to be. What the machine found and what people found stand side by side, each in its own record."""

PHASE = ChoiceType(
    "phase",
    (
        option("filing", "立项", "filing"),
        option("implementation", "实施", "implementation"),
        option("advance", "推进", "advance"),
        option("results", "成效", "results"),
    ),
)

INSPECTION_KIND = ChoiceType(
    "inspection_kind",
    (
        option("routine", "日常检查", "routine check", "督查", "督查指导"),
        option("special_study", "专项调研", "special study"),
        option("hearing", "听取汇报", "hearing"),
        option("site_visit", "一线督导", "site visit", "一线工作", "实地督导"),
        option("home_visit", "入户走访", "visit to households", "入户", "走访群众"),
        option("spot_check", "随机抽查", "random spot check", "抽查"),
        option("undercover", "明察暗访", "open and undercover visit", "暗访"),
        option("year_end", "年底考评", "year-end assessment"),
        option("automatic", "网上监察", "automatic check", "网管"),
        option("other", "其他", "other"),
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

DISCLOSURE_KIND = ChoiceType(
    "disclosure_kind",
    (
        option("guidebook", "项目指导书", "guidebook", "指导书"),
        option("plan", "方案和计划", "plan", "方案", "计划"),
        option("responsibility", "责任清单", "list of responsibilities", "责任书"),
        option("commitment", "承诺", "commitment", "公开承诺"),
        option("solicitation", "征集情况", "solicitation", "征集", "征集确定"),
        option("list", "名单", "list", "清单"),
        option("notice", "公示", "public notice"),
        option("progress", "进展情况", "progress", "进展", "推进情况"),
        option("feedback", "阶段反馈", "feedback on a stage", "反馈"),
        option("summary", "总结", "summary", "年末总结", "年终总结"),
        option("result", "结果", "result", "考评结果", "考核结果"),
        option("bulletin", "通报", "bulletin", "月度通报", "绩效通报"),
        option("feature", "专栏推介", "feature", "专题", "专栏"),
        option("exposure", "曝光", "exposure", "媒体曝光", "问题曝光"),
        option("rectification", "整改情况", "rectification", "整改"),
        option("institution", "制度办法", "institution", "制度"),
        option("other", "其他", "other"),
    ),
)
"""What was made public."""

DISCLOSURE_CHANNEL = ChoiceType(
    "disclosure_channel",
    (
        option("website", "网站", "website", "政府网站", "门户网站"),
        option("party_website", "党务公开网", "website for party affairs"),
        option("led", "电子屏", "LED screen", "LED", "led", "电子显示屏"),
        option("newspaper", "报纸", "newspaper", "报刊"),
        option("tv", "电视", "television", "电视台"),
        option("radio", "广播", "radio", "广播电台"),
        option("social_media", "新媒体", "social media", "微信公众号", "微博"),
        option("notice_board", "公开栏", "notice board", "公示栏", "宣传栏"),
        option("document", "印发文件", "document", "文件"),
        option("meeting", "会议", "meeting"),
        option("other", "其他", "other"),
    ),
)

AUDIENCE = ChoiceType(
    "audience",
    (
        option("public", "社会公众", "the public", "社会", "公众"),
        option("residents", "辖区群众", "residents", "群众"),
        option("service_users", "服务对象", "users of the service"),
        option("deputies", "代表委员", "deputies", "人大代表和政协委员"),
        option("members", "党员", "party members"),
        option("units", "有关单位", "units concerned", "各单位"),
        option("other", "其他", "other"),
    ),
)
"""To whom something was made public. What is public to all is so to each of the others."""
