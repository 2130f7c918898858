"""What the work of jingxihua-2012 is called: an action, what it is done to, and whose it is. All of it is made up."""

from __future__ import annotations

import attrs


@attrs.frozen
class Titles:
    """Titles in which two lists are crossed; where both are used up the round is counted."""

    things: tuple[str, ...]
    actions: tuple[str, ...]

    def of(self, number: int, unit: str) -> str:
        """The title of the work with this number from 1, led by `unit`."""
        index = number - 1
        thing = self.things[index % len(self.things)]
        action = self.actions[index // len(self.things) % len(self.actions)]
        times = index // (len(self.things) * len(self.actions))
        more = "" if not times else f"（{'一二三四五六七八九十'[times]}期）"
        return f"{unit}{thing}{action}{more}"


PROJECTS = Titles(
    ("机耕道", "安全饮水", "中心敬老院", "乡镇卫生院", "农村校舍", "城区天网", "县城污水管网", "防洪河堤", "茶叶基地", "产业园道路",
     "农贸市场", "文化广场", "小型水库", "搬迁安置点", "垃圾中转站", "客运站", "农村电网", "通村公路", "蔬菜大棚", "标准厂房"),
    ("建设项目", "改造项目", "扩建项目", "续建项目", "提升项目", "配套项目", "加固项目", "维修项目", "试点项目"),
)  # fmt: skip
WORKS = Titles(
    ("春耕生产", "森林防火", "城乡环境整治", "新农合参合", "危房改造", "道路交通安全", "食品安全检查", "劳动力培训", "招商引资",
     "扶贫建档", "妇幼健康服务", "义务教育巩固", "村务公开", "防汛备汛", "信用乡镇创建", "档案规范", "公共机构节能", "烤烟生产",
     "动物防疫", "人才引进"),
    ("推进", "专项行动", "提升", "攻坚", "落实", "规范", "示范", "巩固", "督促检查", "总结推广", "宣传", "培训", "联创"),
)  # fmt: skip
GOALS = Titles(
    ("公文办理", "财务管理", "固定资产管理", "窗口服务", "政策宣传", "统计报表", "安全生产", "队伍建设", "业务培训", "档案管理",
     "信息报送", "预算执行", "行政审批", "执法检查", "便民热线", "节能降耗", "建议提案办理", "值班值守", "政务公开", "后勤保障",
     "项目申报", "资金监管", "普法教育", "作风建设", "联系村帮扶", "绿化养护"),
    ("目标", "达标", "规范", "提质", "增效", "零差错", "限时办结"),
)  # fmt: skip
LINKS = ("走访摸底", "方案制定", "资金落实", "场地协调", "组织实施", "现场检查", "资料整理", "问题整改")
"""The links (环节) of the work that logs name."""
