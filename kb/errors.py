"""The errors that a user of the package may meet, all under one base."""


class KnowledgeBaseError(Exception):
    """Base of every error raised on purpose; its message says what was wrong and what would be right."""


class UnreadableSource(KnowledgeBaseError, ValueError):
    """A source that holds no article that could be read: empty, binary, too large, or without text."""


class SourceNotFound(KnowledgeBaseError, FileNotFoundError):
    """A file, folder or address that does not exist."""


class UnknownLanguage(KnowledgeBaseError, ValueError):
    """A language for which there is no data file and no model."""


class NotFound(KnowledgeBaseError, LookupError):
    """An id, a name or a question that the knowledge base does not hold."""


class CheckFailed(KnowledgeBaseError, ValueError):
    """Something that was checked and does not hold: a digest, a copy, a backup."""
