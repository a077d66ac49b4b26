"""Zoho CRM's calls, as Zoho Analytics gives them out: times without a zone, accounts and contacts by id."""

from salescli.i18n import _

NAME = "zoho"
TITLE = _("Zoho CRM calls")
READS = _("start in the zone of the import, seconds, owner, subject")
MAPS = _("Call Type: direction; account, else contact, else lead, by id; every call counts as reached")
DROPS = _("the minutes, which are rounded; deal, purpose, whether billable")

# The minutes are rounded, so the seconds are taken. POTENTIALID is a deal, What Id and SEMODULE say nothing more.
COLUMNS = {
    "id": "TASKID",
    "at": "Call Start Time",
    "duration_s": "Call Duration (in seconds)",
    "rep": "Call Owner",
    "note": "Subject",
    "direction": "Call Type",
    "contact_id": "CONTACTID",
    "customer_id": "ACCOUNTID",
    "lead_id": "LEADID",
}


def recognises(header: list[str]) -> bool:
    """Whether every column that is read is there."""
    return set(COLUMNS.values()) <= set(header)
