"""A headless Chromium, driven through chromedriver by the W3C WebDriver protocol, as a person would use a page."""

import json
import shutil
import socket
import subprocess
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the protocol's name for a reference to an element


def is_installed():
    return bool(shutil.which("chromium") and shutil.which("chromedriver"))


class Browser:
    """One window; ``with Browser(folder) as browser``."""

    def __init__(self, profile: Path, *arguments: str, size: str = "1280,900") -> None:
        self._arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        self._arguments += [f"--user-data-dir={profile}", f"--window-size={size}", "--lang=zh-CN", *arguments]

    def __enter__(self) -> "Browser":
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self._driver = subprocess.Popen(["chromedriver", f"--port={port}"], stdout=subprocess.DEVNULL)
        self._root = f"http://127.0.0.1:{port}"
        self._wait_for_driver()
        options = {"args": self._arguments, "binary": shutil.which("chromium")}
        wanted = {"browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}
        session = self._ask("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})["sessionId"]
        self._root += f"/session/{session}"
        return self

    def __exit__(self, *_: object) -> None:
        self._ask("DELETE", "")
        self._driver.terminate()
        self._driver.wait(10)

    def open(self, page: Path) -> None:
        self._ask("POST", "/url", {"url": page.as_uri()})

    def type(self, selector: str, text: str) -> None:
        self._ask("POST", f"/element/{self._find(selector)}/value", {"text": text})

    def click(self, selector: str) -> None:
        self._ask("POST", f"/element/{self._find(selector)}/click", {})

    def text(self, selector: str) -> str:
        return self._ask("GET", f"/element/{self._find(selector)}/text")

    def run(self, script: str, *arguments: object) -> object:
        return self._ask("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def complaints(self) -> list[str]:
        return [entry["message"] for entry in self._ask("POST", "/se/log", {"type": "browser"})]

    def wait_for(self, script: str, seconds: float = 10) -> object:
        """Return what the script returns, once that is something."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = self.run(script)
            if found:
                return found
            time.sleep(0.02)
        raise TimeoutError(script)

    def _find(self, selector: str) -> str:
        return self._ask("POST", "/element", {"using": "css selector", "value": selector})[ELEMENT]

    def _ask(self, method: str, path: str, body: object = None):
        content = None if body is None else json.dumps(body).encode()
        request = Request(self._root + path, data=content, method=method)
        with urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def _wait_for_driver(self) -> None:
        for _ in range(200):
            try:
                if self._ask("GET", "/status")["ready"]:
                    return
            except (URLError, ConnectionError):
                time.sleep(0.05)
        raise TimeoutError("chromedriver")
