"""Who publishes: labels and addresses folded to outlets, portals seen through, a user's own entries."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.errors import InputError
from firsthand.outlets import (
    Outlet,
    Publisher,
    checked_outlet,
    domain_of,
    find_outlet,
    fold_label,
    merged_outlets,
    outlet_likeness,
    outlet_named,
    outlet_overlaps,
    outlets_from_text,
    outlets_to_text,
    owner_of,
    publisher_of,
    same_outlet,
    same_publisher,
    shipped_outlets,
)

HILL = Outlet(
    name="Hill Courier", aliases=("HC",), domains=("hillcourier.example", "blog.valley.example"), owner="Hill Media"
)
BOX = Outlet(name="Newsbox", kind="portal", domains=("newsbox.example",))


def published(label: str | None, url: str | None) -> Publisher:
    publisher = publisher_of(label, url, (HILL, BOX))
    assert publisher is not None
    return publisher


# The table that ships


def test_no_two_entries_of_the_table_claim_one_label_or_domain() -> None:
    assert outlet_overlaps(shipped_outlets()) == ()


def test_the_table_knows_agencies_papers_portals_proxies_and_platforms() -> None:
    kinds = {label: found.kind for label in LABELS if (found := find_outlet(label)) is not None}
    assert kinds == LABELS


LABELS = {
    "Reuters": "agency", "AFP": "agency", "Tass": "agency", "dpa": "agency", "PTI": "agency", "Le Monde": "outlet",
    "BBC": "outlet", "NYT": "outlet", "Google News": "portal", "MSN": "portal", "FeedBurner": "proxy",
    "Telegram": "platform", "Twitter": "platform",
}  # fmt: skip


def test_every_entry_is_one_that_a_user_could_have_written() -> None:
    assert outlets_from_text(outlets_to_text(shipped_outlets()), "table.jsonl") == shipped_outlets()
    assert {len(o.country) for o in shipped_outlets() if o.country} == {2}


def test_owners_are_told_for_labels_and_addresses() -> None:
    assert owner_of("The Sun") == owner_of("https://www.wsj.com/articles/1") == "News Corp"
    assert owner_of("Hill Courier") is None
    assert owner_of("HC", (HILL,)) == "Hill Media"


# Labels and addresses


@pytest.mark.parametrize(
    ("label", "url"),
    [
        ("The Guardian", None),
        ("theguardian.com", None),
        ("Guardian, UK edition", None),
        ("GUARDIAN (US)", None),
        ("Guardian Africa", None),
        ("World news | The Guardian", None),
        ("The Guardian - World", "https://feeds.feedburner.com/x"),
        (None, "https://amp.theguardian.com/world/2024/x"),
        ("World", "https://www.theguardian.com/world"),
        ("The Guardian via Google News", "https://news.google.com/rss/articles/x"),
    ],
)
def test_labels_and_addresses_of_one_paper_fold_to_it(label: str | None, url: str | None) -> None:
    publisher = published(label, url)
    assert (publisher.name, publisher.owner) == ("The Guardian", "Guardian Media Group")


def test_papers_of_one_name_in_two_countries_stay_two() -> None:
    assert published("The Guardian (Nigeria)", None).name == "The Guardian (Nigeria)"
    assert published("The Guardian", "https://guardian.ng/x").name == "The Guardian (Nigeria)"
    assert not same_publisher(published("The Guardian", None), published(None, "https://guardian.ng/x"))


def test_an_agency_on_a_papers_page_is_the_papers_report() -> None:
    assert published("Reuters", "https://www.nytimes.com/a").name == "The New York Times"
    assert published("Reuters", "https://mirror.example/a").name == "Reuters"


def test_two_titles_of_one_house_keep_their_names_at_one_domain() -> None:
    assert published("The Sunday Times", "https://www.thetimes.com/x").name == "The Sunday Times"


@pytest.mark.parametrize(
    ("label", "url", "via"),
    [
        ("Google News", "https://news.google.com/x", "Google News"),
        (None, "https://feedproxy.google.com/~r/x", "FeedBurner"),
        ("MSN", None, "MSN"),
        ("Newsbox", "https://newsbox.example/1", "Newsbox"),
        ("X", None, "X"),
    ],
)
def test_a_portal_or_proxy_is_never_the_publisher(label: str | None, url: str | None, via: str) -> None:
    publisher = published(label, url)
    assert (publisher.name, publisher.domain, publisher.via) == (None, None, via)


def test_what_a_feed_names_is_the_publisher_whatever_passed_it_on() -> None:
    publisher = published("Hill Courier", "https://feedproxy.google.com/~r/x")
    assert (publisher.name, publisher.via, publisher.domain) == ("Hill Courier", "FeedBurner", None)
    publisher = published("Valley Echo", "https://www.msn.com/en/1")
    assert (publisher.name, publisher.via, publisher.kind) == ("Valley Echo", "MSN", None)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://t.me/s/hillwatch/77", "@hillwatch"),
        ("https://x.com/hill_watch/status/12?s=20", "@hill_watch"),
        ("https://www.tiktok.com/@hill.watch/video/1", "@hill.watch"),
        ("https://x.com/search?q=hill", None),
        ("https://www.youtube.com/watch?v=1", None),
    ],
)
def test_on_a_platform_the_account_publishes(url: str, name: str | None) -> None:
    assert published(None, url).name == name
    assert published("X", url).name == name


def test_an_unknown_domain_gives_no_name_but_is_kept() -> None:
    publisher = published(None, "https://www.copies.example/p/1")
    assert (publisher.name, publisher.domain) == (None, "copies.example")
    assert publisher_of(None, None) is None
    assert publisher_of(" – ", None) is None


def test_unknown_outlets_fold_by_name_and_by_their_own_domain() -> None:
    one, other = published("Valley Echo (UK)", None), published("The VALLEY ECHO", "https://valleyecho.example/a")
    assert same_publisher(one, other)
    assert same_publisher(other, published(None, "https://valleyecho.example/b"))
    assert same_publisher(other, published("Valley Echo Sport", "https://valleyecho.example/c"))
    assert not same_publisher(one, published("Valley Mirror", None))
    assert not same_publisher(published("Bay Sun", "https://h.example/1"), published("Bay Moon", "https://h.example/2"))


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://news.hill.co.uk/a?b=1", "hill.co.uk"),
        ("http://www.hill.com.au:8080/", "hill.com.au"),
        ("HTTPS://user@Hill.Example./x", "hill.example"),
        ("https://me.tv", "me.tv"),
        ("//cdn.hill.org.za/x", "hill.org.za"),
        ("https://anna.substack.com/p/1", "anna.substack.com"),
        ("hill.example/a", "hill.example"),
        ("https://192.0.2.7/a", None),
        ("http://[2001:db8::1]/a", None),
        ("https://localhost/a", None),
        ("not an address", None),
        ("", None),
    ],
)
def test_the_registrable_domain_of_an_address(url: str, domain: str | None) -> None:
    assert domain_of(url) == domain


# Names in texts


@pytest.mark.parametrize(
    ("name", "label", "same"),
    [
        ("the Courier", "Hill Courier", True),
        ("Hill Courier", "The Hill Courier, US edition", True),
        ("HillCourier", "Hill Courier", True),
        ("hillcourier.ie", "The Hill Courier", True),
        ("NVG", "North Valley Gazette", True),
        ("Valley Gazette", "North Valley Gazette", True),
        ("Kaldera", "Radio Kaldera", True),
        ("the Echo", "Hill Courier", False),
        ("Hill", "Hill Courier", False),
        ("north", "North Valley Gazette", False),
        ("nvg", "North Valley Gazette", False),
        ("", "Hill Courier", False),
    ],
)
def test_a_name_in_a_text_fits_an_outlets_label(name: str, label: str, same: bool) -> None:
    assert same_outlet(name, label) is same
    assert outlet_likeness(name, label) == outlet_likeness(label, name)


def test_a_short_name_means_the_only_outlet_it_fits() -> None:
    assert outlet_named("the Courier", ["Hill Courier", "Valley Echo"]) == "Hill Courier"
    assert outlet_named("the Courier", ["Hill Courier", "Valley Courier"]) is None
    assert outlet_named("Valley Courier", ["Hill Courier", "Valley Courier"]) == "Valley Courier"
    assert outlet_named("the Hill", ["Hill Courier", "Valley Courier"]) == "Hill Courier"
    assert outlet_named("the ministry", ["Hill Courier"]) is None


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_label_and_address_is_taken(label: str, url: str) -> None:
    publisher = publisher_of(label, url)
    assert publisher is None or publisher.name or publisher.domain or publisher.via
    assert 0 <= outlet_likeness(label, url) <= 1


def test_the_key_of_a_label_is_the_same_for_all_its_spellings() -> None:
    labels = ("The Hill Courier", "HILL COURIER", "Hill-Courier (UK)", "HillCourier", "hillcourier.com")
    assert {fold_label(label) for label in labels} == {"hillcourier"}
    assert fold_label("The Guardian (Nigeria)") != fold_label("The Guardian")
    assert fold_label("–") == ""


# A user's own entries


def test_a_users_entries_override_the_table() -> None:
    mine = Outlet(name="Reuters", owner="Somebody Else", domains=("hill.example",))
    merged = merged_outlets((mine,))
    assert [o for o in merged if o.name == "Reuters"] == [mine]
    assert owner_of("Reuters", (mine,)) == "Somebody Else"
    assert find_outlet("https://www.reuters.com/x", (mine,)) is None
    assert find_outlet("https://a.hill.example/x", (mine,)) == mine


def test_two_outlets_that_claim_one_domain_are_reported_and_the_later_wins() -> None:
    mine = Outlet(name="Hill Wire", domains=("reuters.com",))
    overlaps = outlet_overlaps(merged_outlets((mine,)))
    assert [(o.what, o.value, o.outlets) for o in overlaps] == [("domain", "reuters.com", ("Reuters", "Hill Wire"))]
    assert published(None, "https://reuters.com/x").name == "Reuters"
    publisher = publisher_of(None, "https://reuters.com/x", (mine,))
    assert publisher is not None
    assert publisher.name == "Hill Wire"


def test_entries_come_as_json_lines_a_json_list_or_a_table() -> None:
    lines = outlets_to_text((HILL, BOX))
    assert outlets_from_text(lines, "mine.jsonl") == (HILL, BOX)
    listed = json.dumps([json.loads(line) for line in lines.splitlines()])
    assert outlets_from_text(listed, "mine.json") == (HILL, BOX)
    table = "# ours\nname\tdomains\taliases\towner\tkind\r\n\nHill Courier\thttps://www.hillcourier.example/; "
    table += "blog.valley.example\tHC\tHill Media\nNewsbox\tnewsbox.example\t\t\tportal\n"
    assert outlets_from_text(table, "mine.tsv") == (HILL, BOX)
    assert outlets_from_text("\n# nothing yet\n", "mine.tsv") == ()


@pytest.mark.parametrize(
    ("text", "line", "cause"),
    [
        ('{"name": "Hill"}\n{"name": }', 2, "not the JSON"),
        ('{"name": "Hill", "kind": "paper"}', 1, "paper"),
        ('{"name": "–"}', 1, "without a name"),
        ('{"kind": "outlet"}', 1, "name"),
        ('{"name": "Hill", "domain": "hill.example"}', 1, "domain"),
        ('{"name": "Hill", "country": "Utopia"}', 1, "Utopia"),
        ('{"name": "Hill", "domains": ["hill"]}', 1, "no domain"),
        ("name\thome\nHill\tx", 1, "home"),
        ("title\nHill", 1, "title"),
        ("name\tkind\nHill\toutlet\textra", 2, "3 cells"),
    ],
)
def test_an_entry_that_cannot_be_used_is_refused_with_its_place(text: str, line: int, cause: str) -> None:
    with pytest.raises(InputError, match=cause) as refused:
        outlets_from_text(text, "mine.jsonl")
    assert (refused.value.file, refused.value.line) == ("mine.jsonl", line)
    assert refused.value.remedy


def test_a_decisions_body_is_checked_like_a_line() -> None:
    assert checked_outlet({"name": "Hill Courier", "domains": ["www.hill.example"]}).domains == ("hill.example",)
    with pytest.raises(InputError):
        checked_outlet(["Hill Courier"])
