"""Certificates with names of every kind, for property tests."""

from datetime import date

from hypothesis import strategies as st

from docgen.seal import Certificate

HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
RARE = st.sampled_from("𬭎䶮㙓·（）〔〕ABCabc0-－é")
NAMES = st.text(st.one_of(HAN, HAN, HAN, RARE), min_size=1, max_size=60)
ALLIANCES = st.text(HAN, min_size=1, max_size=18).map("厦门市{}产业技术创新战略联盟".format)


@st.composite
def certificates(draw, units=NAMES):
    alliance = draw(ALLIANCES)
    kind = draw(st.sampled_from(["pilot", "demonstration"]))
    return Certificate(
        number=f"厦科盟S{'D' if kind == 'pilot' else 'F'}〔2008〕{draw(st.integers(1, 99))}-{draw(st.integers(1, 99))}",
        kind=kind,
        unit=draw(units),
        alliance=alliance,
        title=alliance + ("试点单位" if kind == "pilot" else "示范单位"),
        issuers=("厦门市科学技术局", "厦门市经济发展局", "厦门市财政局"),
        date=draw(st.dates(date(2008, 1, 1), date(2099, 12, 31))),
        digest=draw(st.binary(min_size=16, max_size=16)),
    )
