"""Runs that hold drawings: pictures, shapes, groups and diagrams, and their parts of a file."""

from wordml import NAMESPACES, paragraph


def picture(name: str, *, anchor: str = "", behind: int = 0) -> str:
    """A picture of 72 by 72 points, in the line or where ``anchor`` (the wrap) lets text go around it."""
    uri = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
    vector = f'<a:extLst><a:ext uri="{uri}"><asvg:svgBlip r:embed="p_svg"/></a:ext></a:extLst>'
    blip = f'<a:blip r:embed="{name}"/>' if name != "p_svg" else f'<a:blip r:embed="p_png">{vector}</a:blip>'
    return _drawing(
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        '<pic:cNvPr id="1" name="p"/><pic:cNvPicPr/></pic:nvPicPr>'
        f"<pic:blipFill>{blip}<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="
        '"0" y="0"/><a:ext cx="914400" cy="914400"/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr></pic:pic>'
        "</a:graphicData>",
        anchor,
        behind,
    )


def shape(kind: str, text: str = "") -> str:
    """A drawn shape of 144 by 72 points with text in it."""
    words = f"<wps:txbx><w:txbxContent>{paragraph(text)}</w:txbxContent></wps:txbx>" if text else ""
    line = '<a:ln w="12700"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln>'
    return _drawing(
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        f'<wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1828800" cy="914400"/></a:xfrm>'
        f'<a:prstGeom prst="{kind}"/>{line}</wps:spPr>{words}<wps:bodyPr/></wps:wsp></a:graphicData>',
        "<wp:wrapTopAndBottom/>",
        width=1828800,
    )


def freeform(text: str) -> str:
    """A shape of 144 by 72 points of straight lines, a curve and an arc, in coordinates of its own."""
    steps = (
        '<a:moveTo><a:pt x="0" y="50"/></a:moveTo><a:lnTo><a:pt x="50" y="0"/></a:lnTo>'
        '<a:cubicBezTo><a:pt x="80" y="0"/><a:pt x="90" y="40"/><a:pt x="150" y="20"/></a:cubicBezTo>'
        '<a:arcTo wR="50" hR="30" stAng="16200000" swAng="5400000"/><a:lnTo><a:pt x="200" y="100"/></a:lnTo>'
        '<a:quadBezTo><a:pt x="100" y="80"/><a:pt x="0" y="100"/></a:quadBezTo><a:close/>'
    )
    drawn = f'<a:custGeom><a:avLst/><a:pathLst><a:path w="200" h="100">{steps}</a:path></a:pathLst></a:custGeom>'
    return shape("rect", text).replace('<a:prstGeom prst="rect"/>', drawn)


def group(*, anchor: str = "") -> str:
    """A group of 216 by 144 points, half as large as in its own coordinates, with a group in it."""
    inner = _transform((3600000, 200000), (1828800, 1828800), inner=((0, 0), (914400, 914400)))
    picture_in = (
        '<pic:pic><pic:nvPicPr><pic:cNvPr id="7" name="p" descr="图"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        '<a:blip r:embed="p_png"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
        f'{_transform((0, 457200), (457200, 457200))}<a:prstGeom prst="rect"/></pic:spPr></pic:pic>'
    )
    parts = (
        _part("rect", (100000, 200000), (1828800, 914400), "甲方")
        + _part("ellipse", (100000, 2114400), (2743200, 1700000), "乙方")
        + _part("line", (1014400, 1114400), (457200, 1000000), tip=True)
        + f"<wpg:grpSp><wpg:cNvGrpSpPr/><wpg:grpSpPr>{inner}</wpg:grpSpPr>"
        + _part("rect", (0, 0), (914400, 457200), "内")
        + f"{picture_in}</wpg:grpSp>"
    )
    whole = _transform((0, 0), (2743200, 1828800), inner=((100000, 200000), (5486400, 3657600)))
    return _drawing(
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"><wpg:wgp>'
        f"<wpg:cNvGrpSpPr/><wpg:grpSpPr>{whole}</wpg:grpSpPr>{parts}</wpg:wgp></a:graphicData>",
        anchor,
        width=2743200,
        height=1828800,
    )


Pair = tuple[int, int]


def _transform(offset: Pair, extent: Pair, *, inner: tuple[Pair, Pair] | None = None) -> str:
    own = ""
    if inner:
        (x, y), (cx, cy) = inner
        own = f'<a:chOff x="{x}" y="{y}"/><a:chExt cx="{cx}" cy="{cy}"/>'
    (x, y), (cx, cy) = offset, extent
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{cx}" cy="{cy}"/>{own}</a:xfrm>'


def _part(kind: str, offset: Pair, extent: Pair, text: str = "", *, tip: bool = False) -> str:
    words = f"<wps:txbx><w:txbxContent>{paragraph(text)}</w:txbxContent></wps:txbx>" if text else ""
    line = '<a:ln w="12700"><a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
    line += '<a:tailEnd type="triangle"/></a:ln>' if tip else "</a:ln>"
    return (
        f'<wps:wsp><wps:cNvPr id="8" name="s"/><wps:cNvSpPr/><wps:spPr>{_transform(offset, extent)}'
        f'<a:prstGeom prst="{kind}"/>{line}</wps:spPr>{words}<wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"/>'
        "</wps:wsp>"
    )


def diagram() -> str:
    """A diagram of 216 by 144 points: a box above two, with a line to each."""
    return _drawing(
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/diagram"><dgm:relIds r:dm="diagramData" '
        'r:lo="diagramLayout" r:qs="diagramQuickStyle" r:cs="diagramColors"/></a:graphicData>',
        "<wp:wrapTopAndBottom/>",
        width=2743200,
        height=1828800,
    )


def diagram_parts() -> dict[str, str]:
    """The parts that a file with the diagram holds: its data, and how it was last drawn."""
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    schema = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
    extension = f'<dsp:dataModelExt relId="diagramDrawing" minVer="{schema}"/>'
    data = (
        f'{head}<dgm:dataModel {NAMESPACES}><dgm:ptLst><dgm:pt modelId="1" type="doc"/></dgm:ptLst><dgm:cxnLst/>'
        f'<dgm:bg/><dgm:whole/><dgm:extLst><a:ext uri="http://schemas.microsoft.com/office/drawing/2008/diagram">'
        f"{extension}</a:ext></dgm:extLst></dgm:dataModel>"
    )
    drawn = "".join(
        _drawn_part(text, place)
        for text, place in (("理事会", (914400, 0)), ("秘书处", (0, 1219200)), ("专家委员会", (1828800, 1219200)))
    )
    return {
        "diagramData": data,
        "diagramLayout": f'{head}<dgm:layoutDef {NAMESPACES} uniqueId="x"><dgm:layoutNode/></dgm:layoutDef>',
        "diagramQuickStyle": f'{head}<dgm:styleDef {NAMESPACES} uniqueId="x"/>',
        "diagramColors": f'{head}<dgm:colorsDef {NAMESPACES} uniqueId="x"/>',
        "diagramDrawing": f'{head}<dsp:drawing {NAMESPACES}><dsp:spTree><dsp:nvGrpSpPr><dsp:cNvPr id="0" name=""/>'
        f"<dsp:cNvGrpSpPr/></dsp:nvGrpSpPr><dsp:grpSpPr/>{drawn}</dsp:spTree></dsp:drawing>",
    }


def _drawn_part(text: str, place: Pair) -> str:
    (x, y), line = place, '<a:ln w="12700"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln>'
    latin = '<a:latin typeface="Times New Roman"/><a:ea typeface="仿宋_GB2312"/>'
    words = (
        '<dsp:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/><a:lstStyle/><a:p><a:pPr algn="ctr"/>'
        f'<a:r><a:rPr lang="zh-CN" sz="1200"><a:solidFill><a:srgbClr val="000000"/></a:solidFill>{latin}</a:rPr>'
        f"<a:t>{text}</a:t></a:r></a:p></dsp:txBody>"
    )
    return (
        f'<dsp:sp modelId="{{{x}-{y}}}"><dsp:nvSpPr><dsp:cNvPr id="0" name=""/><dsp:cNvSpPr/></dsp:nvSpPr><dsp:spPr>'
        f'{_transform(place, (914400, 609600))}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{line}</dsp:spPr>{words}'
        f'<dsp:txXfrm><a:off x="{x}" y="{y}"/><a:ext cx="914400" cy="609600"/></dsp:txXfrm></dsp:sp>'
    )


def _drawing(graphic: str, anchor: str, behind: int = 0, width: int = 914400, height: int = 914400) -> str:
    size = f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
    named = f'<wp:docPr id="1" name="p" descr="图"/><wp:cNvGraphicFramePr/><a:graphic>{graphic}</a:graphic>'
    if not anchor:
        inside = f'<wp:inline distT="0" distB="0" distL="0" distR="0">{size}{named}</wp:inline>'
        return f"<w:r><w:drawing>{inside}</w:drawing></w:r>"
    place = (
        '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
    )
    return (
        '<w:r><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" '
        f'behindDoc="{behind}" locked="0" layoutInCell="1" allowOverlap="1">{place}{size}{anchor}{named}'
        "</wp:anchor></w:drawing></w:r>"
    )


def vml_group() -> str:
    """A group of 216 by 144 points in the older drawing language, with a group in it."""

    def box(kind: str, place: str, text: str) -> str:
        words = f'<v:textbox inset="0,0,0,0"><w:txbxContent>{paragraph(text)}</w:txbxContent></v:textbox>'
        return f'<v:{kind} style="position:absolute;{place}" strokecolor="black" strokeweight="1pt">{words}</v:{kind}>'

    return (
        '<w:r><w:pict><v:group style="position:absolute;margin-left:60pt;margin-top:40pt;width:216pt;height:144pt" '
        'coordorigin="100,200" coordsize="4320,2880">'
        + box("rect", "left:100;top:200;width:1440;height:720", "甲方")
        + box("rect", "left:100;top:1640;width:2160;height:1440", "乙方")
        + '<v:line style="position:absolute" from="820,920" to="1180,1640" strokecolor="black" strokeweight="1pt">'
        '<v:stroke endarrow="block"/></v:line>'
        + '<v:group style="position:absolute;left:2900;top:200;width:1440;height:1440" coordorigin="0,0" '
        'coordsize="720,720">'
        + box("rect", "left:0;top:0;width:720;height:360", "内")
        + "</v:group></v:group></w:pict></w:r>"
    )


def vml(text: str) -> str:
    """A text box in the older drawing language."""
    return (
        '<w:r><w:pict><v:rect style="position:absolute;margin-left:200pt;margin-top:40pt;width:120pt;height:60pt" '
        f'strokecolor="black" strokeweight="1pt"><v:textbox><w:txbxContent>{paragraph(text)}</w:txbxContent>'
        "</v:textbox></v:rect></w:pict></w:r>"
    )
