"""Source phrases and mentions folded into sources."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.reading.mentions import rule_mentions
from firsthand.reading.parts import Attribution, Mention, Quotation
from firsthand.reading.sources import Folded, fold_sources
from firsthand.schema import Passage, Source, Span

MARK = re.compile(r"\[([^\]]*)\]|\{([^}]*)\}")


def _passages(text: str, first: str = "paragraph") -> list[Passage]:
    out: list[Passage] = []
    at = 0
    for paragraph in text.split("\n\n"):
        if paragraph:
            kind = first if not out else "paragraph"
            out.append(Passage(kind=kind, start=at, end=at + len(paragraph)))  # pyright: ignore[reportArgumentType]
        at += len(paragraph) + 2
    return out


class Case:
    """A text in which [brackets] mark source phrases and {braces} extra spans; a source's content is next to it."""

    def __init__(self, marked: str, first: str = "paragraph", learned: dict[str, str] | None = None) -> None:
        self.text, spans, self.extra = "", [], []
        last = 0
        for match in MARK.finditer(marked):
            self.text += marked[last : match.start()]
            words = match.group(1) if match.group(1) is not None else match.group(2)
            span = Span(len(self.text), len(self.text) + len(words))
            (spans if match.group(1) is not None else self.extra).append(span)
            self.text += words
            last = match.end()
        self.text += marked[last:]
        passages = _passages(self.text, first)
        quotations = tuple(
            Quotation(start=m.start(), end=m.end(), inner=Span(m.start() + 1, m.end() - 1))
            for m in re.finditer(r'"[^"]*"', self.text)
        )
        self.attributions = [
            Attribution(source=(s,), content=(self._content(s, quotations),), score=1.0) for s in spans
        ]
        mentions = rule_mentions(self.text, passages)
        if learned:
            mentions = self._linked(mentions, learned)
        self.folded: Folded = fold_sources(self.text, passages, self.attributions, mentions, quotations, self.extra)

    def _content(self, span: Span, quotations: tuple[Quotation, ...]) -> Span:
        near = [q.inner for q in quotations if 0 <= span.start - q.end <= 8]
        if near:
            return near[0]
        stop = self.text.find(".", span.end)
        return Span(span.end, stop if stop > span.end else len(self.text))

    def _linked(self, mentions: tuple[Mention, ...], learned: dict[str, str]) -> tuple[Mention, ...]:
        words = [self.text[m.start : m.end] for m in mentions]
        return tuple(
            Mention(start=m.start, end=m.end, head=m.head, entity=m.entity, form=m.form,
                    antecedents=((words.index(learned[w]), 0.95),) if w in learned else ())
            for m, w in zip(mentions, words, strict=True)
        )  # fmt: skip

    def source(self, index: int) -> Source:
        identity = self.folded.of_attribution[index]
        return next(s for s in self.folded.sources if s.id == identity)

    def names(self) -> list[str]:
        return [self.source(i).name for i in range(len(self.attributions))]


def test_a_surname_and_a_pronoun_go_to_the_full_name() -> None:
    case = Case(
        'Dr Maria Kent, a botanist, walked the dunes. [Kent] said the grass was dying. "It is the salt," [she] said.'
        '\n\n"Nobody looked," [she] added.'
    )
    assert case.names() == ["Maria Kent"] * 3
    (source,) = case.folded.sources
    assert source.kind == "named"
    assert source.role == "a botanist"
    assert "Kent" in source.aliases
    assert not {"she", "She"} & set(source.aliases)


def test_every_mention_is_listed_pronouns_too() -> None:
    case = Case("[Maria Kent] said the grass was dying. [She] said the dunes were next.")
    (source,) = case.folded.sources
    assert [case.text[s.start : s.end] for s in source.mentions] == ["Maria Kent", "She"]


@pytest.mark.parametrize(
    ("short", "full"),
    [("Mr Vale", "Peter Vale"), ("Mrs Vale", "Nora Vale"), ("Nora", "Nora Vale"), ("Dr Vale", "Nora Vale")],
)
def test_two_people_with_one_surname_stay_apart(short: str, full: str) -> None:
    case = Case(
        f"[Peter Vale] said the mill was sold. [Dr Nora Vale] said the land was not. [{short}] said more would follow."
    )
    assert case.names() == ["Peter Vale", "Nora Vale", full]


def test_a_bare_surname_shared_by_two_goes_to_the_nearest_before() -> None:
    case = Case(
        "[Peter Vale] said the mill was sold. [Vale] said it was late.\n\n"
        "[Nora Vale] said the land was not. [Vale] said it was early."
    )
    assert case.names() == ["Peter Vale", "Peter Vale", "Nora Vale", "Nora Vale"]


@pytest.mark.parametrize(
    "introduction",
    ["Mayor Ann Lee", "the mayor, Ann Lee,", "Ann Lee, the mayor of Northmoor,", "Northmoor mayor Ann Lee"],
)
def test_a_role_is_taken_up(introduction: str) -> None:
    case = Case(f"On Monday {introduction} opened the bridge. [The mayor] said it was safe.")
    assert case.names() == ["Ann Lee"]


@pytest.mark.parametrize(
    ("first", "later", "name"),
    [
        ("the Interior Ministry", "The ministry", "Interior Ministry"),
        ("the North Coast Fishing Union (NCFU)", "The NCFU", "North Coast Fishing Union"),
        ("the Harbour Herald", "The paper", "Harbour Herald"),
        ("the Harbour Herald", "The Herald", "Harbour Herald"),
    ],
)
def test_an_organisation_is_taken_up(first: str, later: str, name: str) -> None:
    case = Case(f"A letter from {first} came late. [{later}] said the quay was closed.")
    assert case.names() == [name]
    assert case.source(0).category == "organisation"


def test_a_statement_is_its_issuers_speech_and_it_is_the_issuer() -> None:
    case = Case(
        "[The Border Force] said in a statement that two boats were held. [The statement] denied that shots were fired."
        '\n\n"The crews are well," [it] said.'
    )
    assert case.names() == ["Border Force"] * 3
    assert len(case.folded.sources) == 1


def test_a_statement_that_names_its_issuer() -> None:
    case = Case("Norland's Border Troops denied it. Two boats sank. [The Norlandic statement] spoke of a storm.")
    assert case.names() == ["Norland's Border Troops"]


def test_an_independent_paper_is_a_source_of_its_own() -> None:
    case = Case("[An internal memo] shows that the pump failed. [The memo] says it was old. [Ann Lee] said it was new.")
    assert case.names() == ["An internal memo", "An internal memo", "Ann Lee"]
    assert case.source(0).category == "document"


def test_the_unnamed_official_of_the_lead_is_named_in_the_next_paragraph() -> None:
    case = Case(
        "Two boats were held off Northmoor, [a spokeswoman for the Border Force] said on Monday.\n\n"
        "[Aida Tok] told reporters that the crews were well."
    )
    assert case.names() == ["Aida Tok", "Aida Tok"]
    assert case.source(0).role == "spokeswoman for the Border Force"


@pytest.mark.parametrize(
    "lead",
    [
        "a spokeswoman for the Border Force who asked not to be named",
        "a spokeswoman for the Border Force, speaking on condition of anonymity,",
        "a resident",
        "a nurse",
    ],
)
def test_anonymity_and_private_people_are_never_named_by_folding(lead: str) -> None:
    case = Case(
        f"Two boats were held off Northmoor, [{lead}] said.\n\n[Aida Tok] told reporters that the crews were well."
    )
    assert case.source(0).kind == "unnamed"
    assert case.source(0).id != case.source(1).id


def test_anonymity_told_right_after_the_source_phrase_counts() -> None:
    case = Case(
        "[An official], who asked not to be identified because the talks are secret, said two boats were held.\n\n"
        "[Aida Tok] told reporters that the crews were well."
    )
    assert case.names() == ["An official", "Aida Tok"]
    assert case.source(0).kind == "unnamed"


def test_the_lead_tells_the_office_and_the_next_sentence_the_name() -> None:
    case = Case(
        "Two boats were held, [the county's police chief] said.\n\n"
        "[Rosa Quill, the Wyvern county police commander,] told reporters that the crews were well."
    )
    assert case.names() == ["Rosa Quill", "Rosa Quill"]


def test_an_age_takes_up_the_person_just_named() -> None:
    case = Case("Tom Bell had seen the fire. [The 24-year-old student] said it was small.")
    assert case.names() == ["Tom Bell"]


def test_a_possessive_before_a_named_office_is_that_person() -> None:
    case = Case('The union sees it otherwise. "The gate was shut," said [its] chair, Wanda Kord.')
    assert case.names() == ["Wanda Kord"]


def test_the_lead_is_not_folded_where_two_might_be_meant() -> None:
    case = Case(
        "Two boats were held, [an official] said.\n\n"
        "[Aida Tok] said the crews were well.\n\n[Rosa Quill] said they were not."
    )
    assert len({*case.folded.of_attribution}) == 3


def test_a_pseudonym_is_taken_up_and_stays_a_pseudonym() -> None:
    case = Case(
        "[A nurse at the harbour clinic] says the wards are full.\n\n"
        '[The nurse, whom the Herald is calling Anna,] said nobody answers. "We are tired," [she] said.'
    )
    assert case.names() == ["Anna"] * 3
    assert case.source(0).kind == "pseudonymous"
    assert case.source(0).role == "nurse at the harbour clinic"


def test_first_persons_in_a_quotation_are_its_speaker() -> None:
    case = Case('"[I] think it is late," [Ann Lee] said. "[We] know it," [Tom Bell] said.')
    assert case.names() == ["Ann Lee", "Ann Lee", "Tom Bell", "Tom Bell"]


def test_they_added_is_the_group_that_spoke() -> None:
    case = Case(
        'A group of fishermen filmed an appeal to Ann Lee. "We have no nets," [the fishermen] said.\n\n'
        '"We have no boats," [they] added.'
    )
    assert case.source(0).id == case.source(1).id
    assert case.source(1).category == "group"


def test_groups_with_other_words_are_other_sources_but_the_definite_is_the_same() -> None:
    case = Case(
        "[Residents of Northmoor] said it was loud. [Residents of Wyvern] said it was not. [Officials] said little.\n\n"
        "[The officials] said more."
    )
    one, other, officials, again = case.folded.of_attribution
    assert len({one, other, officials}) == 3
    assert again == officials


def test_he_is_not_a_woman_and_she_is_not_a_man() -> None:
    case = Case(
        "[Mrs Quill] met [Mr Bell] on Monday. [She] said the boat was lost. [He] said it was found.".replace(
            "[Mrs Quill] met [Mr Bell]", "Mrs Quill met Mr Bell"
        )
    )
    assert case.names() == ["Quill", "Bell"]


def test_what_cannot_be_placed_keeps_its_own_words() -> None:
    case = Case("[He] said it was over. [A woman] said it was not.")
    assert case.names() == ["He", "A woman"]
    assert [s.kind for s in case.folded.sources] == ["unnamed", "unnamed"]


def test_a_capital_that_speaks_for_a_government_keeps_its_words() -> None:
    case = Case("[Oslo] says the fish are gone.")
    assert case.names() == ["Oslo"]
    assert case.source(0).category == "organisation"


def test_the_surname_in_a_headline_is_the_person_of_the_lead() -> None:
    case = Case("Kent: dunes will drown\n\n[Maria Kent] said the dunes would drown.", first="headline")
    assert case.folded.sources[0].mentions[0] == Span(0, 4)


def test_a_relative_pronoun_is_what_it_follows() -> None:
    case = Case("The prize went to Maria Kent, [who] said she was glad.")
    assert case.names() == ["Maria Kent"]


def test_the_network_can_tell_what_the_rules_cannot() -> None:
    text = "Maria Kent met Rosa Quill at noon. [She] said the dunes would drown."
    assert Case(text, learned={"She": "Rosa Quill"}).names() == ["Rosa Quill"]
    assert Case(text, learned={"She": "Maria Kent"}).names() == ["Maria Kent"]


def test_the_network_cannot_override_gender() -> None:
    text = "Mr Quill met Maria Kent at noon. [She] said the dunes would drown."
    assert Case(text, learned={"She": "Mr Quill"}).names() == ["Maria Kent"]


def test_extra_spans_have_their_sources_and_nothing_else_is_listed() -> None:
    case = Case("[Ann Lee] told {the Harbour Herald} that Tom Bell was late.")
    assert len(case.folded.of_extra) == 1
    assert [s.name for s in case.folded.sources] == ["Ann Lee", "Harbour Herald"]


def test_an_attribution_without_a_source_has_none() -> None:
    text = "It was rumoured that the boat sank."
    none = Attribution(content=(Span(20, 34),), score=1.0)
    folded = fold_sources(text, _passages(text), [none], (), ())
    assert folded == Folded(sources=(), of_attribution=(None,), of_extra=())


def test_identities_follow_the_first_mention() -> None:
    case = Case("Tom Bell was late. [Ann Lee] said so. [Bell] said he was not.")
    assert [(s.id, s.name) for s in case.folded.sources] == [("p1", "Tom Bell"), ("p2", "Ann Lee")]


WORDS = st.sampled_from(
    [
        "Ann",
        "Lee",
        "Kent",
        "Mr",
        "Dr",
        "the",
        "a",
        "mayor",
        "nurse",
        "statement",
        "he",
        "she",
        "they",
        "it",
        "who",
        "I",
        "we",
        "said",
        ",",
        ".",
        "\n\n",
        '"',
        "officials",
        "of",
        "for",
        "Union",
        "another",
    ]
)


@given(st.lists(WORDS, max_size=60), st.data())
def test_any_text_folds_to_sources_inside_it(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    bounds = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(bounds, bounds), max_size=6))
    attributions = [Attribution(source=(Span(a, b),), content=(Span(0, len(text)),), score=0.5) for a, b in spans]
    passages = _passages(text)
    mentions = rule_mentions(text, passages)
    folded = fold_sources(text, passages, attributions, mentions, ())
    assert len(folded.of_attribution) == len(attributions)
    assert folded == fold_sources(text, passages, attributions, mentions, ())
    known = {s.id for s in folded.sources}
    assert {i for i in folded.of_attribution if i} == known
    for source in folded.sources:
        assert source.name
        assert source.mentions
        assert all(0 <= s.start < s.end <= len(text) for s in source.mentions)


@pytest.mark.parametrize(
    "unit", ["Ann Lee said he was late. ", "he ", "The mayor of Northmoor, Ann Lee, told a nurse. ", "Ann "]
)
def test_long_reports_take_little_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    passages = _passages(text)
    mentions = rule_mentions(text, passages)
    attributions = [
        Attribution(source=(Span(m.start, m.end),), content=(Span(m.end, m.end + 5),), score=1.0) for m in mentions[::5]
    ]
    start = time.process_time()
    fold_sources(text, passages, attributions, mentions, ())
    assert time.process_time() - start < 60.0
