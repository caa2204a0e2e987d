"""What the comparison of libraries of quantities promises."""

from __future__ import annotations

from pathlib import Path

from bench import quantity_libraries


def test_libraries_of_quantities_are_scored_on_a_file_of_sentences(tmp_path: Path) -> None:
    file = tmp_path / "sentences.txt"
    lines = "Eight miners waited at the gate. => Eight miners = 8 miners\nHe sold 40 lamps. => 40 lamps = 41 lamps\n"
    file.write_text(f"# SENTENCE => WORDS = VALUE UNIT\n{lines}", "utf-8")
    (table,), notes = quantity_libraries.run(file)
    assert table.title == "2 sentences, 10 words, 2 amounts"
    assert table.rows[0][:-1] == ("firsthand", 100, 100, 100, 50, 0)
    named = " ".join([*(str(row[0]) for row in table.rows), *notes])
    assert all(name in named for name in ("quantulum3", "recognizers-text", "by construction"))


def test_an_amount_matches_one_at_most_and_first_the_one_with_the_right_value() -> None:
    one = quantity_libraries.example("Four of the 30 boats sank. => Four of the 30 boats = 4 boats /30")
    found = [quantity_libraries.Amount(0, 4, 4.0), quantity_libraries.Amount(12, 20, 30.0)]
    assert quantity_libraries.score([one], [found]) == (50, 100, 66.7, 66.7)
