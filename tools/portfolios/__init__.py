"""The portfolios that ship, made anew byte for byte: one module for each. Everything in them is made up but the totals of the sources."""
