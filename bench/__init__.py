"""Measures Firsthand: how right it is, how fast, how much it costs, and how others do on the same texts.

``python -m bench --help`` lists what can be measured; ``bench/README.md`` says how each figure is defined.
"""
