"""Keeps reports, readings and decisions in one file that can be checked: see ``docs/archive.md``.

``opening`` opens it, ``filing`` puts in, ``fetching`` and ``search`` get out, ``decisions`` keeps what people decide,
``log`` is the sealed record of all that, and ``verify`` proves that nothing was changed.
"""
