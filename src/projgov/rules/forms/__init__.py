"""What rules of any kind are written with: models and texts of rule files, amounts, outcomes, deadlines, and what lowers them."""
