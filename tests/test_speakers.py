"""Which of the parties in a text a pronoun that speaks stands for."""

from __future__ import annotations

from firsthand.reading.mentions import rule_mentions
from firsthand.reading.parts import Attribution
from firsthand.reading.passages import split_passages
from firsthand.reading.quotations import find_quotations
from firsthand.reading.sources import fold_sources
from firsthand.schema import Span


def test_a_quoted_speaker_does_not_name_themselves() -> None:
    text = (
        "The captain said the ship was sound. Olaf Holm, the mate, walked home in the rain.\n\n"
        "“The captain told us to go, and now it is our fault,” he said."
    )

    def said(who: str, what: str) -> Attribution:
        start, content = text.index(who), text.index(what)
        source = Span(start, start + len(who.removesuffix(" said")))
        return Attribution(source=(source,), content=(Span(content, content + len(what)),), score=0.9)

    attributions = [
        said("The captain said", "the ship was sound"),
        said("he said", "The captain told us to go, and now it is our fault"),
    ]
    passages = split_passages(text)
    quotations = find_quotations(text, [Span(p.start, p.end) for p in passages])
    folded = fold_sources(text, passages, attributions, rule_mentions(text, passages), quotations)
    captain, speaker = folded.of_attribution
    assert captain != speaker
