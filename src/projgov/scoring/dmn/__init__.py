"""The meaning of DMN models: requirement graphs, boxed expressions and decision tables, compiled once and run often."""
