"""What the formats of Zoho CRM share: the names of columns, the customer and the owner of an activity, ids.

An id of the CRM's own exports has `zcrm_` before it, that of its API and of Zoho Analytics has not: it is the same.
"""

from salescli.exchange.crm_words import named
from salescli.exchange.preset import Row
from salescli.i18n import _

NAMES = _("account, else contact, else lead, by name or id")
OWN = ("owner", "owner_id")
_RELATED = {"accounts": "customer", "contacts": "contact", "leads": "lead"}


def party(row: Row) -> dict[str, str]:
    """The id, the account, contact or lead, and the owner of an activity.

    The record that it is related to is the customer only where it is said to be an account, a contact or a lead.
    """
    owner = row["owner"]
    is_id = owner.isdecimal()  # of a bulk read of the API
    said = {
        "customer": row["account"],
        "customer_id": _id(row["account_id"]),
        "contact": row["contact"],
        "contact_id": _id(row["contact_id"]),
        "lead": row["lead"],
        "lead_id": _id(row["lead_id"]),
    }
    kind = _RELATED.get(row["module"].casefold(), "")
    if kind and not (said[kind] or said[f"{kind}_id"]):
        said |= {kind: row["related"], f"{kind}_id": _id(row["related_id"])}
    rep = named("" if is_id else owner, "owner", owner if is_id else _id(row["owner_id"]))
    return {"id": _id(row["id"]), **said, "rep": rep}


def columns(kind: str, more: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The columns of one module, whose name stands before some of them: `Call Owner`."""
    return {
        "id": ("Record Id", "id", f"{kind} Id", f"{kind.upper()}ID", "TASKID", "Activity Id", "ACTIVITYID"),
        "account": ("Account Name",),
        "account_id": ("ACCOUNTID", "Account Name.id"),
        "related": ("Related To", "What Id.name"),
        "related_id": ("Related To.id", "What Id.id"),
        "module": ("SEMODULE", "se_module", "$se_module", "Related To Module"),
        "contact": ("Contact Name", "Who Id.name"),
        "contact_id": ("CONTACTID", "Contact Name.id", "Who Id.id"),
        "lead": ("Lead Name",),
        "lead_id": ("LEADID", "Lead Name.id"),
        "text": ("Description",),
        "subject": ("Subject",),
        "owner": (f"{kind} Owner", f"{kind} Owner Name", "Owner", "Owner.name"),
        "owner_id": (f"{kind} Owner Id", f"{kind} Owner.id", "Owner Id", "Owner.id"),
        **more,
    }


def _id(text: str) -> str:
    return text.removeprefix("zcrm_")
