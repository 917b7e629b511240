"""The five elements that part 四 of the plan asks for (组成要素)."""

from collections.abc import Iterator

from docgen.diagnostics import Wording
from docgen.rules.rule import Breach, Case, at, listed, rule


@rule(
    "ELEM-01",
    Wording(
        "产业核心企业只有{count}家，至少要有{value}家",
        "there are {count} core enterprises; at least {value} are needed",
    ),
    hint=Wording(
        "在产业核心企业的成员条目中写上 core: true（核心企业: 是）",
        "mark the enterprises at the core of the industry with core: true",
    ),
    value=int,
)
def core_enterprises(case: Case) -> Iterator[Breach]:
    """Part 四(一): enough core enterprises."""
    count = sum(member.core and member.kind == "enterprise" for member in case.alliance.members)
    if count < case.value:
        yield at("members", count=count)


@rule(
    "ELEM-02",
    Wording("成员中没有高等院校，也没有科研院所", "no member is a university or a research institute"),
    hint=Wording(
        "联盟以高校和科研院所为依托：至少吸收一家，kind 写 university 或 institute",
        "an alliance leans on universities and institutes: take in at least one (kind: university or institute)",
    ),
)
def research_members(case: Case) -> Iterator[Breach]:
    """Part 四: universities and institutes to lean on."""
    if not any(member.kind in {"university", "institute"} for member in case.alliance.members):
        yield at("members")


@rule(
    "ELEM-03",
    Wording(
        "没有一家成员拥有国家、省或市级研发机构",
        "no member has a research body of national, provincial or municipal level",
    ),
    hint=Wording(
        "在成员的 platforms（研发机构）中写出名称、类别和级别",
        "name them under the member's platforms, with kind and level",
    ),
)
def platforms(case: Case) -> Iterator[Breach]:
    """Part 四(一): research bodies of municipal level or above."""
    if not any(member.platforms for member in case.alliance.members):
        yield at("members")


@rule(
    "ELEM-04",
    Wording("没有写明技术开发方向", "the direction of development is missing"),
    hint=Wording("在联盟概况中用一句话写出 direction（技术方向）", "say it in one sentence under alliance: direction"),
)
def direction(case: Case) -> Iterator[Breach]:
    """Part 四(一): a clear direction."""
    if not case.alliance.profile.direction:
        yield at("alliance", "direction")


@rule(
    "ELEM-05",
    Wording("没有可考核的技术产出指标", "there is no measurable indicator of output"),
    hint=Wording(
        "在 objectives（主要目标）的 indicators（指标）中写出名称、基数、目标值、单位和期限",
        "write them under objectives: indicators, each with name, baseline, target, unit and month",
    ),
)
def indicators(case: Case) -> Iterator[Breach]:
    """Part 四(一): clear goals of output."""
    if not case.alliance.objectives or not case.alliance.objectives.indicators:
        yield at("objectives", "indicators")


@rule(
    "ELEM-06",
    Wording("没有协议约定", "the agreement section is missing"),
    hint=Wording(
        "补上 agreement（协议）一节，联盟协议由它生成", "add the section agreement, from which the agreement is made"
    ),
)
def agreement(case: Case) -> Iterator[Breach]:
    """Part 四(二): a binding agreement."""
    if not case.alliance.agreement:
        yield at("agreement")


_ORGANS = {
    "council": Wording("理事会", "the council"),
    "expert_committee": Wording("专家技术委员会", "the expert committee"),
    "secretariat": Wording("常设机构（秘书处）", "the standing organ (secretariat)"),
}


@rule(
    "ELEM-07",
    Wording("管理机构中没有{organs}", "governance lacks {organs}"),
    hint=Wording(
        "在 governance（管理机构）中补上 {keys}；三个机构缺一不可",
        "add {keys} under governance: all three organs are needed",
    ),
)
def organs(case: Case) -> Iterator[Breach]:
    """Part 四(三): council, expert committee and standing organ."""
    lacking = [key for key in _ORGANS if getattr(case.alliance.governance, key, None) is None]
    if lacking:
        yield at("governance", organs=listed(_ORGANS[key] for key in lacking), keys=tuple(lacking))


@rule(
    "ELEM-08",
    Wording("没有写明接受谁的领导和指导", "nobody is named who guides the alliance"),
    hint=Wording(
        "在 guided_by（指导单位）中写出市科技行政管理部门和行业协会",
        "name the city's science and technology bureau and the industry association under governance: guided_by",
    ),
)
def guidance(case: Case) -> Iterator[Breach]:
    """Part 四(三): guided by the bureau and the industry's association."""
    if case.alliance.governance and not case.alliance.governance.guided_by:
        yield at("governance", "guided_by")


@rule(
    "ELEM-09",
    Wording("指导单位中没有{bureau}", "{bureau} is not among those who guide the alliance"),
    hint=Wording("写部门全称：{bureau}", "write the bureau's full name: {bureau}"),
)
def guiding_bureau(case: Case) -> Iterator[Breach]:
    """Part 四(三): the lead bureau of the day is among those who guide."""
    guides = case.alliance.governance.guided_by if case.alliance.governance else ()
    bureau = next(issuer.name for issuer in case.programme.issuers_on(case.on) if issuer.role == "lead")
    if guides and bureau not in guides:
        yield at("governance", "guided_by", bureau=bureau)


@rule(
    "ELEM-10",
    Wording("工作任务中没有共建技术创新平台的任务", "no task builds a common platform"),
    hint=Wording("至少有一项任务的 kind 为 platform（公共技术支撑平台）", "at least one task needs kind: platform"),
)
def platform_task(case: Case) -> Iterator[Breach]:
    """Part 四(四): a platform of the industry, built together."""
    if not any(task.kind == "platform" for task in case.alliance.tasks):
        yield at("tasks")


@rule(
    "ELEM-11",
    Wording("合作机制中没有{titles}机制", "mechanisms lack {keys}"),
    hint=Wording(
        "在 mechanisms（合作机制）中补上 {keys}；资金、项目、知识产权、信息资源共享、成果转化与扩散五项缺一不可",
        "add {keys} under mechanisms: funds, projects, ip, information and diffusion are all needed",
    ),
)
def mechanisms(case: Case) -> Iterator[Breach]:
    """Part 四(五): the five mechanisms."""
    found = case.alliance.mechanisms
    lacking = [each for each in case.programme.mechanisms if getattr(found, each.id, None) is None]
    if lacking:
        titles, keys = tuple(each.title for each in lacking), tuple(each.id for each in lacking)
        yield at("mechanisms", titles=titles, keys=keys)
