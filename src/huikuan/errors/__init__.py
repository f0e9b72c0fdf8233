"""What is refused: each refusal is a class with an exit code, one sentence, and what to type instead.

Exit codes: 1 refused by a rule, 2 not understood as typed, 3 no such or more than one such record, 4 storage trouble,
6 a gap left uncovered. One error raises; many (the rows of a file) are values with a place.
"""

from huikuan.errors.copies import *  # noqa: F403 - one door to every refusal
from huikuan.errors.debts import *  # noqa: F403
from huikuan.errors.files import *  # noqa: F403
from huikuan.errors.guide import *  # noqa: F403
from huikuan.errors.rules import *  # noqa: F403
from huikuan.errors.storage import *  # noqa: F403
from huikuan.errors.talk import *  # noqa: F403
from huikuan.errors.typed import *  # noqa: F403
from huikuan.errors.wholebook import *  # noqa: F403
from huikuan.refusal import NotFound, NotUnderstood, Refusal, RuleRefusal, StorageTrouble

__all__ = ["NotFound", "NotUnderstood", "Refusal", "RuleRefusal", "StorageTrouble"]
