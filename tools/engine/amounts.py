"""Amounts: numbers with their units and ranges, in free text and in tool arguments.

`scan_amounts` finds them in a question, `read_amount` reads one argument whole or says in one
line why it cannot, `show` writes one. Nothing is converted in silence where a spelling could mean
two things: "80 Gb" where bytes are wanted is refused, and so is a currency other than the dollar.
"""

from __future__ import annotations

from .reading import read_amount
from .scanning import Amount, Reading, scan_amounts
from .showing import show

__all__ = ["Amount", "Reading", "read_amount", "scan_amounts", "show"]
