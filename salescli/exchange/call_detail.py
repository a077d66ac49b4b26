"""What telephone systems' records leave unsaid: which way a call went."""

_INWARD = ("from-trunk", "from-pstn", "from-did", "from-external", "from-outside", "inbound", "incoming", "public")
_OUTWARD = ("from-internal", "outbound", "outgoing", "outrt", "to-trunk", "default")
_LONGEST_EXTENSION = 6  # digits


def outward(context: str, caller: str, called: str) -> bool:
    """Whether a call went out: by the dial plan's context; else in is only an extension called from a long number."""
    context = context.lower()
    if context.startswith(_INWARD):
        return False
    if context.startswith(_OUTWARD):
        return True
    return not (_is_long(caller) and not _is_long(called))


def _is_long(number: str) -> bool:
    digits = number.lstrip("+")
    return digits.isdecimal() and len(digits) > _LONGEST_EXTENSION
