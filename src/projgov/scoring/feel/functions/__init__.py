"""The built-in functions of the standard, a module for each family; `table` lists them all."""
