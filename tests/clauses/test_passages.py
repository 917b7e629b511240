import pytest

from docgen.clauses.passages import passages


def test_an_agreement_falls_into_its_articles_parties_and_tasks(write):
    agreement = write()
    found = passages(agreement)
    assert len(found) == 2 + len(agreement.articles) + len(agreement.sheets) + 5
    assert found["task T1"].heading == "任务“大尺寸外延片均匀性关键技术”"


def test_the_version_is_twelve_digits_and_the_same_for_the_same_words(write):
    assert len(write().version) == 12
    assert write().version == write({}).version


@pytest.mark.parametrize(
    "changes",
    [
        {"members.0.name": "厦门鹭光照明股份有限公司"},
        {"members.0.contribution.cash": "801"},
        {"tasks.0.budget": "621"},
        {"agreement.secrecy_years": 4},
        {"agreement.extra_articles": ()},
    ],
)
def test_another_word_party_sum_or_task_is_another_version(write, changes):
    assert write(changes).version != write().version
