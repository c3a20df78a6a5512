"""No figure without a tool or the user behind it: what a model's text says is held against both.

plain     a text without its dress: markup, formulas' commands, dates, citations, list numbers
figures   the figures in a text, each with unit, precision, and what the sentence says it is
evidence  what may stand behind a figure: results of tools, and what the user wrote
matching  which figures nothing stands behind, and why
cues      the words that these go by, English and Chinese
check     a whole text against a conversation
guard     the middleware that lets no unsupported figure through
"""
