"""The wheel, installed into an empty environment, is a whole docgen: templates, fonts and samples travel inside."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def tracked(folder):
    listed = subprocess.run(["git", "ls-files", folder], cwd=ROOT, check=True, capture_output=True, text=True)
    return listed.stdout.splitlines()


@pytest.mark.wheel
def test_the_wheel_holds_every_template_sample_and_font(wheel):
    inside = set(zipfile.ZipFile(wheel).namelist())
    wanted = {f"docgen/{name}" for folder in ("templates", "samples") for name in tracked(folder)}
    wanted |= set(tracked("docgen/fonts"))
    assert wanted
    assert wanted <= inside, sorted(wanted - inside)


@pytest.mark.wheel
def test_the_wheel_builds_the_sample_in_an_empty_environment(wheel, tmp_path):
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "env"], check=True)
    pip = [tmp_path / "env/bin/pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--require-hashes", "-r", ROOT / "requirements.lock"], check=True)
    subprocess.run([*pip, "--no-deps", wheel], check=True)
    found = "import docgen.shipped as s; print(s.SAMPLES / 'xiamen-2008/led.yaml')"
    sample = subprocess.run(
        [tmp_path / "env/bin/python", "-c", found], cwd=tmp_path, check=True, capture_output=True, text=True
    ).stdout.strip()
    assert sample.startswith(str(tmp_path))
    built = subprocess.run(
        [tmp_path / "env/bin/docgen", "build", sample, "-o", tmp_path / "out"],
        check=False,
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    manifest = json.loads((tmp_path / "out/manifest.json").read_text("utf-8"))
    assert {file["kind"] for file in manifest["files"]} == {
        "work-plan", "agreement", "evaluation-sheet", "pilot-certificates",
    }  # fmt: skip
