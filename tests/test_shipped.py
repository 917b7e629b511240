from docgen.shipped import FONTS, SAMPLES, TEMPLATES


def test_templates_samples_and_fonts_are_found_where_docgen_runs():
    assert (TEMPLATES / "xiamen-2008/programme.yaml").is_file()
    assert (SAMPLES / "xiamen-2008/led.yaml").is_file()
    assert (FONTS / "FandolFang-Regular.otf").is_file()


def test_every_font_comes_with_its_licence():
    licences = {path.name for path in (FONTS / "LICENSES").iterdir()}
    assert {"Fandol-COPYING-GPLv3.txt", "Noto-CJK-OFL.txt", "LXGW-WenKai-OFL.txt"} <= licences
