"""Whether a value is one that its quantity may take."""

from __future__ import annotations

from . import algebra, wording
from .algebra import Number
from .errors import OutOfDomain
from .quantity import Quantity


def check_domain(quantity: Quantity, value: Number, *, stated: bool) -> None:
    """Raise OutOfDomain where `value` is none that `quantity` may take."""
    domain, number = quantity.domain, algebra.rational(value)
    below = number <= domain.low if domain.low_open else number < domain.low
    above = domain.high is not None and number > domain.high
    broken = stated and domain.whole and number.denominator != 1
    if domain.whole and not stated:
        below = number <= 0
    if below or above or broken:
        raise OutOfDomain(wording.out_of_domain(quantity, value, stated=stated))
