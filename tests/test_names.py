"""What a source phrase says by itself."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.reading.name_matching import NamedItem, match_names
from firsthand.reading.names import describe

NAMED = [
    ("Dr Maria Kent", "Maria Kent"),
    ("its chair, John Doe", "John Doe"),
    ("Mikael Berg, 45, who runs a bakery", "Mikael Berg"),
    ("the fan account @northmoor_fc", "@northmoor_fc"),
    ("Border Service spokeswoman Aida Tok", "Aida Tok"),
    ("Fisheries Minister Ann Lee", "Ann Lee"),
    ("Secretary of State Paul Weir", "Paul Weir"),
    ("the village head, Kanat Uulov, sweeping the yard", "Kanat Uulov"),
    ("The Minister for Transport, Dora Lamb,", "Dora Lamb"),
    ("Radio North’s Ed Moss", "Ed Moss"),
    ("veteran analyst Charlie Cook", "Charlie Cook"),
    ("Lt. Col. Ann van der Berg", "Ann van der Berg"),
    ("founder and chief executive Rosa Quill", "Rosa Quill"),
    ("The nurse, who gave only her first name, Zara,", "Zara"),
    ("One, who signed himself Patrick", "Patrick"),
    ("a man named Bob", "Bob"),
    ("Wyvern's Coast Guard", "Wyvern's Coast Guard"),
    ("the Northmoor Herald", "Northmoor Herald"),
    ("the 4th District Court of Appeals", "4th District Court of Appeals"),
    ("Norland's foreign ministry", "Norland's foreign ministry"),
    ("the New Harbour Times", "New Harbour Times"),
]


@pytest.mark.parametrize(("phrase", "name"), NAMED)
def test_the_name_is_the_fullest_one_without_titles(phrase: str, name: str) -> None:
    description = describe(phrase)
    assert description.name == name
    assert description.kind == "named"


@pytest.mark.parametrize(
    "phrase",
    [
        "a senior official in the ministry who asked not to be named",
        "a spokesman for Joe Smith",
        "Joe Smith's lawyer",
        "the mother of Ann Lee",
        "residents of Northmoor",
        "Lee administration officials",
        "two Democrats",
        "the statement",
        "police",
        "27 percent of those who named a candidate",
    ],
)
def test_a_name_inside_the_phrase_is_not_the_sources_own(phrase: str) -> None:
    description = describe(phrase)
    assert description.name is None
    assert description.kind == "unnamed"


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("a woman using the pseudonym Olga", "Olga"),
        ("a nurse using the name Olga", "Olga"),
        ("The nurse, whom the Herald is calling Anna because she fears for her job,", "Anna"),
        ("a man we are calling “Tom”", "Tom"),
        ("The driver, referred to under the invented name Olga,", "Olga"),
        ('"Karim", not his real name', "Karim"),
        ("Karim, whose name has been changed,", "Karim"),
        ("a fighter who goes by Falcon", "Falcon"),
    ],
)
def test_a_false_name_makes_a_pseudonymous_source(phrase: str, name: str) -> None:
    description = describe(phrase)
    assert (description.name, description.kind, description.anonymous) == (name, "pseudonymous", True)


@pytest.mark.parametrize(
    ("phrase", "category", "number"),
    [
        ("Maria Kent", "person", "singular"),
        ("a nurse", "person", "singular"),
        ("officials", "group", "plural"),
        ("about ten wives and mothers", "group", "plural"),
        ("Maria Kent and Tom Bell", "group", "plural"),
        ("the Lee administration", "organisation", "singular"),
        ("the union", "organisation", "singular"),
        ("London", "organisation", "singular"),
        ("an internal email", "document", "singular"),
        ("the death certificate", "document", "singular"),
    ],
)
def test_category_and_number(phrase: str, category: str, number: str) -> None:
    description = describe(phrase)
    assert (description.category, description.number) == (category, number)


@pytest.mark.parametrize(
    ("phrase", "role"),
    [
        ("Maria Kent, a professor of law at Northmoor College", "a professor of law at Northmoor College"),
        ("the village head, Kanat Uulov", "village head"),
        ("Border Service spokeswoman Aida Tok", "Border Service spokeswoman"),
        ("a spokesman for the Interior Ministry", "spokesman for the Interior Ministry"),
        ("Mikael Berg", None),
    ],
)  # fmt: skip
def test_the_role_is_told_in_the_reports_words(phrase: str, role: str | None) -> None:
    assert describe(phrase).role == role


@pytest.mark.parametrize(
    ("phrase", "gender"),
    [
        ("Mrs Smith", "female"),
        ("Mr. Quill", "male"),
        ("a spokeswoman for the port", "female"),
        ("his wife", "female"),
        ("he", "male"),
        ("Sam Quill", None),
        ("The nurse, who gave only her first name, Ash,", "female"),
    ],
)
def test_gender_only_where_it_is_told(phrase: str, gender: str | None) -> None:
    assert describe(phrase).gender == gender


def test_the_affiliation_of_an_unnamed_spokesman() -> None:
    assert describe("a spokesman for the Interior Ministry").affiliation == "Interior Ministry"


def test_words_on_anonymity_are_no_part_of_the_sources_own_words() -> None:
    described = describe("an official speaking on condition of anonymity")
    assert described.anonymous
    assert described.phrase == "an official"


@given(st.text(max_size=200))
def test_any_string_has_a_description(phrase: str) -> None:
    description = describe(phrase)
    assert (description.name is not None) or description.kind == "unnamed"


WORDS = st.sampled_from(
    [
        "the",
        "a",
        "of",
        "and",
        "'s",
        ",",
        "(",
        ")",
        "-",
        "who",
        "Ann",
        "Lee",
        "van",
        "Dr.",
        "Minister",
        "spokesman",
        "for",
        "Union",
        "statement",
        "said",
        "named",
        "@x",
        "I",
        "“",
        "”",
        "'",
        "U.S.",
        "9th",
        "not",
    ]
)


@given(st.lists(WORDS, max_size=25))
def test_any_run_of_news_words_has_a_description(words: list[str]) -> None:
    description = describe(" ".join(words))
    assert description.category in {"person", "group", "organisation", "document"}


@pytest.mark.parametrize("unit", ["a ", "Ann ", "of ", "who asked ", "A.", "’s ", "not to be ", "(", "the name "])
def test_long_phrases_take_no_time(unit: str) -> None:
    start = time.process_time()
    describe(unit * (200_000 // len(unit)))
    assert time.process_time() - start < 1.0


@pytest.mark.parametrize("phrase", ["the Foo . Bar hospital", "the ' Foo hospital"])
def test_a_mark_between_the_words_of_a_name_is_no_word_to_match(phrase: str) -> None:
    item = NamedItem(index=0, start=0, description=describe(phrase))
    assert match_names([item]) == {0: 0}


@pytest.mark.parametrize("name", ["Jan Holm", "June Brown", "May Lindqvist", "Jan de Vries"])
def test_a_given_name_may_be_a_month(name: str) -> None:
    assert describe(name).name == name
    assert describe(f"the harbour master, {name}").name == name


def test_a_month_is_no_given_name() -> None:
    assert describe("Jan 5").name is None
