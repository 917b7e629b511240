import io
from datetime import date

import pypdf
import pytest

from docgen.errors import TemplateError
from docgen.programme import Folders
from docgen.status import report

DAY = date(2011, 7, 20)


@pytest.fixture(scope="module")
def made(stands, led, xiamen):
    return report([stands(str(DAY)), stands(str(DAY), led)], xiamen, DAY)


def test_the_report_tells_of_each_alliance_and_shows_its_time_line(made, machinery, led):
    pages = pypdf.PdfReader(io.BytesIO(made)).pages
    text = "".join("".join(page.extract_text().split()) for page in pages)
    assert machinery.profile.name in text
    assert led.profile.name in text
    assert "截至2011年7月20日" in text
    assert "整改复核：2011年12月31日前" in text
    assert sum(len(page.images) for page in pages) == 2


def test_the_same_report_has_the_same_bytes(made, stands, led, xiamen):
    assert report([stands(str(DAY)), stands(str(DAY), led)], xiamen, DAY) == made


def test_a_programme_without_the_template_is_told(stands, xiamen, tmp_path):
    bare = xiamen.model_copy(update={"folders": Folders(())})
    with pytest.raises(TemplateError, match="status-report"):
        report([stands(str(DAY))], bare, DAY)
