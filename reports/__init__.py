"""Bodies, meetings, agendas, reports to members, minutes and packs. It stands on top of the other packages."""
