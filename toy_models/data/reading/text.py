"""From bytes to text: which encoding a file has."""

from __future__ import annotations

import codecs
import re

MARKS = (  # longer marks first: that of UTF-32 begins like that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
#: Asked for in this order where a file is not in Unicode: what spreadsheets save in.
OLD = ("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp932", "gb18030", "mac_roman")
NO_TEXT = "The file is no text, so it cannot be a CSV."
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")


#: What a reader can choose: the name of an encoding, and Python's.
ENCODINGS = {
    "UTF-8": "utf-8-sig", "UTF-16": "utf-16", "Western European, cp1252": "cp1252",
    "Western European of DOS, cp850": "cp850", "Central European, cp1250": "cp1250",
    "Cyrillic, cp1251": "cp1251", "Cyrillic, KOI8-R": "koi8_r", "Greek, cp1253": "cp1253",
    "Turkish, cp1254": "cp1254", "Hebrew, cp1255": "cp1255", "Arabic, cp1256": "cp1256",
    "Japanese, Shift-JIS": "cp932", "Japanese, EUC": "euc_jp", "Chinese, GB 18030": "gb18030",
    "Chinese, Big5": "big5", "Korean, cp949": "cp949", "Macintosh": "mac_roman",
}  # fmt: skip
_OTHER_NAMES = {"utf-8-sig": "UTF-8", "utf-16": "UTF-16"}


def decoded(content: bytes, encoding: str | None = None) -> tuple[str, str]:
    """The text, and the name of its encoding.

    Args:
        content: of the file.
        encoding: one of Python's; None: as it looks.

    Raises:
        ValueError: it is no text, text in no encoding that is known, or not in this one.
    """
    content = content.removesuffix(b"\x1a")  # what DOS ends a file with
    if encoding is not None:
        name = _OTHER_NAMES.get(encoding, encoding)
        try:
            return _readable(content.decode(encoding)), name
        except UnicodeDecodeError as error:
            raise ValueError(
                f"The file is no {name} text: byte {error.start:,} of it does not fit."
            ) from None
    for mark, codec, name in MARKS:
        if content.startswith(mark):
            return _text(content[len(mark) :], codec, name), name
    zeros_at = content[:1000].count(0)
    if zeros_at > len(content[:1000]) / 4:  # Latin letters in UTF-16 without a mark
        codec = "utf-16-be" if content[:1] == b"\0" else "utf-16-le"
        return _text(content, codec, "UTF-16"), "UTF-16"
    try:
        return _readable(content.decode("utf-8")), "UTF-8"
    except UnicodeDecodeError:
        return _old(content)


def _text(content: bytes, codec: str, name: str) -> str:
    try:
        return _readable(content.decode(codec))
    except UnicodeDecodeError as error:
        raise ValueError(
            f"The file begins as {name} text and breaks off at byte {error.start:,}; save it again."
        ) from None


def _old(content: bytes) -> tuple[str, str]:
    """Text in an encoding from before Unicode; no file says which, so it is guessed."""
    from charset_normalizer import from_bytes

    if _CONTROL.search(content.decode("latin-1")):
        raise ValueError(NO_TEXT)
    matches = from_bytes(content, cp_isolation=list(OLD), preemptive_behaviour=False)
    best = matches.best()
    if best is None:
        raise ValueError("The text is in no encoding that is known; save it as UTF-8.")
    # Several encodings often give the same text, or one that is just as plausible.
    likely = {
        name
        for match in matches
        if match.chaos <= best.chaos
        for name in match.could_be_from_charset
    }
    codec = next((name for name in OLD if name in likely), best.encoding)
    return _readable(content.decode(codec)), codec


def _readable(text: str) -> str:
    if _CONTROL.search(text):
        raise ValueError(NO_TEXT)
    return text
