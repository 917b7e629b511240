from docgen.render import Template

DRAWING = '<w:r><w:drawing><wp:inline><wp:docPr id="{id}" name="x"/></wp:inline></w:drawing></w:r>'


def looped(content: str, attributes: str = "") -> str:
    return (
        f"<w:p><w:r><w:t>{{%p for i in [1, 2, 3] %}}</w:t></w:r></w:p><w:p{attributes}>{content}</w:p>"
        "<w:p><w:r><w:t>{%p endfor %}</w:t></w:r></w:p>"
    )


def rendered(word, body: str) -> object:
    return word.tree(Template(word.package(body=body)).render({}))


def values(word, root, element: str, attribute: str) -> list[str]:
    return [found.get(attribute) for found in root.iter(element)]


def test_drawings_in_a_loop_get_ids_that_nothing_else_has(word) -> None:
    body = f"<w:p>{DRAWING.format(id=2)}</w:p>{looped(DRAWING.format(id=7))}"
    root = rendered(word, body)
    ids = [element.get("id") for element in root.iter("{*}docPr")]
    assert ids[0] == "2"
    assert len(set(ids)) == 4


def test_bookmarks_in_a_loop_keep_their_pairs_and_get_ids_and_names_of_their_own(word) -> None:
    body = looped('<w:bookmarkStart w:id="3" w:name="here"/><w:r><w:t>x</w:t></w:r><w:bookmarkEnd w:id="3"/>')
    root = rendered(word, body)
    begins = values(word, root, f"{word.W}bookmarkStart", f"{word.W}id")
    assert begins == values(word, root, f"{word.W}bookmarkEnd", f"{word.W}id")
    assert len(set(begins)) == 3
    assert values(word, root, f"{word.W}bookmarkStart", f"{word.W}name") == ["here", "here_2", "here_3"]


def test_a_bookmarks_name_may_hold_a_tag(word) -> None:
    body = looped('<w:bookmarkStart w:id="3" w:name="party{{ i }}"/><w:bookmarkEnd w:id="3"/>')
    names = values(word, rendered(word, body), f"{word.W}bookmarkStart", f"{word.W}name")
    assert names == ["party1", "party2", "party3"]


def test_a_repeated_paragraph_has_no_id_of_its_own_and_others_keep_theirs(word) -> None:
    paragraph = ' w14:paraId="00000001" w14:textId="77777777"'
    body = f"<w:p{paragraph}/>{looped('<w:r><w:t>x</w:t></w:r>', paragraph)}"
    ids = [
        element.get("{http://schemas.microsoft.com/office/word/2010/wordml}paraId")
        for element in rendered(word, body).iter(f"{word.W}p")
    ]
    assert ids == ["00000001", None, None, None]


def test_a_repeated_content_control_has_no_id(word) -> None:
    control = (
        '<w:sdt><w:sdtPr><w:id w:val="5"/><w:tag w:val="t"/></w:sdtPr>'
        "<w:sdtContent><w:r><w:t>x</w:t></w:r></w:sdtContent></w:sdt>"
    )
    root = rendered(word, f"<w:p>{control}</w:p>{looped(control)}")
    assert len(list(root.iter(f"{word.W}id"))) == 1
    assert len(list(root.iter(f"{word.W}tag"))) == 4
