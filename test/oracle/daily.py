"""
The oracle of local days: says when «every day at HH:MM» fires, from Python's own zone data and by
another way (PEP 495 folds). It shares no code and no data with the program it checks.

Prints one JSON object: the version of the zone data, and windows of days around every turn of the
clock. In a gap the firing is the first instant after it, in an overlap the first pass.
"""

import json
import os
import sys
import zoneinfo
from datetime import date, datetime, time, timedelta, timezone

ZONES = """
Australia/Lord_Howe Pacific/Chatham America/Havana America/Santiago Africa/Casablanca Asia/Gaza
America/Sao_Paulo Asia/Tehran Europe/London Europe/Dublin America/New_York America/St_Johns
Asia/Beirut Africa/Cairo America/Asuncion Antarctica/Troll Pacific/Apia Asia/Amman Asia/Kolkata
Asia/Shanghai
""".split()
PERIODS = [(zone, 2015, 2035) for zone in ZONES] + [("Asia/Shanghai", 1986, 1991)]
WALL_TIMES = ["00:00", "00:30", "01:30", "02:00", "02:30", "03:00", "23:30"]
# A leap day without a turn, so that zones without turns are in the result too.
QUIET_DAY = date(2028, 2, 29)
DAYS_EACH_SIDE = 2
# Offsets are told for longer than the days themselves: what a firing depends on lies within.
OFFSETS_EACH_SIDE = timedelta(days=DAYS_EACH_SIDE + 2)
MINUTE = timedelta(minutes=1)
UTC = timezone.utc


def main():
    windows = [
        window(zoneinfo.ZoneInfo(name), middle)
        for name, first, last in PERIODS
        for middle in middles(zoneinfo.ZoneInfo(name), first, last)
    ]
    json.dump({"version": data_version(), "windows": windows}, sys.stdout)


def middles(zone, first_year, last_year):
    start = datetime(first_year, 1, 1, tzinfo=UTC)
    end = datetime(last_year + 1, 1, 1, tzinfo=UTC)
    days = [clock(at - MINUTE, zone).date() for at, _ in turns(zone, start, end)]
    return days + ([QUIET_DAY] if first_year <= QUIET_DAY.year <= last_year else [])


def window(zone, middle):
    noon = datetime.combine(middle, time(12), UTC)
    start, end = noon - OFFSETS_EACH_SIDE, noon + OFFSETS_EACH_SIDE
    days = [middle + timedelta(days=n) for n in range(-DAYS_EACH_SIDE, DAYS_EACH_SIDE + 1)]
    return {
        "zone": zone.key,
        "start": epoch(start),
        "end": epoch(end),
        "offset": seconds_east(start, zone),
        "turns": [[epoch(at), offset] for at, offset in turns(zone, start, end)],
        "days": [str(day) for day in days],
        "firings": {
            wall: [epoch(firing(day, time.fromisoformat(wall), zone)) for day in days]
            for wall in WALL_TIMES
        },
    }


def turns(zone, start, end):
    """Every change of offset in (start, end], with the offset that follows, to the minute."""
    at, offset = start, seconds_east(start, zone)
    while at < end:
        # Turns lie a week apart or more, so that no two hide each other within three days.
        then = min(at + timedelta(days=3), end)
        following = seconds_east(then, zone)
        if following != offset:
            yield turn_between(zone, at, then), following
        at, offset = then, following


def turn_between(zone, low, high):
    old = seconds_east(low, zone)
    while high - low > MINUTE:
        middle = low + (high - low) // 2 // MINUTE * MINUTE
        if seconds_east(middle, zone) == old:
            low = middle
        else:
            high = middle
    return high


def firing(day, wall, zone):
    wanted = datetime.combine(day, wall)
    # fold=0 is the first pass of an overlap; in a gap it counts with the offset before the gap,
    # which lands past the turn, so the way back to the turn is walked minute by minute.
    at = wanted.replace(tzinfo=zone, fold=0).astimezone(UTC)
    while clock(at, zone) != wanted and clock(at - MINUTE, zone) > wanted:
        at -= MINUTE
    return at


def clock(at, zone):
    return at.astimezone(zone).replace(tzinfo=None)


def seconds_east(at, zone):
    return int(at.astimezone(zone).utcoffset().total_seconds())


def epoch(at):
    return int(at.timestamp())


def data_version():
    for folder in zoneinfo.TZPATH:
        path = os.path.join(folder, "tzdata.zi")
        if os.path.exists(path):
            with open(path, encoding="ascii") as file:
                return file.readline().removeprefix("# version").strip()
    try:
        import tzdata

        return tzdata.IANA_VERSION
    except ImportError:
        return "unknown"


main()
