"""From a page's address to the domain that somebody registered, and to the account where it is a platform's.

The registrable domain is what the Public Suffix List defines (publicsuffix.org). The list has ten thousand entries;
newspapers live under a few hundred of them, so the usual second-level suffixes are told by their form instead ("co",
"com", "org" … before a country's two letters), and the hosts where strangers share a domain are named.
"""

from __future__ import annotations

import re


def words_of(listed: str) -> frozenset[str]:
    """The words of a table."""
    return frozenset(listed.split())


_SECOND_LEVEL = words_of(
    "co com org net gov edu ac mil or ne go gob gouv gub gv nom id web info ltd plc sch me nhs police press tm "
    "asso presse in on qc bc ab"
)
"""Labels that, before a country's two letters, are no name of a site: "co.uk", "com.au", "or.jp"."""
_SHORT = words_of("tv fm io ai me cc ws am")
"""Countries' letters that are sold to everyone, where "me.tv" is a site: nothing second-level but "co" and "com"."""
_SOLD = frozenset({"co", "com"})
_SHARED = (
    "substack.com", "medium.com", "wordpress.com", "blogspot.com", "tumblr.com", "github.io", "livejournal.com",
    "wixsite.com", "weebly.com", "ghost.io", "beehiiv.com", "squarespace.com", "netlify.app", "pages.dev", "web.app",
    "over-blog.com", "canalblog.com", "typepad.com", "buttondown.email", "podbean.com", "libsyn.com", "simplecast.com",
    "neocities.org", "blogspot.co.uk", "herokuapp.com", "vercel.app", "cloudfront.net", "amazonaws.com",
)  # fmt: skip
"""Domains under which strangers publish side by side: the name before them is the site."""
_HOST = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//(?:[^/?#@]*@)?(?P<host>\[[^\]]*\]|[^/?#:]+)", re.I)
_BARE = re.compile(r"^(?P<host>(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}|(?:[^\W_][\w-]*\.)+[^\W\d_]{2,})\.?"
                   r"(?::\d+)?(?=[/?#]|$)", re.I)  # fmt: skip
_ADDRESS = re.compile(r"^[\d.]+$|^\[|:")

_HANDLES = (
    re.compile(r"^(?:www\.|m\.|mobile\.)?(?:x|twitter)\.com/(?P<handle>\w{1,15})(?:/status|/?$)", re.I),
    re.compile(r"^(?:www\.)?(?:t|telegram)\.me/(?:s/)?(?P<handle>[a-z]\w{3,31})(?:/\d+|/?$)", re.I),
    re.compile(r"^(?:www\.|m\.)?(?:tiktok|youtube)\.com/@(?P<handle>[\w.-]{2,40})", re.I),
    re.compile(r"^(?:www\.)?threads\.(?:net|com)/@(?P<handle>[\w.]{2,40})", re.I),
    re.compile(r"^bsky\.app/profile/(?P<handle>[\w.-]{3,80})", re.I),
    re.compile(r"^(?:www\.|m\.|web\.)?facebook\.com/(?P<handle>[\w.]{5,60})/(?:posts|videos|photos)/", re.I),
    re.compile(r"^(?:www\.|m\.)?vk\.com/(?P<handle>[a-z][\w.]{4,31})$", re.I),
)  # fmt: skip
_NO_HANDLES = words_of("i home search explore share intent hashtag watch groups pages login joinchat about")


def host_of(url: str) -> str | None:
    """The host of an address, lower case and without "www."; of a bare host too; None when there is none."""
    url = url.strip()
    match = _HOST.match(url) or _BARE.match(url)
    if match is None:
        return None
    host = match["host"].lower().rstrip(".")
    return host.removeprefix("www.") or None


def domain_of(url: str) -> str | None:
    """The registrable domain of an address ("news.example.co.uk/a" gives "example.co.uk"); None when it has none.

    Where strangers share a domain (blog hosts), the name before it belongs to it: "name.substack.com".
    """
    host = host_of(url)
    if host is None or _ADDRESS.search(host):
        return None
    labels = host.split(".")
    if len(labels) < 2 or not all(labels):
        return None
    for shared in _SHARED:
        if host.endswith("." + shared):
            return ".".join(labels[-shared.count(".") - 2 :])
    country = len(labels[-1]) == 2
    second = _SOLD if labels[-1] in _SHORT else _SECOND_LEVEL
    if country and len(labels) > 2 and labels[-2] in second:
        return ".".join(labels[-3:])
    return ".".join(labels[-2:])


def account_of(url: str) -> str | None:
    """The account on a platform that a post's address names, as "@name"; None for any other address."""
    path = re.sub(r"^[a-z]+://", "", url.strip(), flags=re.I)
    path = re.split(r"[?#]", path, maxsplit=1)[0]
    for pattern in _HANDLES:
        match = pattern.match(path)
        if match and match["handle"].lower() not in _NO_HANDLES:
            return "@" + match["handle"]
    return None
