"""What the law asks of a shop that hands anything of its customers to another one."""

from storage.words import Words

CONSENT = Words(
    "《个人信息保护法》第二十三条：把个人信息给别的商家，要告诉客人给谁、做什么用，并取得单独同意；"
    "加密的哈希仍算个人信息(第七十三条，去标识化)。这是提示，不是法律意见。",
    "Personal Information Protection Law, article 23: to hand personal information to another merchant one tells "
    "people to whom and what for, and asks each for consent; a keyed hash is still personal information (article 73, "
    "de-identified). A hint, not legal advice.",
)
