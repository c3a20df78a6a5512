"""The exact calculator: one vocabulary, one table of equations, solved in any direction."""
