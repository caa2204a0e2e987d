"""How training reads its corpora, on invented annotations in their formats (brat standoff and CoNLL-U)."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from firsthand.reading.features import BREAK
from firsthand.reading.references import MENTION_TYPES as READ_TYPES
from firsthand.reading.tagging import ROLES as READ_ROLES
from firsthand.reading.tagging import TAG_COUNT
from firsthand.schema import Span
from training.corpora import MENTION_TYPES, Example, Gold, GoldMention, gum, paragraphs_of, polnear
from training.targets import MENTION_TAGS, NONE, ROLES, TAGS, UNKNOWN, Targets, targets_of, windows_of

TEXT = 'The dam holds.\n\n"We stay," said Anna Berg, "until May." Some say it leaks.\n'


def at(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def mention(words: str, entity: str | None, cluster: int | None, text: str = TEXT) -> GoldMention:
    return GoldMention(at(words, text).start, at(words, text).end, entity, cluster)


def brat_line(number: int, role: str, *spans: Span) -> str:
    where = ";".join(f"{s.start} {s.end}" for s in spans)
    return f"T{number}\t{role} {where}\t…"


def write(root: Path, part: str, name: str, text: str, annotations: dict[str, list[str]]) -> None:
    (root / part / "text").mkdir(parents=True, exist_ok=True)
    (root / part / "attributions").mkdir(exist_ok=True)
    (root / part / "text" / name).write_bytes(text.encode("utf-8"))
    for annotator, lines in annotations.items():
        path = root / part / "attributions" / f"{Path(name).stem}_{annotator}.ann"
        path.write_text("\n".join(lines) + "\n", "utf-8")


LINES = [
    brat_line(1, "Source", at("Anna Berg")),
    brat_line(2, "Cue", at("said")),
    brat_line(3, "Content", at("We stay"), at("until May")),
    brat_line(4, "Cue", at("say")),
    brat_line(5, "Content", at("it leaks")),
    "E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3",
    "E2\tAttribution:T4 Cue1:T4 Content1:T5",
    "E3\tAttribution:T4 Cue:T4 Source:T9",
    "A1\tNested E1",
    "#1\tAnnotatorNotes E1\tunsure",
]


@pytest.fixture
def article(tmp_path: Path) -> Example:
    write(tmp_path, "train", "dam.txt", TEXT, {"b": ["E1\tAttribution:T1"], "a": LINES})
    write(tmp_path, "train", "unread.txt", TEXT, {})
    (made,) = polnear(tmp_path, None, "train")
    return made


def test_an_articles_attributions_are_its_first_annotators(article: Example) -> None:
    assert article.name == "dam.txt"
    assert article.text == TEXT
    assert article.attributions == (
        Gold((at("Anna Berg"),), (at("said"),), (at("We stay"), at("until May"))),
        Gold((), (at("say"),), (at("it leaks"),)),
    )
    assert [TEXT[s.start : s.end].split()[0] for s in article.paragraphs] == ["The", '"We']
    assert (article.mentions, article.mentions_complete) == ((), False)


def test_silver_mentions_are_cut_at_their_head_and_chained(tmp_path: Path) -> None:
    text = "Anna Berg, the engineer, spoke. The mayor of Ostrel heard her."
    write(tmp_path / "polnear", "train", "a.txt", text, {"x": []})
    (tmp_path / "silver").mkdir()
    span = {w: (at(w, text).start, at(w, text).end) for w in ("Anna Berg", "Anna Berg, the engineer", "her", "Ostrel")}
    row = {
        "file": "a.txt",
        "entities": [[*span["Anna Berg"], "PERSON"], [*span["Ostrel"], "LOCATION"], [*span["her"], "DATE"]],
        "chains": [[span["Anna Berg, the engineer"], span["her"]]],
        "sentences": [[0, 31], [32, len(text)], [32, len(text) + 5]],
    }
    (tmp_path / "silver" / "train.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    (made,) = polnear(tmp_path / "polnear", tmp_path / "silver", "train")
    assert set(made.mentions) == {
        mention("Anna Berg", "person", 0, text),
        mention("her", None, 0, text),
        mention("Ostrel", "place", None, text),
    }
    assert made.sentences == (Span(0, 31), Span(32, len(text)))


def test_paragraphs_have_no_space_around_them() -> None:
    assert paragraphs_of("  a b \n\n\tc\n \n") == (Span(2, 5), Span(9, 10))


def token(number: int, form: str, upos: str, xpos: str, misc: str = "_") -> str:
    return f"{number}\t{form}\t_\t{upos}\t{xpos}\t_\t_\t_\t_\t{misc}"


CONLLU = [
    "# newpar",
    "# text = Anna Berg's dam holds.",
    token(1, "Anna", "PROPN", "NNP", "Entity=(2-object-new-nnns-cf2-4-sgl(1-person-new-sal-cf1-1,2-coref"),
    "2-3\tBerg's\t_\t_\t_\t_\t_\t_\t_\t_",
    token(2, "Berg", "PROPN", "NNP"),
    token(3, "'s", "PART", "POS", "Entity=1)"),
    token(4, "dam", "NOUN", "NN", "Entity=2)"),
    token(5, "holds", "VERB", "VBZ", "SpaceAfter=No"),
    token(6, ".", "PUNCT", "."),
    "",
    "# newpar",
    token(1, "She", "PRON", "PRP", "Entity=(1-person-giv-sal-cf1-1-ana)"),
    "1.1\tgone\t_\t_\t_\t_\t_\t_\t_\t_",
    token(2, "smiled", "VERB", "VBD", "SpaceAfter=No"),
    token(3, ".", "PUNCT", "."),
    "",
]


def test_a_treebank_document_gives_its_text_and_mentions(tmp_path: Path) -> None:
    (tmp_path / "splits.md").write_text("# train\n\n- GUM_news_dam\n\n# dev\n\n- GUM_news_well\n", "utf-8")
    (tmp_path / "dep").mkdir()
    for name in ("GUM_news_dam", "GUM_news_well", "GUM_news_unlisted", "GUM_reddit_dam"):
        (tmp_path / "dep" / f"{name}.conllu").write_text("\n".join(CONLLU), "utf-8")
    (made,) = gum(tmp_path, "train")
    assert (made.name, made.text.strip()) == ("GUM_news_dam", "Anna Berg's dam holds.\n\nShe smiled.")
    assert [made.text[s.start : s.end] for s in made.paragraphs] == ["Anna Berg's dam holds.", "She smiled."]
    assert [made.text[s.start : s.end] for s in made.sentences] == ["Anna Berg's dam holds.", "She smiled."]
    shown = {(made.text[m.start : m.end], m.entity, m.cluster == -1) for m in made.mentions}
    assert shown == {("Anna Berg", "person", False), ("dam", "object", True), ("She", "person", False)}
    assert made.attributions is None
    assert made.mentions_complete
    assert [e.name for e in gum(tmp_path, "dev")] == ["GUM_news_well"]


def placed(targets: Targets, words: str) -> list[int]:
    span = at(words)
    return [i for i, (a, b) in enumerate(zip(targets.pieces.start, targets.pieces.end, strict=True))
            if span.start <= a < b <= span.end]  # fmt: skip


def test_targets_tag_every_role_and_link_it(article: Example) -> None:
    targets = targets_of(article)
    stay, until = placed(targets, "We stay"), placed(targets, "until May")
    (cue,), source = placed(targets, "said"), placed(targets, "Anna Berg")
    assert [TAGS[t] for t in targets.tags[stay]] == ["B-content", "E-content"]
    assert [TAGS[t] for t in targets.tags[until]] == ["B-content", "E-content"]
    assert TAGS[targets.tags[cue]] == "S-cue"
    assert TAGS[targets.tags[source[0]]] == "B-source"
    assert TAGS[targets.tags[source[-1]]] == "E-source"
    assert set(targets.cue_of[stay + until].tolist()) == {cue}
    assert targets.source_of[cue] == source[0]
    (second,) = placed(targets, "say")[:1]
    assert targets.source_of[second] == NONE
    assert (targets.cue_of != UNKNOWN).sum() == len(stay + until + placed(targets, "it leaks"))
    assert (targets.pieces.ids[targets.breaks] == BREAK).all()
    assert (targets.mentions[source] == UNKNOWN).all(), "silver that is not there is unknown, not none"
    assert targets.mentions[cue] == 0, "but a verb that is a cue is surely no mention"
    assert set(targets.mentions.tolist()) == {UNKNOWN, 0}


def test_targets_of_mentions_are_known_where_they_are_complete() -> None:
    mentions = (
        mention("Anna Berg", "person", 3),
        mention("Berg", "person", 4),  # inside a longer one: left out
        mention("The dam", None, -1),
    )
    example = Example("x", TEXT, paragraphs_of(TEXT), None, mentions, True, (at("The dam holds."),))
    targets = targets_of(example)
    berg, dam = placed(targets, "Anna Berg"), placed(targets, "The dam")
    assert [MENTION_TAGS[t] for t in targets.mentions[berg]] == ["B-person", *["I-person"] * (len(berg) - 1)]
    assert targets.cluster[dam[-1]] == NONE
    assert 3 in targets.cluster[berg]
    assert 4 not in targets.cluster
    assert (targets.mentions[dam] == 0).all()
    assert (targets.tags == UNKNOWN).all()
    assert targets.sentences.tolist() == [[0, len(placed(targets, "The dam holds.")) - 1]]


def test_training_and_reading_name_the_same_columns() -> None:
    assert MENTION_TYPES == READ_TYPES
    assert ROLES == READ_ROLES
    assert len(TAGS) == TAG_COUNT


@pytest.mark.parametrize(("length", "limit"), [(0, 10), (5, 10), (10, 10), (95, 10), (1000, 382)])
def test_windows_leave_out_nothing_but_breaks(length: int, limit: int) -> None:
    breaks = list(range(6, length, 7))
    windows = windows_of(breaks, length, limit)
    seen = np.zeros(length, np.int64)
    for first, last in windows:
        assert first < last <= first + limit
        seen[first:last] += 1
    assert seen.max(initial=0) <= 1
    assert set(np.flatnonzero(seen == 0).tolist()) <= set(breaks)
