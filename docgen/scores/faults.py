"""What can be wrong with sheets that come back: the codes FORM-01 to FORM-14, with what to do."""

from docgen.diagnostics import Wording
from docgen.source.faults import Fault

NOT_OURS = Fault(
    "FORM-01",
    Wording("不是本工具做的评分表", "not a score sheet of ours"),
    Wording(
        "用 docgen scores sheet 或者 scores form 做的文件",
        "use files that docgen scores sheet or scores form made",
    ),
)
NO_FIELDS = Fault(
    "FORM-02",
    Wording("PDF 中没有填写栏：多半是打印、扫描或者拼合过的", "the PDF has no fields: printed, scanned or flattened"),
    Wording(
        "请专家发来原样保存的文件；只有纸面的，照录进电子表格",
        "ask for the file as it was saved; what is on paper only goes into the spreadsheet",
    ),
)
BROKEN = Fault(
    "FORM-03",
    Wording("打不开：文件坏了、加了密，或者不是这种格式", "cannot be opened: broken, encrypted, or of another format"),
    Wording("请发件人重新保存后再发", "ask the sender to save it again"),
)
OTHER_ROUND = Fault(
    "FORM-04",
    Wording("这是评审会 {theirs} 的评分表，不是 {ours} 的", "this sheet is of the round {theirs}, not of {ours}"),
    Wording("核对文件，拿掉放错的", "check the files, and leave out what does not belong"),
)
UNKNOWN = Fault(
    "FORM-05",
    Wording("评审会中没有专家 {expert} 或者联盟 {alliance}", "the round has no {expert} or no {alliance}"),
    Wording("评审会文件改过代号的，重新做评分表", "if ids of the round file were changed, make the sheets again"),
)
RECUSED = Fault(
    "FORM-06",
    Wording(
        "{where.zh}：{expert}回避或者没有评审“{alliance}”，不能评分",
        "{where.en}: {expert} is recused from “{alliance}”, or does not review it, and cannot mark it",
    ),
    Wording("删去所填的内容；回避有误的，先改评审会文件", "clear it, or correct a wrong recusal in the round file"),
)
NO_NUMBER = Fault(
    "FORM-07",
    Wording("{where.zh}：“{name}”的得分“{text}”不是数", "{where.en}: the mark “{text}” for “{name}” is no number"),
    Wording("对照评估表重新录入", "enter it again from the sheet"),
)
OUT_OF_RANGE = Fault(
    "FORM-08",
    Wording(
        "{where.zh}：“{name}”的得分{text}不在0到{points}之间，或者不是{step}的整倍数",
        "{where.en}: {text} for “{name}” is not between 0 and {points}, or no multiple of {step}",
    ),
    Wording("对照评估表重新录入；原始分数不得改动", "enter it again from the sheet; raw marks are never changed"),
)
WRONG_TOTAL = Fault(
    "FORM-09",
    Wording(
        "{where.zh}：合计写的是{text}，各项之和是{total}", "{where.en}: the total says {text}, the marks make {total}"
    ),
    Wording("请专家核对各项得分和合计", "ask the expert to check the marks and the total"),
)
INCOMPLETE = Fault(
    "FORM-10",
    Wording("{expert}对“{alliance}”的评分不全，缺：{names}", "the sheet of {expert} for “{alliance}” lacks {names}"),
    Wording("补齐；还没有填的，整份空着", "complete it; leave a sheet that is not filled yet wholly empty"),
)
NO_CONCLUSION = Fault(
    "FORM-11",
    Wording("{where.zh}：没有名为“{text}”的结论", "{where.en}: there is no conclusion called “{text}”"),
    Wording("可以写：{known}", "you can write: {known}"),
)
CONTRADICTION = Fault(
    "FORM-12",
    Wording(
        "{where.zh}：{expert}对“{alliance}”的“{name}”是“{text}”，而{other.zh}是“{else_}”",
        "{where.en}: “{name}” of {expert} for “{alliance}” is “{text}”, but “{else_}” in {other.en}",
    ),
    Wording("以签字的评估表为准，改正其中一处", "go by the signed sheet, and correct one of the two"),
)
RECUSED_AND_MARKED = Fault(
    "FORM-13",
    Wording(
        "{expert}对“{alliance}”既要回避又打了分", "{expert} is to be recused from “{alliance}”, and has marked it too"
    ),
    Wording("问清楚：要回避的，不填分数", "ask which; who is recused leaves the marks empty"),
)
NO_REASON = Fault(
    "FORM-14",
    Wording("{where.zh}：“是否需回避”与回避理由不一致", "{where.en}: the recusal and its reason do not go together"),
    Wording("需回避的，勾“是”并写明理由；不需要的，不写理由", "tick yes and say why, or tick no and say nothing"),
)
