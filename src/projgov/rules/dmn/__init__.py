"""DMN XML to a frozen tree of the model: what is written, with places; nothing is evaluated here."""
