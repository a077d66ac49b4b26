"""Odoo's activities: an export holds open follow-ups only, for Odoo makes messages of those that are done."""

from salescli.exchange.preset import Passed, Preset, Row
from salescli.i18n import _


def _fields(_row: Row) -> dict[str, str]:
    raise Passed(_("planned"))


PRESETS = (
    Preset(
        name="odoo-activity",
        source="odoo",
        title=_("Odoo activities"),
        columns={
            "model": ("res_model", "Related Document Model"),
            "type": ("activity_type_id", "activity_type_id/name", "activity_type_id/id"),
            "summary": ("summary",),
            "deadline": ("date_deadline",),
            "user": ("user_id", "user_id/name", "user_id/id"),
        },
        needs=("model", "type", "deadline"),
        fields=_fields,
        reads=_("nothing: every row is a follow-up still open"),
        maps=_("done activities are no longer here: Odoo turns them into messages of their record"),
        drops=_("every row is passed over and counted as planned"),
    ),
)
