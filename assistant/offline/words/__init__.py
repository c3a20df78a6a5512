"""The words that the reader knows beside the names of the vocabulary: a module for each purpose.

Add a phrase in its list. Everything is matched against text in lower case, plain width and
simplified characters.
"""
