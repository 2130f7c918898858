"""The meaning of FEEL in DMN models: values, evaluation, and the built-in functions of the standard.

Rule files mean something else by the same trees (rationals, missing, error): see `scoring.meaning`.
"""
