"""What is to be seen in `mudanjiang-2012`, case by case: everything that is not as it should be stands in these tables."""

from __future__ import annotations

SCHEMES = (
    "产业项目",
    "招商引资",
    "对外经贸",
    "园区建设",
    "城市建设",
    "农业农村",
    "旅游产业",
    "民生实事",
    "生态环境",
    "财源建设",
)
WORKS = {
    "产业项目": (
        "木业园区扩建",
        "石化改造升级",
        "水电站增容",
        "医药车间投产",
        "造纸厂搬迁",
        "机械配件生产线",
    ),
    "招商引资": (
        "引进装备企业",
        "引进食品企业",
        "引进物流企业",
        "开工项目跟踪服务",
        "签约项目落地",
        "招商专班组建",
    ),
    "对外经贸": (
        "口岸通关提速",
        "跨境加工区配套",
        "出口基地认定",
        "外贸综合服务",
        "边贸市场改造",
        "境外园区联络",
    ),
    "园区建设": (
        "开发区道路管网",
        "标准厂房建设",
        "园区供热工程",
        "园区污水处理",
        "园区融资平台",
        "园区项目入驻",
    ),
    "城市建设": ("江滨大桥维修", "老旧管网改造", "主干道路翻建", "公园改造", "公交线路优化", "停车场建设"),
    "农业农村": ("绿色食品基地", "水利设施修复", "新村示范点", "农机合作社", "食用菌基地", "农村道路硬化"),
    "旅游产业": (
        "湖区景点改造",
        "雪乡道路改造",
        "冬季旅游推介",
        "旅游咨询中心",
        "旅游厕所建设",
        "旅游市场整治",
    ),
    "民生实事": ("保障房建设", "供热管网并网", "校舍加固", "社区服务站建设", "农村饮水安全", "就业服务大厅"),
    "生态环境": ("锅炉除尘改造", "湿地保护", "江段治理", "绿化造林", "垃圾处理场", "空气监测站"),
    "财源建设": ("税源普查", "国有资产盘活", "总部企业培育", "规模企业入库", "小额贷款服务", "收费项目清理"),
}
"""The ten key works and the tasks of each. The document names none of them: all is made up."""

DEPARTMENTS = (
    "工业", "招商", "商务", "园区", "建设", "农业", "旅游", "民政", "环保", "财政", "交通", "水务", "林业", "教育", "卫生", "住房",
    "城管", "规划", "国土", "人社", "科技", "文化", "公安", "司法", "税务", "工商", "质监", "安监", "物价", "统计", "粮食", "供销",
    "外事", "口岸", "体育", "广电", "档案", "地震", "气象", "机关事务",
)  # fmt: skip
COUNTIES = ("甲区", "乙区", "丙区", "丁区", "戊县", "己县", "庚县", "辛市", "壬市", "癸市")

ITEMS: dict[str, set[str]] = {
    "W-03": {"no_contact_card"},
    "W-05": {"no_goal"},
    "W-08": {"late_registration"},
    "W-11": {"no_measures"},
    "W-13": {"gap"},
    "W-16": {"same_as:W-15"},
    "W-18": {"no_duty_card"},
    "W-20": {"no_track"},
    "W-22": {"late_registration"},
    "W-24": {"no_check"},
    "W-26": {"unowned"},
    "W-28": {"no_expert"},
    "W-31": {"plan_too_late"},
    "W-33": {"no_self"},
    "W-35": {"late:94"},
    "W-37": {"disorder"},
    "W-40": {"no_quality"},
    "W-43": {"undisclosed:feedback"},
    "W-46": {"undisclosed:solicitation", "undisclosed:result"},
    "W-48": {"late_disclosure:progress"},
    "W-50": {"two_leaders"},
    "W-54": {"late:88"},
    "W-57": {"foreign_card"},
    # the ladder, see LADDER
    "W-07": {"slow"},
    "W-15": {"slow", "late:80"},
    "W-23": {"slow"},
    "W-30": {"slow", "late:90"},
    "W-38": {"marks:3"},
    "W-41": {"marks:2"},
    "W-52": {"slow"},
}
"""The items of work that are not in order, and why."""

LISTED = {"W-07": "2012-12-25", "W-15": "2012-11-30", "W-23": "2012-12-31", "W-30": "2012-12-10"}
"""Items under listed supervision by a ruling of 2012-10-12, each with the day by which it was to be finished."""

CASES: tuple[tuple[int, str, str, str, str], ...] = (
    (1, "禁令-3", "O:clerk-01", "擅离岗位", "supervision"),
    (1, "禁令-2", "O:clerk-02", "上班时间玩游戏", "supervision discipline"),
    (1, "禁令-7", "U:D-14", "公车私用", "media"),
    (2, "禁令-1", "O:clerk-03", "工作日饮酒", "discipline"),
    (2, "禁令-3", "O:clerk-04", "擅离岗位二", "supervision public"),
    (2, "禁令-6", "U:D-12", "刁难企业", "public media discipline"),
    (3, "禁令-2", "O:clerk-05", "上班时间炒股", "supervision"),
    (3, "禁令-10", "O:head-04", "弄虚作假二", "media"),
    (3, "禁令-9", "O:clerk-07", "泄露工作秘密", "discipline"),
    (4, "禁令-3", "U:D-06", "窗口无人", "public supervision"),
    (4, "禁令-1", "O:clerk-08", "工作日饮酒二", "supervision"),
    (4, "禁令-5", "O:clerk-09", "收受礼金", "discipline"),
    (5, "禁令-4", "O:clerk-10", "接受宴请", "discipline public"),
    (5, "禁令-2", "O:clerk-11", "上班时间玩游戏二", "supervision"),
    (5, "禁令-10", "O:head-09", "弄虚作假", "supervision department"),
    (6, "禁令-3", "O:clerk-12", "擅离岗位三", "supervision"),
    (6, "禁令-8", "O:clerk-13", "参与赌博", "discipline"),
    (6, "禁令-1", "U:D-19", "集体饮酒", "media public"),
    (7, "禁令-10", "U:D-21", "虚报完成情况", "supervision department media"),
    (7, "禁令-3", "O:clerk-14", "擅离岗位四", "supervision"),
    (7, "禁令-2", "O:clerk-15", "上班时间玩游戏三", "supervision"),
    (7, "禁令-6", "O:clerk-16", "刁难群众", "public hotline"),
)
"""The 22 cases of the seven rounds: round, ban, against whom, matter, the channels that found it. D-04 is among the best, and its
head barred."""

ROUNDS = ("2012-03-14", "2012-04-18", "2012-05-23", "2012-07-11", "2012-08-22", "2012-10-10", "2012-11-14")

OTHER_FINDINGS: tuple[dict[str, str | None], ...] = (
    {"channel": "public", "category": "slow_action", "matter": "承诺时限超期", "clause": "3-1", "against_unit": "D-05"},
    {"channel": "public", "category": "inefficient", "matter": "办件差错", "clause": "5-2", "against_unit": "D-08"},
    {"channel": "public", "category": "inaction", "matter": "推诿扯皮", "clause": "1-4", "against_unit": "D-17"},
    {"channel": "public", "category": "other", "matter": "态度生硬", "clause": "5-2", "against_unit": "D-20"},
    {"channel": "democratic", "category": "poor_execution", "matter": "分解不到位", "clause": "2-1", "against_unit": "D-11"},
    {"channel": "media", "category": "inaction", "matter": "推诿扯皮", "clause": "1-4", "against_unit": "D-17"},
    {"channel": "media", "category": "misconduct", "matter": "擅自收费", "clause": "4-2", "against_unit": "D-22"},
    {"channel": "hotline", "category": "inaction", "matter": "不予受理", "clause": "1-1", "against_unit": "D-16",
     "received": "2012-05-08", "assigned_to": "WATCH"},
    {"channel": "hotline", "category": "slow_action", "matter": "会签积压", "clause": "3-3", "against_unit": "D-18",
     "received": "2012-06-19", "assigned_to": "WATCH"},
    {"channel": "hotline", "category": "weak_duty", "matter": "值班脱岗", "clause": "6-1", "against_unit": "D-13",
     "assigned_to": "DISC"},
    {"category": "unlawful", "matter": "该公开的不公开", "clause": "7-1", "against_unit": "D-10"},
    {"channel": "discipline", "category": "other", "matter": "会风不正", "clause": "9-9", "against_unit": "D-15"},
)  # fmt: skip
"""What supervisors, deputies, the media and callers found during the year. One names no channel, one is in no catalogue,
one call has no day, one finding is of no sort; one matter was found twice."""

NOMINEES: tuple[tuple[str, str, str, tuple[int, int, int, int, int]], ...] = (
    ("联合审批“一窗办”", "hard_point", "D-18", (94, 92, 95, 88, 93)),
    ("供热服务“先行赔付”", "public", "D-05", (90, 91, 89, 84, 92)),
    ("口岸“预约通关”", "hard_point", "D-34", (92, 88, 90, 90, 94)),
    ("校车“公交化”", "public", "D-14", (86, 88, 84, 80, 90)),
    ("农机“共享作业”", "hard_point", "D-06", (85, 83, 88, 82, 86)),
    ("小微贷款“见贷即保”", "hard_point", "D-10", (85, 84, 87, 82, 86)),
    ("社区“代办点”", "public", "D-08", (82, 80, 84, 78, 85)),
    ("环境“网格巡查”", "hard_point", "D-09", (80, 82, 81, 84, 78)),
    ("税源“信息共享”", "hard_point", "D-25", (84, 80, 79, 83, 81)),
    ("企业“全程领办”", "hard_point", "D-12", (95, 94, 93, 92, 96)),
    ("门户网站改版", "annual_task", "D-36", (78, 74, 80, 82, 75)),
    ("旅游“诚信退赔”", "public", "D-07", (79, 77, 80, 74, 78)),
    ("档案“远程查阅”", "public", "D-37", (83, 81, 0, 85, 80)),
    ("气象“短信预警”", "public", "D-39", (72, 70, 75, 80, 74)),
)
"""Nominees of the breakthrough award: what, hot or hard, whose, and the marks in five aspects (0: not judged). D-12 is barred; the
fifth place is a tie."""

OFFICES: dict[int, str] = {
    4: "no_promise", 17: "no_promise", 55: "no_promise", 9: "late_promise", 71: "late_promise", 23: "disorder",
    31: "rate:74", 48: "rate:79", 66: "rate:68", 90: "rate:79", 38: "no_cppcc", 84: "own_vote", 97: "no_survey",
}  # fmt: skip
"""Which of the 102 key offices, counted from 1, is not in order, and why."""
