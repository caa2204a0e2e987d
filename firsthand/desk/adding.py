"""Taking reports in: what is here already is not read again, and each report is on the disk when it is handed out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from firsthand.archive.fetching import report as report_of
from firsthand.archive.filing import file_report, known, put_reading
from firsthand.archive.heard import read_by_others
from firsthand.archive.packing import now
from firsthand.archive.parts import Added, Collected
from firsthand.archive.store import Store, snapshot
from firsthand.desk.parts import Reread
from firsthand.errors import FirsthandError, InputError, WeightsError
from firsthand.intake.capture import Capture
from firsthand.linking.dossiers import make_dossier
from firsthand.linking.parts import dossier_to_bytes
from firsthand.reading.reader import Reader
from firsthand.versions import model_version

_PAGE = 100


def take_in(
    store: Store, items: Iterable[Capture | InputError], reader: Callable[[], Reader], by: str
) -> Iterator[Added | InputError]:
    """Files every report that is not here yet, with its bytes and its reading; the errors in their places.

    A report on which reading itself fails stops no other: it comes out as an ``InputError``.
    """
    for item in items:
        if isinstance(item, InputError):
            yield item
            continue
        try:
            yield _file(store, item, reader, by)
        except FirsthandError:
            raise
        except Exception as error:
            cause = f"reading it failed ({type(error).__name__}: {error})"
            remedy = "This is a defect of firsthand: please tell its authors"
            yield InputError(item.report.file or item.report.id, cause, part=item.report.id, remedy=remedy)


def read_again(store: Store, reader: Reader, by: str) -> Iterator[Reread]:
    """Reads with today's weights what others read, and keeps both readings."""
    model, after = version(), 0
    while True:
        with snapshot(store) as connection:
            page = read_by_others(connection, model, after, _PAGE)
        if not page:
            return
        for number, key in page:
            dossier = make_dossier(report_of(store, key), reader)
            put_reading(store, number, dossier.reading, model, dossier_to_bytes(dossier), by=by)
            yield Reread(number=number, key=key)
            after = number


def version() -> str:
    """The version of the weights. Raises ``WeightsError`` when they do not state it."""
    found = model_version()
    if found is None:
        raise WeightsError("the weights are damaged. Install firsthand again.")
    return found


def _file(store: Store, item: Capture, reader: Callable[[], Reader], by: str) -> Added:
    here = known(store, item.report)
    if here is not None:
        return here
    collected = Collected(how=item.how, by=by, at=now(), file=item.report.file, detail=dict(item.detail))
    dossier = make_dossier(item.report, reader())
    return file_report(
        store,
        item.report,
        item.data,
        reading=dossier.reading,
        dossier=dossier_to_bytes(dossier),
        model=version(),
        collected=collected,
    )
