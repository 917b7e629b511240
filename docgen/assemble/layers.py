"""Layers of attachments: what its author hid stays hidden in the packet (ISO 32000-1, 8.11)."""

from pikepdf import Array, Dictionary, Object, Pdf


def copy(source: Pdf, target: Pdf) -> None:
    """Take over the layers of a PDF whose pages have been copied, and which of them are hidden."""
    properties = source.Root.get("/OCProperties")
    if not isinstance(properties, Dictionary):
        return
    ours = target.Root
    if "/OCProperties" not in ours:
        ours["/OCProperties"] = Dictionary(OCGs=Array(), D=Dictionary(Name="docgen", OFF=Array()))
    ours.OCProperties.OCGs.extend(_copied(properties.get("/OCGs", Array()), target))
    shown = properties.get("/D", Dictionary())
    hidden: Object
    if shown.get("/BaseState") == "/OFF":
        on = {group.objgen for group in shown.get("/ON", Array())}
        hidden = Array([group for group in properties.get("/OCGs", Array()) if group.objgen not in on])
    else:
        hidden = shown.get("/OFF", Array())
    ours.OCProperties.D.OFF.extend(_copied(hidden, target))


def _copied(groups: Object, target: Pdf) -> list[Object]:
    found = groups if isinstance(groups, Array) else Array()
    return [target.copy_foreign(group) for group in found if isinstance(group, Dictionary) and group.is_indirect]
