"""iop-tui: self-guided skills before, during and after an Intensive Outpatient Program."""

__version__ = "0.1.0"
