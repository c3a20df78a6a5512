"""What a sentence says of a figure: how exact it is, whose it is, whether it came out."""

from __future__ import annotations

import re
from dataclasses import replace

from . import cues, ownercues
from .precision import DIGITS
from .records import Figure, Span, Tone

AROUND = 12
"""Characters on both sides of a figure that make it a quotation of a tool's text."""

_LEFT_OF_FORMULA = re.compile(r"[×·*/÷^√]\s?\(?$|[\d)] ?x \(?$|[\d)]\s?[+−-]\s?$")
_RIGHT_OF_FORMULA = re.compile(
    r"\s?[×·*/÷^]\s?[\w(√]| x [(\d]|[²³]|\s?[+−-]\s?\d|[A-Za-zεαβηρ](?![a-z]{2})"
)
_SYMBOL = r"[A-Za-zεαβηρ](?:_[A-Za-z0-9]{1,3})?(?:[²³]|\^\d)?"
_SYMBOLS = re.compile(rf"\s?[·×*]?\s?({_SYMBOL}(?:\s?[·×*]?\s?{_SYMBOL}){{0,6}})(?![a-z])")
_INTO = re.compile(r"\s?\)*\s?(?:[×·*÷^]|[+/]\s?(?=[\d(√])|[A-Za-z]{3,12}\s?\+)")
_EQUALS = re.compile(r"\s?[=≈]")
_AFTER_OPERATOR = re.compile(r"[×·*÷^/+√(]\s?\(?$|[乘除]以?\s?$")
_ASIDE = re.compile(r"\([^()]*\)|（[^（）]*）")
_COMES_OUT = re.compile(
    r"[^,;。；，\n]{0,60}?(?:[=≈→]|\bthat['’]s\b|\b(?:is|comes to|gives|makes)\b|即|得|为|就是)"
)
_CAME_OUT = re.compile(r"[×·*÷/^√][^=≈\n]{1,60}[=≈]\s?(?:约|about )?(?:US)?[$]?\s?$")
_LETTER_BEFORE = re.compile(r"[A-Za-zεαβηρ²³)]\s?[×·*/÷^+−-]\s?$|[√(]\s?$")


class Sentences:
    """The sentences of one text."""

    def __init__(self, text: str) -> None:
        self.text = text

    def said(self, span: Span, before: int, after: int) -> Figure:
        """The figure with what its clause says of it."""
        text, figure = self.text, span.figure
        clause = _last_end(cues.ENDS_CLAUSE, text, max(0, span.start - 160), span.start)
        sentence = _last_end(cues.ENDS_SENTENCE, text, max(0, span.start - 240), span.start)
        lead = text[max(before, clause) : span.start]
        whole_lead = text[max(before, sentence) : span.start]
        stop = cues.ENDS_CLAUSE.search(text, span.end)
        clause_end = min(after, stop.start() if stop else len(text))
        tail = text[span.end : clause_end]
        ends = cues.ENDS_SENTENCE.search(text, span.end)
        sentence_end = ends.end() if ends else len(text)
        tone = self._tone(span)
        if tone == "exact" or figure.tone in ("over", "under"):
            tone = figure.tone
        verb = ownercues.RESULT_BEFORE.search(lead)
        given = ownercues.GIVEN_BEFORE.search(lead)
        if given and verb and given.start() < verb.start() and not _names_input(given[0]):
            given = None  # "With your cluster it takes 30 days" does not say that you said so.
        is_given = bool(
            given
            or ownercues.GIVEN_AFTER.match(tail)
            or cues.OWNED.search(text, max(0, span.start - 24), span.start)
            or ownercues.ASKED.search(text[span.start : sentence_end].rstrip())
            or (not verb and ownercues.PURPOSE.search(text[clause - 1 : clause] + lead))
            or (figure.multiple and figure.text.endswith("ing"))
        )
        operand = self._goes_in(span)
        clause_text = text[clause:clause_end]
        run = _SYMBOLS.match(text, span.end) if DIGITS.fullmatch(figure.text) else None
        return replace(
            figure,
            tone=tone,
            given=is_given or operand,
            attribute=bool(cues.ATTRIBUTE.search(text, max(0, span.start - 12), span.start)),
            sized=bool(cues.SIZED.match(text, span.end)),
            past=bool(
                ownercues.PAST.search(clause_text)
                or ownercues.PAST.search(whole_lead)
                or cues.BECOMES_AFTER.match(text, span.end)
                or self._is_labelled_past(span)
                or ownercues.PAST.search(_around_asides(text[sentence : span.start]))
            ),
            stated=verb is not None and not operand,
            run=_symbols(figure.text, run[1]) if run else "",
            formula=figure.formula or operand or self._in_formula(span),
            operand=operand,
            worked=bool(_CAME_OUT.search(text, max(0, span.start - 90), span.start)),
            noun="" if operand else figure.noun,
            units=() if operand and figure.inferred else figure.units,
            symbolic=bool(run) or bool(_LETTER_BEFORE.search(text[: span.start][-4:])),
            around=text[max(0, span.start - AROUND) : span.end + AROUND],
            start=span.start,
            sentence=sentence,
        )

    def _is_labelled_past(self, span: Span) -> bool:
        """Whether the label of its line speaks of an earlier answer."""
        label = cues.LABEL.match(self.text, self.text.rfind("\n", 0, span.start) + 1)
        if label is None or label.end() > span.start:
            return False
        return bool(ownercues.PAST.search(_ASIDE.sub("", label[0])))

    def _tone(self, span: Span) -> Tone:
        lead = self.text[max(0, span.start - 40) : span.start]
        end = span.end
        if span.figure.multiple or span.figure.percent:  # 不到 A100 所需 79 天的三分之一
            lead = cues.OF_ANOTHER.sub("", lead)
        if cues.ABOUT_BEFORE.search(lead) or cues.ABOUT_AFTER.match(self.text, end):
            return "about"
        if cues.OVER_BEFORE.search(lead) or cues.OVER_AFTER.match(self.text, end):
            return "over"
        if cues.UNDER_BEFORE.search(lead) or cues.UNDER_AFTER.match(self.text, end):
            return "under"
        return "exact"

    def _goes_in(self, span: Span) -> bool:
        """Whether a formula is made with it: 312 in "312 × 40% ≈ 124.8 TFLOP/s"."""
        if span.figure.ranged:
            return False
        if _INTO.match(self.text, span.end):
            return True
        if span.figure.formula and _EQUALS.match(self.text, span.end):  # 7/32 = 21.88%
            return True
        lead = self.text[max(0, span.start - 3) : span.start]
        ends = self.text[span.end : span.end + 1] in (")", "）")  # "$8 a day (240 / 30)"
        comes_out = ends or _COMES_OUT.match(self.text, span.end)
        return bool(_AFTER_OPERATOR.search(lead) and comes_out)

    def _in_formula(self, span: Span) -> bool:
        lead = self.text[max(0, span.start - 24) : span.start]
        return bool(
            _LEFT_OF_FORMULA.search(lead[-3:])
            or _RIGHT_OF_FORMULA.match(self.text, span.end)
            or cues.FACTOR_BEFORE.search(lead)
            or cues.FACTOR_AFTER.match(self.text, span.end)
        )


def _names_input(cue: str) -> bool:
    """Whether a cue calls the figure a limit or a wish, which "is" does not undo."""
    return bool(
        re.search(
            r"limit|deadline|budget|goal|window|cap\b|ceiling|target|constraint|input|if\b|suppose"
            r"|assum|than\b|instead|rather|\bnot\b|exceed|beyond|预算|期限|目标|限制|要求|计划|给定"
            r"|promised|advertised|said|told|承诺|声称|同事|老板|厂商|有人|听说|假设|如果|若|您|你"
            r"|you|不是|而非|并非|超过|超出|不到|手上|手头|现有",
            cue,
            re.IGNORECASE,
        )
    ) and not re.search(r"\byour (?!.*(?:limit|deadline|budget|goal|target|plan))", cue)


def _around_asides(lead: str) -> str:
    """The last clause of what stands before a figure, what is in brackets left out."""
    outer = _ASIDE.sub("", lead)
    return outer[_last_end(cues.ENDS_CLAUSE, outer, 0, len(outer)) :] if outer != lead else ""


def _last_end(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    """Where the last match in a window ends; its start where there is none."""
    last = start
    for match in pattern.finditer(text, start, end):
        last = match.end()
    return last


def _symbols(coefficient: str, letters: str) -> str:
    """A coefficient and its letters as one word, "6ND"."""
    joined = re.sub(r"[\s·×*]", "", letters).replace("^2", "²").replace("^3", "³")
    return f"{coefficient}{joined}"
