"""What cutting a report into passages promises."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.reading.passages import split_passages

BODY = (
    "The harbour at Port Ellery will stay shut until Friday, the harbour master said on Monday after the storm.",
    '"We lost two cranes and a wall," said Ines Varga, who has run the port since 2011.',
    "Fishing boats from the villages to the north have been told to wait at anchor outside the bay for now.",
)


def _kinds(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(p.kind, text[p.start : p.end]) for p in split_passages(text, title)]


def _kind_between_paragraphs(block: str) -> list[str]:
    return [kind for kind, _ in _kinds("\n\n".join((BODY[0], block, BODY[1])))][1:-1]


def test_the_feed_form_has_a_header_and_repeats_its_headline() -> None:
    text = f"1700000000 Storm shuts harbour at Port\n\nStorm shuts harbour at Port Ellery\n\n{BODY[0]}"
    assert _kinds(text) == [
        ("header", "1700000000 Storm shuts harbour at Port"),
        ("headline", "Storm shuts harbour at Port Ellery"),
        ("paragraph", BODY[0]),
    ]


@pytest.mark.parametrize("headline", ["Storm shuts harbour", "Port master: ‘We lost a wall’", "Is Port Ellery safe?"])
def test_a_short_first_line_is_the_headline(headline: str) -> None:
    assert _kinds(f"{headline}\n\n{BODY[0]}")[0] == ("headline", headline)


def test_the_title_of_the_metadata_marks_the_headline_even_with_a_stop() -> None:
    text = f"The harbour is shut.\n\n{BODY[0]}"
    assert _kinds(text)[0][0] == "paragraph"
    assert _kinds(text, "The harbour is shut")[0][0] == "headline"


@pytest.mark.parametrize(
    "dateline",
    [
        "OSLO, Nov 9 (Fjord Wire) -",
        "OSLO (Fjord Wire) —",
        "PORT ELLERY, Maine —",
        "MANCHESTER, N.H. --",
        "Oslo (FW) –",
        "Oslo, 9 November –",
        "(Fjord Wire) —",
        "OSLO:",
        "OSLO.",
        "SÃO PAULO –",
    ],
)
def test_a_dateline_is_parted_from_its_paragraph(dateline: str) -> None:
    assert _kinds(f"{dateline} {BODY[0]}\n\n{BODY[1]}")[:2] == [("dateline", dateline), ("paragraph", BODY[0])]


@pytest.mark.parametrize(
    "text",
    [
        "EXCLUSIVE: The harbour is shut.",
        "NATO-led troops guard the harbour.",
        "Sen. Ada Voss (R-Maine) — who lives there — saw it.",
        "The harbour — or what is left of it — is shut.",
        "WARNING - the harbour is shut, he said.".lower(),
    ],
)
def test_what_only_looks_like_a_dateline_stays_in_the_paragraph(text: str) -> None:
    assert _kinds(f"{text}\n\n{BODY[1]}")[0] == ("paragraph", text)


@pytest.mark.parametrize(
    "block",
    [
        "(Reporting by Ada Voss in Oslo; editing by Tom Reyes)",
        "Additional reporting by Ada Voss",
        "By Ada Voss and Tom Reyes",
        "BY ADA VOSS, HARBOUR CORRESPONDENT",
        "© Fjord Wire. All rights reserved.",
        "Copyright 2023 Fjord Wire",
        "Photo: Ada Voss",
        "Getty Images",
        "Ada Voss/AP",
        "Ada Voss via Getty Images.",
        "AP Photo/Ada Voss, File",
        "Updated 12:30 GMT",
        "Published 9 November 2023",
        "Monday, November 6, 2023",
        "With agency reports",
        "Tom Reyes contributed to this report.",
        "Translated by Ada Voss",
    ],
)
def test_credits(block: str) -> None:
    assert _kind_between_paragraphs(block) == ["credit"]


@pytest.mark.parametrize(
    "block",
    [
        "A crane lies across the quay at Port Ellery on Sunday. Getty Images",
        "A crane lies across the quay. Ada Voss/Reuters",
        "A crane lies across the quay (Photo by Ada Voss/AFP)",
        "Ines Varga, pictured, has run the port since 2011, and the men who claim they were unpaid. Getty Images",
        "Ines Varga (pictured left) on the quay at Port Ellery",
        "FILE PHOTO: A crane stands on the quay at Port Ellery",
        "FILE - A crane stands on the quay at Port Ellery, Sunday, Nov. 5, 2023.",
        "In this photo taken on Sunday, a crane lies across the quay.",
        "The broken quay on Sunday night. Photo: A. Voss",
        "Image: file photo of a crane. Credit: Stockpool",
    ],
)
def test_captions(block: str) -> None:
    assert _kind_between_paragraphs(block) == ["caption"]


def test_a_scene_before_a_credit_of_its_own_is_a_caption() -> None:
    text = "\n\n".join((BODY[0], "A man walks along the broken quay at Port Ellery", "Ada Voss/Getty Images", BODY[1]))
    assert [kind for kind, _ in _kinds(text)] == ["paragraph", "caption", "credit", "paragraph"]


@pytest.mark.parametrize(
    "block",
    [
        "Sign up to our morning briefing",
        "Read more: How the wall was built",
        "Subscribe to our newsletter",
        "Follow us on Twitter",
        "Follow Ada Voss on Twitter @adavoss.",
        "Advertisement",
        "Share this story: Facebook | X | WhatsApp",
        "Facebook Twitter WhatsApp Email",
        "We use cookies to improve your visit.",
        "This is a developing story. Refresh for updates.",
        "Were you at the harbour? Email our newsdesk.",
        "If you like what we do, tell a friend.",
        "#PortEllery #storm",
        "* * *",
        "ENDS",
        "Ines Varga Port Ellery Harbour Storm Crane",
        "3 min read",
        ".caption {",
    ],
)
def test_boilerplate(block: str) -> None:
    assert _kind_between_paragraphs(block) == ["boilerplate"]


def test_keywords_beside_a_caption_are_alternative_text() -> None:
    caption = "A crane lies across the quay at Port Ellery on Sunday. Getty Images"
    text = "\n\n".join((BODY[0], "Port Ellery Harbour", caption, BODY[1]))
    assert [kind for kind, _ in _kinds(text)] == ["paragraph", "boilerplate", "caption", "paragraph"]


@pytest.mark.parametrize("block", ["Years of neglect", "Why the wall fell", "The Long Wait"])
def test_crossheads_are_headlines(block: str) -> None:
    assert _kind_between_paragraphs(block) == ["headline"]


@pytest.mark.parametrize(
    "block",
    [
        '"No comment," he said.',
        "He slept.",
        "Read the report and you will weep, he said.",
        "“Sign up to our fight,” Varga told them.",
        "By Monday, the water had gone.",
        "The photographs were sold to Getty Images.",
        "The claim was first published by Mr. Bloomberg.",
        "Follow the money, said Varga.",
        "Also on Monday, the road to the north was closed.",
        "Published in 2019, the book sold well.",
        "With additional cranes the port could open sooner.",
        "Produced by the village, the film won a prize.",
        "Promoted to harbour master in 2011, she rebuilt the wall.",
        "Cookie sales paid for the new boat.",
        "The newsletter goes to every house in the bay.",
        "More stories of neglect have come to light.",
        "Varga, pictured, told reporters that she would stay.",
        "– the wall must be rebuilt",
        "Not everybody agreed:",
        "The harbour master did not respond to a request for comment.",
    ],
)
def test_when_in_doubt_a_block_is_a_paragraph(block: str) -> None:
    assert _kind_between_paragraphs(block) == ["paragraph"]


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n", "\r\n\r\n", "\n \n", "\n\n\n\n"])
def test_paragraphs_are_parted_by_blank_lines_or_by_line_ends(gap: str) -> None:
    assert _kinds(gap.join(BODY)) == [("paragraph", paragraph) for paragraph in BODY]


def test_wrapped_lines_are_one_paragraph() -> None:
    wrapped = (
        "The harbour at Port Ellery will stay shut until\nFriday, the harbour master said on Monday after\n"
        "the storm that broke the sea wall in two places."
    )
    second = "Fishing boats from the villages to the north have\nbeen told to wait at anchor outside the bay."
    assert _kinds(f"{wrapped}\n\n{second}") == [("paragraph", wrapped), ("paragraph", second)]


_LINE = st.sampled_from(
    [
        "OSLO, Nov 9 (FW) -",
        "By Ada",
        "Photo: ",
        "Getty.",
        "1700000000 Storm",
        "“Go,” he said.",
        " ",
        "\t",
        "\r",
        "ENDS",
        BODY[0],
    ]
) | st.text(max_size=30)


@given(st.lists(_LINE, max_size=12), st.sampled_from(["\n", "\n\n", "\r\n", " "]), st.none() | st.text(max_size=20))
def test_any_text_is_covered_in_order_without_overlap(lines: list[str], gap: str, title: str | None) -> None:
    text = gap.join(lines)
    passages = split_passages(text, title)
    assert all(a.end <= b.start for a, b in pairwise(passages))
    for p in passages:
        part = text[p.start : p.end]
        assert part
        assert part == part.strip()
    covered = {i for p in passages for i in range(p.start, p.end)}
    assert all(i in covered or c.isspace() for i, c in enumerate(text))


@pytest.mark.parametrize(
    "unit",
    [
        "A",
        "A ",
        "AA, ",
        "Ab ",
        "Ab. ",
        "(",
        "- ",
        "x@",
        "\n",
        "a\n",
        "Photo by ",
        "#a ",
        "AP/",
        " /",
        "Facebook ",
        "\r",
        "get our ",
    ],
)
def test_long_hostile_texts_take_linear_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    started = time.process_time()
    split_passages(text)
    split_passages(text[:299] + "\n\n" + text[:699] + "\n\n" + BODY[0])
    assert time.process_time() - started < 5
