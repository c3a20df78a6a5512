"""The engine: records, amounts, the solver and derivations. It knows no subject."""
