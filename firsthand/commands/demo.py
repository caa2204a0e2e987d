"""``demo``: a story of eleven reports, from a temporary archive."""

from __future__ import annotations

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

from firsthand.commands.common import OK, AddCommand, add_display_options, console_of, show
from firsthand.commands.finding import print_findings
from firsthand.commands.reading import show_readings
from firsthand.errors import InputError

_EXAMPLES = """\
One invented story as eleven reports tell it, in several formats: three outlets
heard one woman; the rest copied, trimmed, re-worded or cited them.

examples:
  firsthand demo
  firsthand demo --ledger        what each report says, one after the other
  firsthand demo --timeline
  firsthand demo --json          what was found, as `claims --json` prints it

"""


def add_commands(command: AddCommand) -> None:
    """Adds the command to the command line."""
    demo = command("demo", "show what firsthand does with the sample reports that come with it", _EXAMPLES, _demo)
    shape = demo.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="print what was found as one object of JSON")
    shape.add_argument("--ledger", action="store_true", help="print the ledger of each report")
    shape.add_argument("--timeline", action="store_true", help="draw what each report tells of, in order of time")
    add_display_options(demo)


def _demo(chosen: argparse.Namespace) -> int:
    from firsthand.demo import sample_reports, samples

    if chosen.ledger or chosen.timeline:
        code = show_readings(sample_reports(), chosen, files=[path.name for path in samples()])
        print("\nThese reports are invented. To read your own: firsthand read FILE…")
        return code
    from firsthand.desk import Archive

    with TemporaryDirectory() as folder, Archive(Path(folder, "demo.db")) as archive:
        for item in archive.add(*samples()):
            if isinstance(item, InputError):
                raise item
        claims = list(archive.claims())
        if chosen.json:
            print_findings(claims, archive, narrowed=False)
            return OK
        from rich.text import Text

        from firsthand.casebook.claims import claim_lines
        from firsthand.casebook.traces import trace_lines

        console = console_of(chosen)
        conflicting = {claim.id for claim in claims if archive.conflicts(claim.id)}
        number = sum(1 for _ in archive.reports())
        show([Text(f"{number} reports of one story. What they claim, most repeated first:"), Text()], chosen)
        show(claim_lines(claims[:5], conflicting, console), chosen)
        show([Text(), Text("═" * min(console.width, 120)), Text()], chosen)
        show(trace_lines(archive.trace(claims[0].id)[0], console), chosen)
    print("\nThese reports are invented. With your own: firsthand add FILE…, then firsthand claims")
    return OK
