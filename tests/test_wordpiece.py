"""What word pieces promise: the pieces that BERT's own tokenizer makes, each where its words stand in the text."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.errors import WeightsError
from firsthand.reading import wordpiece
from firsthand.reading.wordpiece import word_pieces

UNKNOWN = 100


def ids(text: str) -> list[int]:
    return [piece.id for piece in word_pieces(text)]


def words(text: str) -> list[str]:
    return [text[piece.start : piece.end] for piece in word_pieces(text)]


# Made once with the tokenizer that all-MiniLM-L6-v2 ships (Hugging Face tokenizers 0.23).
FROZEN = [
    (
        "The wall fell, dockers said.",
        "The wall fell , dock ##ers said .",
        [1996, 2813, 3062, 1010, 8946, 2545, 2056, 1012],
    ),
    (
        "“We showed them,” said Bram Hoekke — twice.",
        "“ We showed them , ” said Bram Ho ##ek ##ke — twice .",
        [1523, 2057, 3662, 2068, 1010, 1524, 2056, 20839, 7570, 5937, 3489, 1517, 3807, 1012],
    ),
    (
        "Señora Ýrr Þórsdóttir didn’t e-mail Ilse.",
        "Señ ##ora Ý ##rr Þ ##órs ##dót ##ti ##r didn ’ t e - mail Il ##se .",
        [12411, 6525, 1061, 12171, 1101, 5668, 27364, 3775, 2099, 2134, 1521, 1056, 1041, 1011, 5653, 6335, 3366, 1012],
    ),
    (
        "A 12% rise to €3.5m (≈ $4m)",
        "A 12 % rise to € ##3 . 5 ##m ( ≈ $ 4 ##m )",
        [1037, 2260, 1003, 4125, 2000, 1574, 2509, 1012, 1019, 2213, 1006, 1606, 1002, 1018, 2213, 1007],
    ),
    (
        "київ: 墙倒了 wall한국",
        "к ##и ##ї ##в : 墙 倒 了 wall ##한 ##한 ##한 ##국 ##국 ##국",
        [1189, 10325, 29760, 25529, 1024, 100, 100, 100, 2813, 30005, 30006, 30021, 29991, 30014, 30020],
    ),
    (
        "x\u0300\u200by\x01z \u2260 \ufb01rst",
        "x ##y ##z \u2260 \ufb01 ##rst",
        [1060, 2100, 2480, 1027, 1984, 12096],
    ),
]


@pytest.mark.parametrize(("text", "cut", "expected"), FROZEN)
def test_the_pieces_are_those_of_the_original(text: str, cut: str, expected: list[int]) -> None:
    assert ids(text) == expected
    assert " ".join(("" if p.first else "##") + text[p.start : p.end] for p in word_pieces(text)) == cut


def test_a_word_falls_into_its_longest_known_pieces() -> None:
    assert words("Osterviker dockers") == ["Os", "ter", "vik", "er", "dock", "ers"]
    assert [piece.first for piece in word_pieces("Osterviker dockers")] == [True, False, False, False, True, False]


@pytest.mark.parametrize(
    ("text", "alike"),
    [
        ("CAFÉ", "cafe"),
        ("Cafe\u0301", "cafe"),
        ("İstanbul", "istanbul"),
        ("har\u00adbour", "harbour"),
        ("har\u200bbour", "harbour"),
        ("har\x0bbour", "harbour"),
        ("wall\u00a0fell", "wall fell"),
        ("wall\u2028fell", "wall fell"),
        ("a\ufffdb", "ab"),
    ],
)
def test_case_accents_and_invisible_characters_do_not_count(text: str, alike: str) -> None:
    assert ids(text) == ids(alike)


@pytest.mark.parametrize("sign", ["’", "—", "…", "$", "^", "、", "»"])
def test_signs_are_words_of_their_own(sign: str) -> None:
    assert words(f"wall{sign}fell") == ["wall", sign, "fell"]
    assert all(piece.first for piece in word_pieces(f"wall{sign}fell"))


def test_chinese_characters_are_words_of_their_own() -> None:
    assert words("港口wall墙") == ["港", "口", "wall", "墙"]


def test_a_word_too_long_or_of_unknown_letters_is_one_unknown_piece() -> None:
    assert ids("a" * 100) != [UNKNOWN]
    assert list(word_pieces(" " + "a" * 101)) == [(UNKNOWN, 1, 102, True)]
    assert list(word_pieces("wall\U0001f9f1 fell")) == [(UNKNOWN, 0, 5, True), (*ids("fell"), 6, 10, True)]


def test_names_of_special_pieces_are_ordinary_words() -> None:
    assert words("[SEP]") == ["[", "SEP", "]"]
    assert not {0, 100, 101, 102, 103} & set(ids("[PAD] [UNK] [CLS] [SEP] [MASK]"))


@given(st.text(max_size=60))
def test_pieces_lie_in_order_inside_the_text_whatever_it_is(text: str) -> None:
    at = 0
    for number, piece in enumerate(word_pieces(text)):
        assert 0 <= piece.id < 30_522
        assert at <= piece.start or (at == piece.end and not piece.first)
        assert piece.start < piece.end <= len(text)
        assert piece.first or number > 0
        at = piece.end


@given(st.text(max_size=40), st.text(max_size=40))
def test_what_stands_across_a_space_changes_nothing(left: str, right: str) -> None:
    shift = len(left) + 1
    moved = [(p.id, p.start + shift, p.end + shift, p.first) for p in word_pieces(right)]
    assert [tuple(p) for p in word_pieces(f"{left} {right}")] == [tuple(p) for p in word_pieces(left)] + moved


@pytest.mark.parametrize("unit", ["a", "a\u0301", "a’", "墙", "\u0301", "\u200b", "[", "wall ", "ﷺ"])
def test_long_texts_take_time_in_proportion(unit: str) -> None:
    started = time.process_time()
    for _ in word_pieces(unit * 50_000):
        pass
    assert time.process_time() - started < 10


def test_a_missing_or_damaged_vocabulary_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for content in (None, b"[PAD]\n", b"\xff\n"):
        path = tmp_path / "vocab.txt"
        if content is not None:
            path.write_bytes(content)
        monkeypatch.setattr(wordpiece, "_VOCABULARY", path)
        wordpiece._vocabulary.cache_clear()
        with pytest.raises(WeightsError, match=r"vocab\.txt"):
            list(word_pieces("unheard-of xyzzyx"))
    monkeypatch.undo()
    wordpiece._vocabulary.cache_clear()
    assert words("wall") == ["wall"]
