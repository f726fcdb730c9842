"""A module of torch, written for OpenVINO.

Words come in as vectors, which the weights file gives row by row: no table of 250,000 of them is
in memory. A processor that multiplies in bfloat16 by itself is twice as fast with weights that
need not be unpacked; any other with weights in 8 bits, at a quarter of the size.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

from index.openvinoengine import precision
from index.quiet import quiet_libraries


def export(module: Any, shown: tuple[Any, ...], inlets: Sequence[str], path: Path) -> None:  # noqa: ANN401 - torch is loaded late
    """Write a module in the form that this processor computes fastest.

    :param shown: an example of what it takes; any size of it may differ later.
    :param inlets: what these are called.
    """
    import nncf
    import openvino
    import torch

    is_packed = precision() == "f32"
    nncf.set_log_level(logging.ERROR)
    # nncf draws tables and bars of its own
    with quiet_libraries(), redirect_stdout(StringIO()), torch.no_grad():
        model = openvino.convert_model(module, example_input=shown)
        for inlet, name in zip(model.inputs, inlets, strict=True):
            inlet.get_tensor().set_names({name})
        if is_packed:
            model = nncf.compress_weights(model)
        openvino.save_model(model, path, compress_to_fp16=not is_packed)


def suffix() -> str:
    """Return what the name of a folder ends with that holds such a file for this processor."""
    return "" if precision() == "f32" else "-bf16"
