"""huikuan 回款: what each customer should pay this month, what they promised, and what to do about the difference."""

__version__ = "0.1.0"
