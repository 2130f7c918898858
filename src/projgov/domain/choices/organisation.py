"""How a city is organised: units and their changes, and the posts of officers."""

from projgov.domain.declare import option
from projgov.domain.types import ChoiceType

UNIT_LEVEL = ChoiceType(
    "unit_level",
    (
        option("province", "省", "province", "省级"),
        option("city", "市", "city", "市级"),
        option("county", "县（区）", "county or district", "县", "区", "县区", "县级"),
        option("town", "乡镇（街道）", "town or street", "乡镇", "街道", "镇", "乡"),
        option("village", "村（社区）", "village or community", "村", "社区", "村居"),
        option("department", "部门", "department", "市直部门", "单位"),
        option("office", "处室", "office", "科室", "职能处室"),
        option("team", "工作组", "working team", "督导组", "专班"),
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

RANK = ChoiceType(
    "rank",
    (
        option("staff", "科员及以下", "below a sub-section chief", "一般干部", "科员"),
        option("sub_section", "股级", "sub-section chief", "股所级"),
        option("section_deputy", "乡科级副职", "deputy section chief", "副科级", "副科"),
        option("section", "乡科级正职", "section chief", "正科级", "正科"),
        option("county_deputy", "县处级副职", "deputy county chief", "副处级", "副县级"),
        option("county", "县处级正职", "county chief", "正处级", "正县级"),
        option("bureau_deputy", "厅局级副职", "deputy bureau chief", "副厅级"),
        option("bureau", "厅局级正职", "bureau chief", "正厅级"),
        option("other", "其他", "other"),
    ),
)
"""The rank of a post (职务层次), the lowest first. 股级 is no rank of the Civil Servant Law; counties use it of their own offices."""

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
        option("supervisor", "社会监督员", "social supervisor", "监督员"),
    ),
)
