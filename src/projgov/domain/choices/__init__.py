"""The closed sets of values that fields can have, each value with its code, labels and the names rule files may use.

Only what a record needs in order to be understood is closed. The "N fixed items" of an office differ from office to office:
they are lists in rule files, never choices here.
"""
