"""Times: what is found in a sentence and which TIMEX3 value it has. All sentences are invented.

Brackets mark the expressions; after the arrow stand the type, the value and the modifier of each. The report is of
Wednesday 15 May 2024.
"""

from __future__ import annotations

import re

import pytest

from firsthand.reading.passages import split_passages
from firsthand.reading.times import clock_of, find_times
from firsthand.schema import Report, Time

DATES = """
The mill burned down on [12 March 2021]. => DATE 2021-03-12
The mill burned down on [March 12, 2021]. => DATE 2021-03-12
The mill burned down on [12th March 2021]. => DATE 2021-03-12
The mill burned down on [the 12th of March 2021]. => DATE 2021-03-12
The mill burned down on [Mar. 12, 2021]. => DATE 2021-03-12
The mill burned down on [12 Mar 2021]. => DATE 2021-03-12
The mill burned down on [Friday, March 12, 2021]. => DATE 2021-03-12
The mill burned down on [Friday 12 March 2021]. => DATE 2021-03-12
The mill burned down on [March 12th, 2021]. => DATE 2021-03-12
The mill burned down on [2021-03-12]. => DATE 2021-03-12
The deed is dated [25/12/2019]. => DATE 2019-12-25
The deed is dated [12/25/2019]. => DATE 2019-12-25
The dam was finished in [June 1998]. => DATE 1998-06
The dam was finished in [June, 1998]. => DATE 1998-06
The dam was finished in [May of 2021]. => DATE 2021-05
The dam was finished in [Sept. 1998]. => DATE 1998-09
The dam was finished in [1998]. => DATE 1998
The ferry has not run since [2011]. => DATE 2011
The town flooded on [29 February 2020]. => DATE 2020-02-29
Lind was born on [July 4, 1931], in Oslo. => DATE 1931-07-04
The [1987] fire killed two. => DATE 1987
In [May 2021], she left. => DATE 2021-05
In [June nineteen ninety-six], she left. => DATE 1996-06
She left in [nineteen eighty-four]. => DATE 1984
"""
RANGES = """
Ferries stopped between [1987] and [1992]. => DATE 1987 | DATE 1992
It ran from [2004] to [2009]. => DATE 2004 | DATE 2009
It ran in the war of [1914]-[1918]. => DATE 1914 | DATE 1918
It happened between [3] and [5 April]. => DATE 2024-04-03 | DATE 2024-04-05
It happened from [April 3] to [April 5]. => DATE 2024-04-03 | DATE 2024-04-05
It happened on [April 3] and [4]. => DATE 2024-04-03 | DATE 2024-04-04
It happened on [April 3]-[4, 2021]. => DATE 2021-04-03 | DATE 2021-04-04
Output fell in [January], [February] and [March]. => DATE 2024-01 | DATE 2024-02 | DATE 2024-03
The works was closed in [the 1970s] and [1980s]. => DATE 197 | DATE 198
"""
WEEKDAYS = """
The council met on [Monday]. => DATE 2024-05-13
The council will meet on [Monday]. => DATE 2024-05-20
The council is due to meet on [Friday]. => DATE 2024-05-17
The bridge collapsed on [Friday]. => DATE 2024-05-10
The bridge collapsed on [Wednesday]. => DATE 2024-05-15
Voters go to the polls [next Tuesday]. => DATE 2024-05-21
The shop was robbed [last Thursday]. => DATE 2024-05-09
The mayor said on [Tuesday] that the pump had failed. => DATE 2024-05-14
The road has been shut since [Saturday]. => DATE 2024-05-11
The road will stay shut until [Saturday]. => DATE 2024-05-18
A verdict is expected [Thursday]. => DATE 2024-05-16
He is to appear in court on [Monday]. => DATE 2024-05-20
Lind, who resigned on [Sunday], declined to comment. => DATE 2024-05-12
The bridge opened on [Monday, May 6]. => DATE 2024-05-06
The race will start on [Sunday, May 19]. => DATE 2024-05-19
Rescuers found the boat on [Sunday morning]. => TIME 2024-05-12TMO
The tunnel closed on [Monday night]. => TIME 2024-05-13TNI
Police have searched since [Friday night]. => TIME 2024-05-10TNI
"""
RELATIVE = """
Rain fell [yesterday]. => DATE 2024-05-14
Rain is falling [today]. => DATE 2024-05-15
Rain will fall [tomorrow]. => DATE 2024-05-16
Rain fell [yesterday afternoon]. => TIME 2024-05-14TAF
Rain will fall [tomorrow morning]. => TIME 2024-05-16TMO
Rain fell [the day before yesterday]. => DATE 2024-05-13
Rain will fall [the day after tomorrow]. => DATE 2024-05-17
The choir sang [last night]. => TIME 2024-05-14TNI
The choir sings [tonight]. => TIME 2024-05-15TNI
The choir sang [this morning]. => TIME 2024-05-15TMO
The choir sang [last week]. => DATE 2024-W19
The choir sings [this week]. => DATE 2024-W20
The choir will sing [next week]. => DATE 2024-W21
The choir sang [last month]. => DATE 2024-04
The choir will sing [next month]. => DATE 2024-06
The choir sang [last year]. => DATE 2023
The choir sings [this year]. => DATE 2024
The choir will sing [next year]. => DATE 2025
The choir sang [three days ago]. => DATE 2024-05-12
The choir sang [two weeks ago]. => DATE 2024-W18
The choir sang [six months ago]. => DATE 2023-11
The choir sang [ten years ago]. => DATE 2014
The choir sang [last weekend]. => DATE 2024-W19-WE
The choir sang [earlier this month]. => DATE 2024-05
The choir sang [earlier this year]. => DATE 2024
The choir will sing [later this week]. => DATE 2024-W20
The choir sang [late last year]. => DATE 2023 END
The choir sang [early last month]. => DATE 2024-04 START
The choir sang [this past Friday]. => DATE 2024-05-10
The choir sang [this past week]. => DATE 2024-W19
The choir will appeal against [Monday]'s ruling. => DATE 2024-05-13
The choir met [this weekend]. => DATE 2024-W19-WE
The choir will meet [this weekend]. => DATE 2024-W20-WE
The choir may sing as early as [Thursday]. => DATE 2024-05-16
The choir has to pay by [Friday]. => DATE 2024-05-17
The choir is [now] resting. => DATE PRESENT_REF
The choir is [currently] resting. => DATE PRESENT_REF
The choir has [recently] sung. => DATE PAST_REF
The choir sang there in [the past]. => DATE PAST_REF
The choir will sing [soon]. => DATE FUTURE_REF
The choir will sing there in [the future]. => DATE FUTURE_REF
"""
UNDERSPECIFIED = """
The bridge opened in [March]. => DATE 2024-03
The bridge opened in [November]. => DATE 2023-11
The bridge will open in [November]. => DATE 2024-11
The bridge opened on [4 April]. => DATE 2024-04-04
The bridge opened on [April 4]. => DATE 2024-04-04
The bridge opened on [Dec. 28]. => DATE 2023-12-28
The bridge will open on [June 3]. => DATE 2024-06-03
The ban took effect [Jan. 1]. => DATE 2024-01-01
The ban took effect on [the 9th]. => DATE 2024-05-09
The ban took effect on [the 27th]. => DATE 2024-04-27
The ban will take effect on [the 27th]. => DATE 2024-05-27
The ban takes effect on [July 1]. => DATE 2024-07-01
The offer expires on [June 30]. => DATE 2024-06-30
The bridge opened [last March]. => DATE 2024-03
The toll would be cut on a still unspecified date in [January]. => DATE 2025-01
The bridge opened [last August]. => DATE 2023-08
The bridge will open [next January]. => DATE 2025-01
The bridge has been shut since [January]. => DATE 2024-01
The bridge will be shut until [September]. => DATE 2024-09
She has been in jail since [last October]. => DATE 2023-10
The bridge opened in [early April]. => DATE 2024-04 START
The bridge opened in [late March]. => DATE 2024-03 END
The bridge opened in [mid-April]. => DATE 2024-04 MID
The bridge opened in [March of last year]. => DATE 2023-03
The bridge was shut at [the end of March]. => DATE 2024-03 END
The bridge was shut at [the beginning of the year]. => DATE 2024 START
"""
SEASONS = """
The well dried up in [the summer of 2022]. => DATE 2022-SU
The well dried up in [spring 2022]. => DATE 2022-SP
The well dried up [last summer]. => DATE 2023-SU
The well was cleaned [this spring]. => DATE 2024-SP
The well will be cleaned [this summer]. => DATE 2024-SU
The well will be cleaned [next winter]. => DATE 2024-WI
The well froze in [the winter of 1998]. => DATE 1998-WI
The well dried up in [autumn 2019]. => DATE 2019-FA
The well dried up [last autumn]. => DATE 2023-FA
The well dried up in [late summer]. => DATE 2023-SU END
The well dried up in [early spring 2021]. => DATE 2021-SP START
Schools reopen in [the autumn]. => DATE 2024-FA
"""
HOLIDAYS = """
The shop was robbed on [Christmas Day]. => DATE 2023-12-25
The shop was robbed on [Christmas Eve 2019]. => DATE 2019-12-24
The shop will close on [Boxing Day]. => DATE 2024-12-26
The shop was robbed on [New Year's Eve]. => DATE 2023-12-31
The shop was robbed on [Easter Sunday]. => DATE 2024-03-31
The shop was robbed on [Good Friday]. => DATE 2024-03-29
The shop was robbed on [Ash Wednesday]. => DATE 2024-02-14
The shop was robbed at [Easter 2016]. => DATE 2016-03-27
The shop was robbed on [Thanksgiving 2020]. => DATE 2020-11-26
The shop will close on [Thanksgiving]. => DATE 2024-11-28
The shop was robbed on [Halloween]. => DATE 2023-10-31
The shop will close on [Labor Day]. => DATE 2024-09-02
The shop was robbed on [Martin Luther King Jr. Day]. => DATE 2024-01-15
The shop was robbed on [Valentine's Day]. => DATE 2024-02-14
The shop will close on [Memorial Day]. => DATE 2024-05-27
The shop will be shut [this Christmas]. => DATE 2024-12-25
"""
QUARTERS = """
Profit rose in [the first quarter]. => DATE 2024-Q1
Profit fell in [the fourth quarter]. => DATE 2023-Q4
Profit rose in [the third quarter of 2022]. => DATE 2022-Q3
Profit rose in [the second quarter of this year]. => DATE 2024-Q2
Profit rose in [the first half of 2023]. => DATE 2023-H1
Profit rose in [the second half of last year]. => DATE 2023-H2
Profit rose [last quarter]. => DATE 2024-Q1
Profit will rise [this quarter]. => DATE 2024-Q2
Profit will rise [next quarter]. => DATE 2024-Q3
Profit rose in [fiscal 2023]. => DATE 2023
Profit rose in [FY2023]. => DATE 2023
Profit rose in [Q3 2022]. => DATE 2022-Q3
Profit rose in [fiscal year 2023]. => DATE 2023
Profit rose in [the 2023 fiscal year]. => DATE 2023
"""
DECADES = """
The pier was built in [the 1920s]. => DATE 192
The pier was built in [the early 1920s]. => DATE 192 START
The pier was built in [the mid-1970s]. => DATE 197 MID
The pier was built in [the late 1980s]. => DATE 198 END
The pier was popular in [the sixties]. => DATE 196
The chapel dates from [the 19th century]. => DATE 18
The chapel dates from [the sixteenth century]. => DATE 15
The chapel dates from [the late 19th century]. => DATE 18 END
The pier was painted in [early 1990]. => DATE 1990 START
The pier was painted in [mid-1988]. => DATE 1988 MID
"""
CLOCK_TIMES = """
The train left at [3 p.m. on Monday]. => TIME 2024-05-13T15:00
The train left on [Monday at 3 p.m.] => TIME 2024-05-13T15:00
The train left on [Monday, May 13, at noon]. => TIME 2024-05-13T12:00
The train left at [7:40 a.m. on 4 April]. => TIME 2024-04-04T07:40
The train left at [10:15 p.m. yesterday]. => TIME 2024-05-14T22:15
The train left at [12:30 a.m. on May 6]. => TIME 2024-05-06T00:30
The train left at [12:30 p.m. on May 6]. => TIME 2024-05-06T12:30
The train left at [8 o'clock on Monday morning]. => TIME 2024-05-13T08:00
The train left at [half past six on Monday evening]. => TIME 2024-05-13T18:30
The train left at [eight in the evening on Monday]. => TIME 2024-05-13T20:00
They will meet at [10 a.m. Thursday]. => TIME 2024-05-16T10:00
They will meet at [10 a.m. on Thursday, May 23]. => TIME 2024-05-23T10:00
They voted at [5.30pm]. => TIME 2024-05-15T17:30
They voted at [17:30]. => TIME 2024-05-15T17:30
The alarm was raised at [0430 GMT on Monday]. => TIME 2024-05-13T04:30
The alarm was raised at [04:30 GMT on Monday]. => TIME 2024-05-13T04:30
The alarm was raised at [3 p.m. EST on Monday]. => TIME 2024-05-13T15:00
The alarm was raised at [9 pm local time on Monday]. => TIME 2024-05-13T21:00
The alarm was raised at [dawn on Thursday]. => TIME 2024-05-09TMO
The alarm was raised on [Monday evening]. => TIME 2024-05-13TEV
She left on [the evening of 4 July 2021]. => TIME 2021-07-04TEV
"""
DURATIONS = """
The strike lasted [three weeks]. => DURATION P3W
The strike lasted [a month]. => DURATION P1M
The strike lasted [48 hours]. => DURATION PT48H
The strike lasted [20 minutes]. => DURATION PT20M
The strike lasted [30 seconds]. => DURATION PT30S
The strike lasted [1,000 days]. => DURATION P1000D
The strike lasted [two and a half years]. => DURATION P2.5Y
The strike lasted [half an hour]. => DURATION PT30M
The strike lasted [a fortnight]. => DURATION P2W
The strike lasted [half a century]. => DURATION P50Y
The strike lasted [about two years]. => DURATION P2Y APPROX
The strike lasted [more than a decade]. => DURATION P10Y MORE_THAN
The strike lasted [over three years]. => DURATION P3Y MORE_THAN
The strike lasted [less than an hour]. => DURATION PT1H LESS_THAN
The strike lasted [fewer than ten days]. => DURATION P10D LESS_THAN
The strike lasted [at least ten days]. => DURATION P10D EQUAL_OR_MORE
The strike lasted [no less than two hours]. => DURATION PT2H EQUAL_OR_MORE
The strike lasted [at most two hours]. => DURATION PT2H EQUAL_OR_LESS
The strike lasted [up to six days]. => DURATION P6D EQUAL_OR_LESS
The strike lasted [several days]. => DURATION PXD
The strike lasted [a few weeks]. => DURATION PXW
The strike lasted [decades]. => DURATION PXY
It all happened in [a single day]. => DURATION P1D
The strike lasted [three consecutive days]. => DURATION P3D
The [three-week] strike ended. => DURATION P3W
The [24-hour] curfew began. => DURATION PT24H
She was jailed for [18 months]. => DURATION P18M
It rained for [the past three days]. => DURATION P3D
It rained in [the last 24 hours]. => DURATION PT24H
It will rain over [the next two days]. => DURATION P2D
It rained in [recent weeks]. => DURATION PXW
"""
SETS = """
The ferry runs [daily]. => SET P1D
The ferry runs [hourly]. => SET PT1H
The ferry runs [weekly]. => SET P1W
The ferry runs [every day]. => SET P1D
The ferry runs [every week]. => SET P1W
The ferry runs [every two hours]. => SET PT2H
The ferry runs [every 15 minutes]. => SET PT15M
The ferry runs [each month]. => SET P1M
The ferry runs [every Sunday]. => SET XXXX-WXX-7
The ferry runs on [Sundays]. => SET XXXX-WXX-7
The ferry runs [every Monday morning]. => SET XXXX-WXX-1TMO
The ferry runs [every morning]. => SET XXXX-XX-XXTMO
The ferry runs [every summer]. => SET XXXX-SU
The fair takes place [every four years]. => SET P4Y
The fair takes place [annually]. => SET P1Y
"""
NO_TIMES = """
A 30-year-old man was arrested. =>
Bo Tarn, 47, was arrested. =>
The boy, aged 12, was found. =>
A man aged between 20 and 30 was found. =>
A man in his 40s was found. =>
The baby was 12 months old. =>
She is 80 years old. =>
Children under 5 years of age were found. =>
Cars passed at 60 miles an hour. =>
She earned $30 an hour. =>
The pit yields 200 tons a day. =>
Theresa May spoke to April Jones about it. =>
Mr. March and August Lind resigned. =>
The Sunday Times reported it. =>
Protesters march through the town. =>
They may sun themselves on the deck. =>
He sat in the sun. =>
The team won 3-2. =>
Flight 1987 was late. =>
Room 1914 was empty. =>
Over 2000 people were moved. =>
It costs $1999. =>
1,984 houses burned. =>
He won by 2010 votes. =>
The spring in the watch broke. =>
Prices fall and rise. =>
He came second. =>
He told WXYZ's “This Week” all about it. =>
The sketch was shown on WXYZ This Morning and in the OSK Today. =>
He was the 2018 week in sport's best runner. =>
At one time or another, all have failed. =>
The shop is on the 27th floor. =>
She has a say in the future course of the town. =>
He is on in the morning shows. =>
Our days of waiting were over. =>
The day care centre shut. =>
The next of kin were told. =>
A quarter of the voters stayed away. =>
He was the last to leave. =>
It burned on 03/04/2021. =>
"""
THEMES = {
    name.lower(): [line for line in table.splitlines() if line]
    for name, table in list(globals().items())
    if name.isupper() and isinstance(table, str)
}


def times_in(text: str) -> list[tuple[str, Time]]:
    report = Report(id="r", published="2024-05-15T09:00:00Z", sha256="0" * 64, text=text)
    passages = split_passages(text, None)
    return [(text[t.start : t.end], t) for t in find_times(text, passages, clock_of(report, passages))]


def expected_of(row: str) -> tuple[str, list[str]]:
    """The sentence without its brackets, and what each of them is: words, type, value, modifier."""
    sentence, _, told = row.partition(" =>")
    words = re.findall(r"\[([^]]*)\]", sentence)
    kinds = [kind.strip() for kind in told.split("|") if kind.strip()]
    return re.sub(r"[][]", "", sentence), [f"{w} = {kind}" for w, kind in zip(words, kinds, strict=True)]


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{name}: {row}") for name in THEMES for row in THEMES[name]])
def test_the_times_of_a_sentence(row: str) -> None:
    sentence, expected = expected_of(row)
    found = [f"{words} = {t.type} {t.value} {t.mod or ''}".strip() for words, t in times_in(sentence)]
    assert found == expected


def test_the_same_day_in_all_its_forms_has_one_value() -> None:
    forms = ["3 March 2021", "March 3, 2021", "the 3rd of March 2021", "Wednesday, March 3, 2021", "2021-03-03"]
    assert {t.value for form in forms for _, t in times_in(f"It rained on {form} in Osk.")} == {"2021-03-03"}


@pytest.mark.parametrize("weekday", ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])
def test_a_past_weekday_is_within_the_last_week_and_a_coming_one_within_the_next(weekday: str) -> None:
    (_, past), (_, coming) = times_in(f"It rained on {weekday} in Osk. It will rain again on {weekday} in Osk.")
    assert past.value is not None
    assert coming.value is not None
    assert "2024-05-09" <= past.value <= "2024-05-15" <= coming.value <= "2024-05-22"
