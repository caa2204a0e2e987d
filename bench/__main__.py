"""The ``python -m bench`` command: one measurement a run."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.results import RESULTS, circumstances, write_section
from bench.tables import Outcome, as_markdown, as_plain, as_text

_EXAMPLES = """\
examples:
  python -m bench polnear polnear/dev
  python -m bench polnear polnear/dev --without-attitudes --json
  python -m bench stories stories --write
  python -m bench linking stories training/stories --write
  python -m bench rewrites onestopenglish basil
  python -m bench reuse-sets --clough-stevenson Corpus --semeval pairs.csv
  python -m bench sentence-sets --sts semeval-sts --msrp msr --sick SICK
  python -m bench places GWN.xml lgl.xml
  python -m bench times TimeBank AQUAINT --gum gum
  python -m bench time-libraries TimeBank AQUAINT
  python -m bench quantity-libraries
  python -m bench speed polnear/dev/text --reports 200
  python -m bench cold
  python -m bench memory --reports 10000
  python -m bench kills
  python -m bench search --reports 100000
  python -m bench growth polnear/dev/text --marks 1000 10000
  python -m bench quantise polnear/dev float32-weights
  python -m bench others polnear/dev/text --gold polnear/dev

`python -m bench COMMAND --help` says more; bench/README.md defines the figures.
"""

_QUANTITIES = Path(__file__).parent.parent / "tests" / "data" / "quantities.txt"

Run = Callable[[argparse.Namespace], Outcome]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, show, and keep the figures if asked. ``arguments`` are those of the process if not given."""
    given = sys.argv[1:] if arguments is None else arguments
    chosen = parser().parse_args(given)
    before = circumstances()
    outcome: Outcome = chosen.run(chosen)
    if chosen.json:
        print(json.dumps({"measured": chosen.name, "circumstances": before, **as_plain(outcome)}, ensure_ascii=False))
    else:
        print(f"{as_text(outcome)}\n\n{before}")
    if chosen.write:
        body = f"```\n{_command(given)}\n```\n\n{before}.\n\n{as_markdown(outcome)}"
        write_section(chosen.title(chosen), body, RESULTS)
    return 0


def parser() -> argparse.ArgumentParser:
    """The grammar of the command line."""
    top = argparse.ArgumentParser(
        prog="python -m bench",
        description="Measures Firsthand.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True, dest="name")

    def command(
        name: str, summary: str, run: Run, title: Callable[[argparse.Namespace], str] = lambda chosen: chosen.name
    ) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
        added.add_argument("--json", action="store_true", help="print one JSON object instead of tables")
        added.add_argument("--write", action="store_true", help="keep the figures in bench/RESULTS.md")
        added.set_defaults(run=run, title=title)
        return added

    polnear = command("polnear", "statements against PolNeAR's annotations", _polnear, _polnear_title)
    polnear.add_argument("gold", metavar="GOLD_DIR", type=Path, help="a part of PolNeAR: text/, attributions/")
    polnear.add_argument("--scorer", type=Path, help="another scorer, to run over the same readings and compare")
    polnear.add_argument("--without-attitudes", action="store_true", help="speech only, no thinking and wanting")

    stories = command("stories", "statements and speakers in stories that several reports tell", _stories)
    stories.add_argument("stories", metavar="STORIES_DIR", type=Path, help="*/reports.jsonl and */gold.json")
    stories.add_argument("--scorer", type=Path, help="another scorer, to run over the same readings and compare")

    linking = command("linking", "claims, sources, derivations and conflicts in stories", _linking, _linking_title)
    linking.add_argument("stories", metavar="STORIES_DIR", nargs="+", type=Path, help="*/reports.jsonl, */gold.json")
    linking.add_argument("--scorer", type=Path, help="another scorer, to run over the same findings and compare")

    rewrites = command("rewrites", "which texts were made from others: OneStopEnglish and BASIL", _rewrites)
    rewrites.add_argument("onestop", metavar="ONESTOP_DIR", type=Path, help="articles in three levels: **/*.csv")
    rewrites.add_argument("basil", metavar="BASIL_DIR", type=Path, help="three newsrooms' reports an event: **/*.json")

    reuse = command("reuse-sets", "two sets on re-use by others, beside what was published", _reuse_sets)
    reuse.add_argument("--clough-stevenson", metavar="CORPUS_DIR", type=Path, help="the short answers' folder Corpus")
    reuse.add_argument("--semeval", metavar="FILE.csv", type=Path, help="pairs of SemEval-2022 Task 8, with texts")

    sentences = command("sentence-sets", "pairs of sentences by others, beside what was published", _sentence_sets)
    sentences.add_argument("--sts", metavar="DIR", type=Path, help="SemEval's STS: **/YEAR/SET.test.tsv")
    sentences.add_argument("--msrp", metavar="DIR", type=Path, help="paraphrases: msr-para-train.tsv, msr-para-val.tsv")
    sentences.add_argument("--sick", metavar="DIR", type=Path, help="SICK_trial.txt")

    places = command("places", "which places names mean, against geoparsing corpora", _places, _places_title)
    places.add_argument("corpora", metavar="CORPUS.xml", nargs="+", type=Path, help="GWN.xml, lgl.xml, …")
    places.add_argument("--scorer", type=Path, help="another scorer, to run over the same readings and compare")

    times = command("times", "time expressions and their values, against TimeML and GUM", _times, _times_title)
    times.add_argument("folders", metavar="TML_DIR", nargs="*", type=Path, help="folders of TimeML documents")
    times.add_argument("--gum", metavar="GUM_DIR", type=Path, help="a copy of GUM, whose news has gold dates: dep/")
    times.add_argument("--scorer", type=Path, help="another scorer, to run over the same times and compare")

    libraries = command("time-libraries", "libraries that find times, where installed", _time_libraries)
    libraries.add_argument("folders", metavar="TML_DIR", nargs="+", type=Path, help="folders of TimeML documents")

    amounts = command("quantity-libraries", "libraries that find numbers and measures", _quantity_libraries)
    amounts.add_argument(
        "examples", metavar="FILE", nargs="?", type=Path, default=_QUANTITIES, help="default: those of the tests"
    )

    speed = command("speed", "reading beside the bare forward pass of its encoder", _speed)
    speed.add_argument("texts", metavar="TEXT_DIR", type=Path, help="reports of any kind that firsthand reads")
    speed.add_argument("--reports", type=int, default=200, help="how many of them at most (default: 200)")
    speed.add_argument("--threads", type=int, default=1, help="threads of one forward pass (default: 1)")

    command("cold", "time and memory of `firsthand read` on one report, from the shell", _cold)

    memory = command("memory", "whether memory grows over many reports", _memory)
    memory.add_argument("--reports", type=int, default=10_000, help="how many (default: 10000)")

    kills = command("kills", "what is lost when the process that fills an archive is killed", _kills)
    kills.add_argument("--kills", type=int, default=200, help="how many (default: 200)")

    search = command("search", "how fast an archive is filled, searched and verified", _search)
    search.add_argument("--reports", type=int, default=100_000, help="how many it holds (default: 100000)")
    search.add_argument("--searches", type=int, default=200, help="how many of each kind (default: 200)")

    growth = command("growth", "whether adding costs more, the more an archive holds", _growth)
    growth.add_argument("texts", metavar="TEXT_DIR", type=Path, help="texts to make reports from")
    growth.add_argument("--texts", dest="bases", type=int, default=150, help="how many of them (default: 150)")
    growth.add_argument("--marks", type=int, nargs="+", default=[1000, 10_000], help="where to measure")

    quantise = command("quantise", "what the int8 weights cost beside those they were made from", _quantise)
    quantise.add_argument("gold", metavar="GOLD_DIR", type=Path, help="a part of PolNeAR: text/, attributions/")
    quantise.add_argument("weights", metavar="FLOAT32_WEIGHTS_DIR", type=Path, help="encoder.onnx and model.json")

    others = command("others", "other systems over the same texts, where installed", _others)
    others.add_argument("texts", metavar="TEXT_DIR", type=Path, help="reports of any kind that firsthand reads")
    others.add_argument("--gold", metavar="GOLD_DIR", type=Path, help="the part of PolNeAR that annotates them")
    others.add_argument("--spacy", default="en_core_web_sm", help="spaCy pipeline for the systems that need one")
    return top


def _command(arguments: Sequence[str]) -> str:
    """The command again, its files by their last names only: where this machine keeps them is no part of it."""
    words = ["python -m bench"]
    for word in arguments:
        path = Path(word)
        if word not in ("--json", "--write"):
            words.append(str(Path(*path.resolve().parts[-2:])) if path.exists() else word)
    return " ".join(words)


# What a command needs is imported when it runs: `cold` must stay small, or it would measure itself.


def _polnear(chosen: argparse.Namespace) -> Outcome:
    from bench.polnear import run

    return run(chosen.gold, chosen.scorer, chosen.without_attitudes)


def _polnear_title(chosen: argparse.Namespace) -> str:
    return f"polnear: {chosen.gold.name}" + (", without attitudes" if chosen.without_attitudes else "")


def _stories(chosen: argparse.Namespace) -> Outcome:
    from bench.stories import run

    return run(chosen.stories, chosen.scorer)


def _linking(chosen: argparse.Namespace) -> Outcome:
    from bench.linking import run

    return run(chosen.stories, chosen.scorer)


def _linking_title(chosen: argparse.Namespace) -> str:
    return f"linking: {', '.join('/'.join(path.resolve().parts[-2:]) for path in chosen.stories)}"


def _rewrites(chosen: argparse.Namespace) -> Outcome:
    from bench.rewrites import run

    return run(chosen.onestop, chosen.basil)


def _reuse_sets(chosen: argparse.Namespace) -> Outcome:
    from bench.reuse_sets import run

    return run(chosen.clough_stevenson, chosen.semeval)


def _sentence_sets(chosen: argparse.Namespace) -> Outcome:
    from bench.sentence_sets import run

    return run(chosen.sts, chosen.msrp, chosen.sick)


def _places(chosen: argparse.Namespace) -> Outcome:
    from bench.places import run

    return run(chosen.corpora, chosen.scorer)


def _places_title(chosen: argparse.Namespace) -> str:
    return f"places: {', '.join(path.name for path in chosen.corpora)}"


def _times(chosen: argparse.Namespace) -> Outcome:
    from bench.times import run

    return run(chosen.folders, chosen.gum, chosen.scorer)


def _times_title(chosen: argparse.Namespace) -> str:
    return f"times: {', '.join(path.name for path in [*chosen.folders, chosen.gum] if path)}"


def _time_libraries(chosen: argparse.Namespace) -> Outcome:
    from bench.time_libraries import run

    return run(chosen.folders)


def _quantity_libraries(chosen: argparse.Namespace) -> Outcome:
    from bench.quantity_libraries import run

    return run(chosen.examples)


def _speed(chosen: argparse.Namespace) -> Outcome:
    from bench.speed import run

    return run(chosen.texts, chosen.reports, chosen.threads)


def _cold(_: argparse.Namespace) -> Outcome:
    from bench.cold import run

    return run()


def _memory(chosen: argparse.Namespace) -> Outcome:
    from bench.memory import run

    return run(chosen.reports)


def _kills(chosen: argparse.Namespace) -> Outcome:
    from bench.kills import run

    return run(chosen.kills)


def _growth(chosen: argparse.Namespace) -> Outcome:
    from bench import growth

    return growth.run(chosen.texts, chosen.bases, chosen.marks)


def _search(chosen: argparse.Namespace) -> Outcome:
    from bench.searching import run

    return run(chosen.reports, chosen.searches)


def _quantise(chosen: argparse.Namespace) -> Outcome:
    from bench.quantise import run

    return run(chosen.gold, chosen.weights)


def _others(chosen: argparse.Namespace) -> Outcome:
    from bench.others import run

    return run(chosen.texts, chosen.gold, chosen.spacy)


if __name__ == "__main__":
    sys.exit(main())
