"""A module of torch, written for OpenVINO.

Words come in as vectors, which the weights file gives row by row: no table of 250,000 of them is
in memory.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

from index.openvinoengine import Precision
from index.quiet import quiet_libraries


def export(
    module: Any,  # noqa: ANN401 - torch is loaded late
    shown: tuple[Any, ...],
    inlets: Sequence[str],
    path: Path,
    precision: Precision,
) -> None:
    """Write a module as it is computed fastest.

    :param shown: an example of what it takes; any size of it may differ later.
    :param inlets: what these are called.
    :param precision: to be computed in. For full precision weights are compressed to 8 bits; for
        bfloat16 they are kept, as unpacking takes longer there than reading twice as much.
    """
    import nncf
    import openvino
    import torch

    is_packed = precision == "f32"
    nncf.set_log_level(logging.ERROR)
    # nncf draws tables and bars of its own
    with quiet_libraries(), redirect_stdout(StringIO()), torch.no_grad():
        model = openvino.convert_model(module, example_input=shown)
        for inlet, name in zip(model.inputs, inlets, strict=True):
            inlet.get_tensor().set_names({name})
        if is_packed:
            model = nncf.compress_weights(model)
        openvino.save_model(model, path, compress_to_fp16=not is_packed)
