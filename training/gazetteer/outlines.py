"""Outlines from TopoJSON: the middle of a country or county, and which county a point lies in."""

from __future__ import annotations

import json
import math
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, NamedTuple

Ring = list[tuple[float, float]]


class Outline(NamedTuple):
    """A shape: its number in the source, its name, and its outer rings as (longitude, latitude)."""

    number: str
    name: str
    rings: list[Ring]


def read_outlines(file: Path, layer: str) -> list[Outline]:
    """The shapes of one layer of a quantized TopoJSON file (github.com/topojson/topojson-specification)."""
    topology = json.loads(file.read_text("utf-8"))
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[Ring] = []
    for arc in topology["arcs"]:
        xs, ys = accumulate(p[0] for p in arc), accumulate(p[1] for p in arc)
        arcs.append([(x * kx + dx, y * ky + dy) for x, y in zip(xs, ys, strict=True)])
    shapes = topology["objects"][layer]["geometries"]
    return [Outline(str(s.get("id", "")), s["properties"]["name"], _rings(s, arcs)) for s in shapes]


def middle(outline: Outline) -> tuple[float, float]:
    """Latitude and longitude of the centroid of the outline's largest part."""
    ring = max(outline.rings, key=lambda r: abs(_area(r)))
    area = _area(ring)
    if not area:
        return ring[0][1], ring[0][0]
    x = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairwise([*ring, ring[0]])) / (6 * area)
    y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairwise([*ring, ring[0]])) / (6 * area)
    return y, x


class Locator:
    """Which of many outlines a point lies in."""

    def __init__(self, outlines: list[Outline]) -> None:
        self._cells: dict[tuple[int, int], list[tuple[Outline, Ring]]] = {}
        for outline in outlines:
            for ring in outline.rings:
                xs, ys = [p[0] for p in ring], [p[1] for p in ring]
                for x in range(math.floor(min(xs)), math.floor(max(xs)) + 1):
                    for y in range(math.floor(min(ys)), math.floor(max(ys)) + 1):
                        self._cells.setdefault((x, y), []).append((outline, ring))

    def find(self, lat: float, lon: float) -> Outline | None:
        """The outline that holds the point."""
        for outline, ring in self._cells.get((math.floor(lon), math.floor(lat)), ()):
            if _inside(ring, lon, lat):
                return outline
        return None


def _rings(shape: dict[str, Any], arcs: list[Ring]) -> list[Ring]:
    if shape["type"] == "Polygon":
        polygons = [shape["arcs"]]
    elif shape["type"] == "MultiPolygon":
        polygons = shape["arcs"]
    else:
        return []
    rings: list[Ring] = []
    for polygon in polygons:
        ring: Ring = []
        for arc in polygon[0]:
            points = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
            ring += points[1:] if ring else points
        rings.append(ring)
    return rings


def _area(ring: Ring) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*ring, ring[0]])) / 2


def _inside(ring: Ring, x: float, y: float) -> bool:
    inside = False
    for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside
