"""What can be wrong with an attachment, said for people: reasons to refuse it, and notices about what went in."""

from docgen.diagnostics import Wording

REFUSED = Wording(
    "有 {count} 个文件放不进材料汇编，没有生成：\n{lines.zh}",
    "{count} file(s) cannot go into the packet, which was not made:\n{lines.en}",
)
MEND_FILES = Wording(
    "请提交单位重新提供这些文件，或用 PDF 阅读器“打印为 PDF”后替换",
    "ask for these files again, or replace each by a “print to PDF” from a reader that opens it",
)

# Reasons to refuse
UNREADABLE = Wording("打不开：{reason.zh}", "cannot be opened: {reason.en}")
EMPTY = Wording("是空文件", "is an empty file")
UNKNOWN_KIND = Wording(
    "不是 PDF、JPEG、PNG 或 TIFF（看内容，不看文件名）", "is no PDF, JPEG, PNG or TIFF (by content, not by name)"
)
PASSWORD = Wording("需要密码才能打开", "needs a password to be opened")
BROKEN = Wording("已损坏，读不出来", "is damaged and cannot be read")
NO_PAGES = Wording("一页也没有", "has no page at all")
PORTFOLIO = Wording(
    "是 PDF 文件包，材料在内嵌的文件里；请逐个提交", "is a PDF portfolio: its papers are embedded files; hand in each"
)
DYNAMIC_FORM = Wording(
    "是动态表单（XFA），只有 Adobe 能显示；请打印为 PDF", "is a dynamic XFA form, shown by Adobe alone; print it to PDF"
)
BOMB = Wording("图片像素太多，可能是恶意文件", "has too many pixels for a picture, and may be an attack")
NO_EXTENT = Wording("第 {page} 页没有大小", "page {page} has no size")

# Reasons to refuse for the archives
MEND_ARCHIVAL = Wording(
    "请提交单位导出为 PDF/A（Word、WPS、LibreOffice 都能选），或者交 Word 文件；不要 PDF/A 就去掉 --archival",
    "ask for an export to PDF/A, an option of Word, WPS and LibreOffice, or for the Word file; or leave out --archival",
)
NOT_ARCHIVAL = Wording("没有声明是 PDF/A（第 1 至 3 部分）", "does not say that it is a PDF/A of parts 1 to 3")
FACES_MISSING = Wording(
    "说是 PDF/A，字体却没有嵌入：{fonts}", "says it is a PDF/A, but fonts are not embedded: {fonts}"
)
PRESS_COLOURS = Wording("用印刷色（CMYK），请改成 RGB", "has the colours of a press (CMYK): change them to RGB")
NO_INTENT = Wording(
    "没有一个文件说明颜色（OutputIntent），不能成为 PDF/A",
    "no file says what its colours mean (OutputIntent), so there can be no PDF/A",
)
PROTECTED_ARCHIVAL = Wording(
    "PDF/A 不能加密：存档和保护只能选一样", "a PDF/A is never encrypted: archive it or protect it"
)
UNPROTECT = Wording("去掉 --archival，或者去掉保护（密码）", "leave out --archival, or the protection")

# Notices about what went in
RESTRICTED = Wording(
    "原文件限制编辑，汇编中不再限制", "its owner restricted what may be done with it; the packet does not"
)
REPAIRED = Wording("原文件有损伤，已修复；请核对内容", "was damaged and has been repaired: compare its content")
EMBEDDED = Wording("内嵌的附件没有放进来", "its embedded files are left out")
XFA = Wording("动态表单部分（XFA）没有放进来，普通表单保留", "its XFA part is left out; its plain form stays")
SIGNED = Wording(
    "有数字签名：签名的样子保留，验证请用原文件", "was signed: the signature's look stays; verify the original file"
)
ACTIVE = Wording("脚本或外部动作已去掉", "its scripts or outward actions are taken off")
DEAD_LINK = Wording("有链接指向不存在的页，已去掉", "links to pages that do not exist are taken off")
FONTS = Wording("字体没有嵌入，别的电脑上可能变样：{fonts}", "fonts are not embedded and may look different: {fonts}")
REDUCED = Wording("大于 A4 的页已缩到 A4", "pages larger than A4 are reduced to A4")
BLANK = Wording("第 {page} 页没有内容", "page {page} has no content")

NO_FILES = Wording("“{title}”里没有文件", "there is no file in “{title}”")
SAVING = Wording("材料汇编写不成：{reason}", "the packet cannot be written: {reason}")
STAMP = Wording(
    "页码格式“{stamp}”不对：只能用 {{page}}、{{total}}、{{title}}、{{copy}}",
    "the stamp “{stamp}” is wrong: it may hold {{page}}, {{total}}, {{title}}, {{copy}}",
)
