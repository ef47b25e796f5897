"""The time zone of each département (IANA database); Europe/Paris where none is said."""

_OVERSEAS = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "977": "America/St_Barthelemy",
    "978": "America/Marigot",
    "986": "Pacific/Wallis",
    "987": "Pacific/Tahiti",
    "988": "Pacific/Noumea",
}


def zone_of(departement: str) -> str:
    """`zone_of("974")` → "Indian/Reunion"."""
    return _OVERSEAS.get(departement, "Europe/Paris")
