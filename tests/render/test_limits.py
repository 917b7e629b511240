"""What an attacker may write into a template or a value costs neither the machine's memory nor its time."""

import random
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from docgen.render import Template
from docgen.render.limits import MOST_MADE, Effort, TooMuchError, weight

LAUGHS = "{% set ns = namespace(x=['lol']) %}{% for i in range(99) %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}"
ATTACKS = [
    *("{{ 'a'|center(10**9) }}", "{{ 'a'.ljust(10**9) }}", "{{ 'a'.rjust(10**9) }}", "{{ '1'.zfill(10**9) }}"),
    *("{{ '%999999999d'|format(1) }}", "{{ '%999999999d' % 1 }}", "{{ '%*d' % (999999999, 1) }}"),
    *(
        "{{ '{:>999999999}'.format(1) }}",
        "{{ '{:{}}'.format(1, 999999999) }}",
        "{{ '{a:>999999999}'.format_map({'a': 1}) }}",
    ),
    *("{{ 'a\tb'.expandtabs(10**9) }}", "{{ 'a\nb'|indent(10**9) }}", "{{ [1]|batch(10**9, 'x')|list }}"),
    *("{{ [1]|slice(10**9)|list }}", "{{ 1|round(10**9, 'ceil') }}", "{{ {'a': 1}|tojson(10**9) }}"),
    "{% set x = 'a' * 5000000 %}{{ x|replace('a', x) }}",
    "{% set x = 'a' * 5000000 %}{{ x.replace('a', x) }}",
    "{% set x = 'a' * 5000000 %}{{ x.join(x) }}",
    "{% set x = 'a' * 5000000 %}{{ x.join(range(9999)|map('string')) }}",
    "{% set x = 'a' * 5000000 %}{{ range(9999)|map('string')|join(x) }}",
    "{% set x = 'a' * 5000000 %}{{ [x, x, x, x, x, x]|join }}",
    "{% set x = 'a' * 5000000 %}{{ '{0}{0}{0}{0}{0}{0}{0}'.format(x) }}",
    "{% set ns = namespace(x='a') %}{% for i in range(99) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
    "{% set ns = namespace(x='a') %}{% for i in range(99) %}{% set ns.x = ns.x + ns.x %}{% endfor %}",
    "{% set ns = namespace(x=[1]) %}{% for i in range(99) %}{% set ns.x = ns.x + ns.x %}{% endfor %}",
    "{% set ns = namespace(x=7) %}{% for i in range(99) %}{% set ns.x = ns.x * ns.x %}{% endfor %}",
    LAUGHS + "{{ ns.x }}",
    LAUGHS + "{{ ns.x|tojson }}",
    LAUGHS + "{{ ns.x ~ '' }}",
    "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}",
    "{% set x = range(99999)|list %}{% for a in range(99999) %}{% if -1 in x %}{% endif %}{% endfor %}",
    "{% set x = 'a' * 1000000 %}{% for a in range(99999) %}{{ x }}{% endfor %}",
    "{% set x = 'a' * 1000000 %}{% for a in range(99999) %}{{ x|upper|lower|length }}{% endfor %}",
    "{{ ([[1] * 1000] * 4000)|sum(start=[])|length }}",
    "{{ 'a'.translate({97: 'b' * 5000000}) ~ ('a' * 5000000).translate({97: 'bbbbbbbb'}) }}",
    "{% macro m() %}{% for i in range(99999) %}{{ m() }}{% endfor %}{% endmacro %}{{ m() }}",
    "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    "{% for a in range(99999) %}{% for b in range(99999) %}{{ '' }}{{ '' }}{{ '' }}{% endfor %}{% endfor %}",
    "{% set ns = namespace(x='a') %}{% for i in range(99) %}{% set y %}{{ ns.x }}{{ ns.x }}{% endset %}"
    "{% set ns.x = y %}{% endfor %}",
    "{% set x = 'b' * 900 %}{% for a in range(99999) %}{% for b in range(99) %}{{ x }}{% endfor %}{% endfor %}",
    "{% for a in range(9) recursive %}{{ loop(range(9)) if loop.depth < 30 }}{% endfor %}",
    "{{ 9 ** 99999999 }}",
    "{{ [7]|random }}",
    "{{ ('\n' * 9000000)|length }}{{ '\n' * 9000000 }}",
    "{% set x = 'y' * 3900 %}{% for a in range(99999) %}{{ x }}{{ x }}{% endfor %}",
    "{% set x = '\n' * 99 %}{% for a in range(99999) %}{{ x }}{{ x }}{% endfor %}",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_on_time_or_memory_ends_soon_with_a_message_at_its_tag(word, attack) -> None:
    template = word.made("ok", attack.replace("\n", "\\n").replace("\t", "\\t"))
    with cheaply():
        error = word.refused(lambda: Template(template).render({}))
    assert error.findings[0].location.line == 2


PACKAGES = {
    "a member that unpacks to a thousand times its size": lambda: {"word/a.bin": b"\0" * (60 << 20)},
    "five thousand members": lambda: {f"word/{number}.xml": b"" for number in range(5_000)},
    "a path that leads out": lambda: {"../../etc/passwd": b"x"},
    "entities of entities": lambda: {
        "word/document.xml": '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><a>{{ &b; }}</a>'
    },
    "one entity many times": lambda: {
        "word/styles.xml": f'<!DOCTYPE a [<!ENTITY a "{"a" * 50_000}">]><a>{"&a;" * 50_000}</a>'
    },
    "elements within elements": lambda: {"word/document.xml": "<w:p xmlns:w='w'>" + "<a>" * 60_000 + "{{ x }}"},
    "an attribute of twelve megabytes": lambda: {
        "word/document.xml": f"<a b='{random.Random(0).randbytes(6 << 20).hex()}'>{{{{ x }}}}</a>"
    },
}


@pytest.mark.parametrize("attack", PACKAGES)
def test_an_attack_on_the_package_ends_soon_with_a_message(word, attack) -> None:
    package = word.replaced(word.made("x"), PACKAGES[attack]())
    with cheaply():
        assert word.refused(Template, package).message.zh


@contextmanager
def cheaply() -> Iterator[None]:
    """Fail unless what is done takes less than five seconds and 300 MB more than there were."""
    before, start = memory(afresh=True), time.thread_time()
    yield
    assert time.thread_time() - start < 5
    assert memory() - before < 300_000


def memory(*, afresh: bool = False) -> int:
    """The most memory that was held, in kilobytes: since the last look afresh where the system can tell, else ever."""
    try:
        if afresh:
            Path("/proc/self/clear_refs").write_text("5")
        status = Path("/proc/self/status").read_text()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(status.partition("VmHWM:")[2].split()[0])


def test_what_honest_templates_do_is_never_too_much(word) -> None:
    rows = [{"name": f"成员{number}", "note": "x" * 100} for number in range(20_000)]
    tags = "{{ r.name|center(9) }}{{ r.note|upper }}{{ '%05d' % loop.index }}{{ r.name ~ '、' }}"
    line = f"{{% for r in rows %}}{tags}{{% endfor %}}"
    package = Template(word.made(line, "{{ rows|map(attribute='name')|join('、') }}")).render({"rows": rows})
    assert [len(text) > 100_000 for text in word.texts(package)] == [True, True]


def test_pieces_without_text_do_not_end_a_document(word) -> None:
    assert word.filled("{% for i in range(500) %}{{ '' }}{% endfor %}end") == ["end"]


def test_each_document_has_its_own_allowance(word) -> None:
    template = Template(word.made("{{ ('a' * 15000000)|length }}"))
    assert [word.texts(template.render({})) for _ in range(3)] == [["15000000"]] * 3


def test_effort_is_counted_over_all_that_is_made() -> None:
    effort = Effort()
    effort.make(MOST_MADE)
    with pytest.raises(TooMuchError):
        effort.make(1)


def test_the_weight_of_a_value_is_what_it_prints_about_and_told_soon_for_monsters() -> None:
    assert weight("abc") == 23
    assert weight({"a": [1, 2]}) == 101
    monster: list[object] = ["lol"]
    for _ in range(99):
        monster = [monster, monster]
    start = time.thread_time()
    assert weight(monster) > MOST_MADE
    assert time.thread_time() - start < 5
