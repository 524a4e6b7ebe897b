"""The metrics there are, by what they speak of. Their ids are what ``show --json`` and workbooks name them by."""
