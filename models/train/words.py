"""The run time's words and case patterns, loaded by path so that training needs none of blinder's own requirements."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

RUN_TIME = Path(__file__).resolve().parents[2] / "blinder" / "detect" / "model.py"


def load_run_time(path: Path = RUN_TIME) -> ModuleType:
    """The module `blinder.detect.model` without its package around it."""
    spec = importlib.util.spec_from_file_location("blinder_run_time", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"cannot load {path}")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


run_time = load_run_time()
