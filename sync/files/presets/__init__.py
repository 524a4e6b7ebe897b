"""Every form of export file that is read. A new preset is a module beside this one and its name in the list below."""

from sync.files.preset import Preset
from sync.files.presets import online_retail

PRESETS: dict[str, Preset] = {preset.id: preset for preset in (online_retail.PRESET,)}
