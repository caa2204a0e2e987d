"""Who publishes: outlets, agencies, portals and platforms, and the many labels and addresses one outlet goes by.

A table ships with what is certain; a user's own entries are laid over it. Pure functions: no network, no state.
"""

from firsthand.outlets.addresses import domain_of, host_of
from firsthand.outlets.entries import (
    Outlet,
    OutletKind,
    checked_outlet,
    outlets_from_text,
    outlets_to_text,
    shipped_outlets,
)
from firsthand.outlets.likeness import fold_label, outlet_likeness, outlet_named, same_outlet
from firsthand.outlets.publishers import (
    Overlap,
    Publisher,
    find_outlet,
    merged_outlets,
    outlet_overlaps,
    owner_of,
    publisher_of,
    same_publisher,
)

__all__ = [
    "Outlet",
    "OutletKind",
    "Overlap",
    "Publisher",
    "checked_outlet",
    "domain_of",
    "find_outlet",
    "fold_label",
    "host_of",
    "merged_outlets",
    "outlet_likeness",
    "outlet_named",
    "outlet_overlaps",
    "outlets_from_text",
    "outlets_to_text",
    "owner_of",
    "publisher_of",
    "same_outlet",
    "same_publisher",
    "shipped_outlets",
]
