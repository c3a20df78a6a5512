"""No figure without a tool or the user behind it: what a model's text says is held against both.

plain      a text without its dress: markup, formulas' commands, dates, citations, list numbers
records    what is read of a text
spans      where its figures stand, and what number and unit each is: wordspans, nearunits,
           precision
sentences  what a sentence says of a figure: how exact, whose, whether it came out
naming     what the words beside a figure call it
figures    all of that for one text
formulas   numbers that stand in equations
supports   what may stand behind a figure, one thing each; workings: of a result's steps;
           pool: by size
evidence   a whole conversation as evidence: results of tools (case), and what the user wrote
comparing  whether a figure is worth what something else is worth; with ratios and tolerances
cases      of which case a figure is; lawnames, tables: what tells that
matching   whether something stands behind a figure (subject), and why not (verdicts): exempt,
           what needs nothing behind it; likeness, how it is told; called, what it is called;
           turns, whose it is; variants, under what it holds
worked     what follows from figures that hold, way by way: written (formulas), changes, shares,
           parts; with worths and arithmetic
findings   all of that for every figure of a text; ellipsis: what one leaves unsaid
handles    results cited by handle: citable, what may be cited; placing, how it is put in
arguments  what stands in the arguments of a call
inputs     which of that nobody gave
cues       the words that all this goes by, English and Chinese; workcues, those of working
           out; ownercues, those of whose a figure is
check      a whole text against a conversation
guard      the middleware that lets no unsupported figure through
"""
