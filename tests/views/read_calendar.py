#!/usr/bin/env python3
"""Reads calendars with a parser that is not ours (Debian: python3-icalendar) and says what it found.

    tests/views/read_calendar.py FILE...    exits 1 when one cannot be read or says a thing twice
"""

import datetime
import sys

import icalendar


def faults_of(path):
    with open(path, "rb") as file:
        calendar = icalendar.Calendar.from_ical(file.read())
    events = list(calendar.walk("VEVENT"))
    if not events:
        yield "no event"
    seen = set()
    for event in events:
        uid, start, end = str(event["uid"]), event["dtstart"].dt, event["dtend"].dt
        if uid in seen:
            yield f"{uid} twice"
        seen.add(uid)
        if type(start) is not datetime.date or end - start != datetime.timedelta(days=1):
            yield f"{uid}: {start} to {end} is no whole day"
        if not str(event["summary"]).strip():
            yield f"{uid}: no name"
        for alarm in event.walk("VALARM"):
            if alarm["trigger"].dt >= datetime.timedelta(0):
                yield f"{uid}: reminds after the day"
        print(f"{path}: {start} {event['summary']} | {event.get('description', '')}")


found = [f"{path}: {fault}" for path in sys.argv[1:] for fault in faults_of(path)]
print("\n".join(found) if found else f"{len(sys.argv) - 1} calendars read, no fault")
sys.exit(1 if found else 0)
