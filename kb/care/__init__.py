"""Care of a store: moving it to another, backing it up and bringing it back, and finding out what is wrong."""
