"""What can be wrong with a file before its content is looked at: the codes SRC-01 to SRC-25, with what to do."""

from typing import Any, NamedTuple

from docgen.diagnostics import Finding, Location, Severity, Wording


class Fault(NamedTuple):
    """One kind of fault: its permanent code, its message and hint (with ``{name}`` places), and how bad it is."""

    code: str
    message: Wording
    hint: Wording
    severity: Severity = Severity.ERROR

    def at(self, location: Location, **values: Any) -> Finding:
        """Return the finding that this fault makes at a place; ``values`` fill message and hint."""
        return Finding(self.severity, self.code, self.message.fill(**values), location, self.hint.fill(**values))


NOT_FOUND = Fault(
    "SRC-01",
    Wording("找不到这个文件", "there is no such file"),
    Wording("检查文件名和所在文件夹是否写对", "check the spelling of the file name and its folder"),
)
NOT_READABLE = Fault(
    "SRC-02",
    Wording(
        "打不开：这是一个文件夹，或者没有读取权限", "cannot be opened: it is a folder, or reading it is not permitted"
    ),
    Wording("请给出 YAML 文件本身", "name the YAML file itself"),
)
TOO_LARGE = Fault(
    "SRC-03",
    Wording("文件有 {size} MB，超过 {limit} MB 的上限", "the file has {size} MB, more than the limit of {limit} MB"),
    Wording(
        "联盟文件只写文字；图片、附件不要放进来", "an alliance file holds text only: leave pictures and annexes out"
    ),
)
ENCODING = Fault(
    "SRC-04",
    Wording("文件不是 UTF-8 编码，看上去是 {guess}", "the file is not in UTF-8; it looks like {guess}"),
    Wording(
        "用记事本打开，选“另存为”，编码选“UTF-8”，再保存",
        "open it in a text editor, choose “Save as”, and choose the encoding UTF-8",
    ),
)
NO_TEXT = Fault(
    "SRC-25",
    Wording(
        "这不是文字文件，可能是图片、Word 文件或者压缩包",
        "this is no text file: a picture, a Word file or an archive, perhaps",
    ),
    Wording("请给出 YAML 文件本身", "name the YAML file itself"),
)
CONTROL = Fault(
    "SRC-05",
    Wording("这里有一个看不见的控制字符（{name}）", "there is an invisible control character here ({name})"),
    Wording(
        "删去这个字符；它多半是从网页或 Word 粘贴来的",
        "delete it; it often comes with text pasted from web pages or Word",
    ),
)
EMPTY = Fault(
    "SRC-06",
    Wording("文件是空的，没有内容", "the file is empty"),
    Wording("可以从 samples 文件夹里的样例开始填写", "start from one of the files in the samples folder"),
)
NOT_KEYED = Fault(
    "SRC-07",
    Wording(
        "文件最外层应是“键: 值”各行，现在是{found}", "the file should consist of “key: value” lines; it is {found_en}"
    ),
    Wording("对照 samples 文件夹里的样例", "compare it with the files in the samples folder"),
)
TAB = Fault(
    "SRC-08",
    Wording("这里用了制表符（Tab 键），YAML 不允许", "there is a tab here, which YAML does not allow"),
    Wording("改成空格：每缩进一层用两个空格", "use spaces instead: two for each level"),
)
WIDE_SPACE = Fault(
    "SRC-09",
    Wording("这一行用全角空格缩进，会被当成文字", "this line is indented with full-width spaces, which count as text"),
    Wording("改成半角空格：每缩进一层用两个空格", "use plain spaces instead: two for each level"),
)
DUPLICATE = Fault(
    "SRC-10",
    Wording("“{key}”重复了：第 {line} 行已经写过“{first}”", "“{key}” appears twice: line {line} already has “{first}”"),
    Wording(
        "两处只留一处；中文键和英文键是同一个键", "keep one of the two; a Chinese key and its English key are the same"
    ),
)
ANCHOR = Fault(
    "SRC-11",
    Wording("这里用了 YAML 的引用写法（& * <<），本系统不用", "YAML's references (& * <<) are not used here"),
    Wording("如果是普通文字，请把整个值放进英文双引号", "if it is plain text, put the whole value in double quotes"),
)
TAG = Fault(
    "SRC-12",
    Wording(
        "值以感叹号开头，YAML 会当作类型标记", "the value starts with an exclamation mark, which YAML takes for a type"
    ),
    Wording("如果是普通文字，请把整个值放进英文双引号", "if it is plain text, put the whole value in double quotes"),
)
SEVERAL = Fault(
    "SRC-13",
    Wording("一个文件里有多份内容（用 --- 隔开）", "the file holds several documents (divided by ---)"),
    Wording("每个联盟单独放一个文件，删去 --- 行", "put each alliance into a file of its own and delete the --- line"),
)
TOO_DEEP = Fault(
    "SRC-14",
    Wording(
        "括号或缩进的层次太多（超过 {limit} 层）", "brackets or indentation go too deep (more than {limit} levels)"
    ),
    Wording("检查有没有多余的括号", "check for superfluous brackets"),
)
COMMA = Fault(
    "SRC-15",
    Wording(
        "大括号里的半角逗号会把文字断开；已按一整句读取：“{text}”",
        "a comma inside braces cuts the text in two; it was read as one text: “{text}”",
    ),
    Wording(
        "把这段文字放进英文双引号，或者改用全角逗号（，）",
        "put the text in double quotes, or use the full-width comma (，)",
    ),
    Severity.WARNING,
)
BRACES = Fault(
    "SRC-16",
    Wording("这里的括号被当成了 YAML 的结构", "these brackets are taken for YAML structure"),
    Wording("以括号开头的文字，请把整个值放进英文双引号", "put a text that starts with a bracket in double quotes"),
)
HASH = Fault(
    "SRC-17",
    Wording("“{text}”会被当作注释，不进入文书", "“{text}” is taken for a comment and left out of the papers"),
    Wording(
        "如果是内容，请把整个值放进英文双引号；如果是注释，请在 # 后空一格",
        "if it is content, put the whole value in double quotes; if it is a comment, put a space after the #",
    ),
    Severity.WARNING,
)
COLON = Fault(
    "SRC-18",
    Wording("这一行不是“键: 值”的写法", "this line is not written as “key: value”"),
    Wording(
        "键后面用半角冒号（:）再空一格；列表的短横（-）后面也空一格",
        "after the key write a plain colon (:) and one space; the dash (-) of a list needs a space too",
    ),
)
QUOTE = Fault(
    "SRC-19",
    Wording("引号没有成对，或者引号后面还有文字", "the quotation mark has no partner, or text follows it"),
    Wording(
        "整个值放进一对英文引号；值里的引号用“”", "put the whole value between one pair of quotes; inside it use “”"
    ),
)
BACKSLASH = Fault(
    "SRC-20",
    Wording("双引号里的反斜杠（\\）有特殊含义", "a backslash (\\) inside double quotes has a meaning of its own"),
    Wording("写成两个反斜杠，或者改用单引号", "write two backslashes, or use single quotes"),
)
BRACKET = Fault(
    "SRC-21",
    Wording("括号没有成对，或者括号里缺少逗号", "the bracket has no partner, or a comma is missing inside"),
    Wording(
        "检查 {{ }} 和 [ ] 是否成对、各项之间是否有逗号",
        "check that {{ }} and [ ] come in pairs with commas between items",
    ),
)
RESERVED = Fault(
    "SRC-22",
    Wording("值不能以“{character}”开头", "a value cannot start with “{character}”"),
    Wording("把整个值放进英文双引号", "put the whole value in double quotes"),
)
LAYOUT = Fault(
    "SRC-23",
    Wording(
        "这一行的缩进与上文对不上，或者文字里有“: ”",
        "the indentation does not fit the lines above, or a text has “: ” in it",
    ),
    Wording(
        "同一层的键要左对齐；文字里有半角冒号加空格的，请把整个值放进英文双引号",
        "align the keys of one level; put a text that has a colon and a space in it in double quotes",
    ),
)
SYNTAX = Fault(
    "SRC-24",
    Wording("从这里起读不懂", "it cannot be understood from here on"),
    Wording("对照样例检查这一行和上一行", "compare this line and the one before it with the samples"),
)
