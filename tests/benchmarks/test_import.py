"""What an embedding costs before its first call: a fresh process that imports and makes the tools.

The interpreter's own start is the first line: subtract it.
"""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

CODE = {
    "interpreter": "",
    "import flopwise": "import flopwise",
    "openai_tools()": "from flopwise import openai_tools; openai_tools()",
    "toolkit()": "from flopwise import toolkit; toolkit()",
}


@pytest.mark.parametrize("what", CODE)
def test_cold(benchmark: Any, what: str) -> None:
    def run() -> int:
        return subprocess.run([sys.executable, "-c", CODE[what]], check=True).returncode

    assert benchmark.pedantic(run, rounds=7, warmup_rounds=1) == 0
