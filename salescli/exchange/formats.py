"""The formats of other programs that an import recognises, in the order in which a header is held against them."""

from importlib import import_module

from salescli.exchange.preset import Preset

# module in salescli.exchange, each with PRESETS
_MODULES: tuple[str, ...] = (
    "twilio",
    "asterisk",
    "freeswitch",
    "threecx",
    "fritzbox",
    "android",
    "google_voice",
    "salesforce",
    "salesforce_report",
    "hubspot",
    "hubspot_tables",
    "zoho_calls",
    "zoho_activities",
    "pipedrive",
    "suitecrm",
    "espocrm",
    "aircall",
    "close_crm",
    "odoo",
)


def presets() -> dict[str, Preset]:
    """Every preset by its name."""
    found = [preset for module in _MODULES for preset in import_module(f"salescli.exchange.{module}").PRESETS]
    return {preset.name: preset for preset in found}


def recognised(header: list[str]) -> Preset | None:
    """The format that a header is of, or the first row of a file without one."""
    for preset in presets().values():
        if preset.recognises(header) or (preset.begins and preset.begins(header)):
            return preset
    return None
