"""A second verifier of fair draws, written from docs/FAIR-DRAW.md alone: it shares no code with the
bot. It reads receipts, one a line, and answers each with `valid`, followed by who was passed over
(` 3:left:member` for the third of the ranking), or with `refused: why`. The signature of the public
number is not checked here (that needs a pairing); its hash and its network are.
"""
import hashlib
import hmac
import json
import re
import sys

QUICKNET = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971"
# What each reason goes with: kind, by, whether it has words, refill.
REASONS = {
    "forgotten": ("passed", "member", False, False),
    "left": ("passed", "member", False, False),
    "same": ("passed", "member", False, False),
    "disqualified": ("passed", "manager", True, False),
    "removed": ("kept", "manager", False, False),
    "unclaimed": ("forfeited", "member", False, True),
    "lapsed": ("forfeited", "manager", False, False),
    "takenBack": ("redrawn", "manager", True, True),
}
HEX = {n: re.compile(r"[0-9a-f]{%d}\Z" % n) for n in (20, 64, 96)}


class Refused(Exception):
    pass


def need(condition, why):
    if not condition:
        raise Refused(why)


def sha(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def is_hex(value, digits):
    return isinstance(value, str) and HEX[digits].match(value) is not None


def is_whole(value, low, high):
    return type(value) is int and low <= value <= high


def shape(value, keys, what):
    need(isinstance(value, dict) and sorted(value) == sorted(keys.split()), what)


def is_words(value):
    return isinstance(value, str) and len(value.encode("utf-16-le", "surrogatepass")) <= 4_000


def out_at(listed):
    """When the public number comes out, in milliseconds since 1970."""
    return (1_692_803_367 + 3 * (listed["beacon"]["round"] - 1)) * 1_000


def check_record(record, listed):
    shape(record, "at by entrant kind number reason refill why words", "record")
    need(is_whole(record["at"], 0, 2**53 - 1) and record["why"] in REASONS, "record")
    need(isinstance(record["refill"], bool) and is_whole(record["number"], 1, 2**53 - 1), "record")
    kind, by, is_worded, refill = REASONS[record["why"]]
    need((record["kind"], record["by"], record["refill"]) == (kind, by, refill), "reason")
    need(is_hex(record["reason"], 64) if is_worded else record["reason"] is None, "reason")
    words = record["words"]
    if words is not None:
        shape(words, "nonce text", "words")
        need(is_hex(words["nonce"], 64) and is_words(words["text"]), "words")
        need(sha(canonical(words)) == record["reason"], "reason")
    if record["why"] == "disqualified":
        need(listed["beacon"] is not None and record["at"] < out_at(listed), "disqualified late")


def check_shape(r):
    shape(r, "beacon list listHash records seed terms winners", "receipt")
    need(is_hex(r["listHash"], 64) and is_hex(r["seed"], 64), "hashes")
    listed = r["list"]
    shape(listed, "beacon commitment entrants format lottery prizes terms", "list")
    need(listed["format"] == "qunli-draw/1", "format")
    need(is_hex(listed["commitment"], 64) and is_hex(listed["terms"], 64), "hashes")
    need(isinstance(listed["lottery"], str) and re.match(r"c[1-9][0-9]{0,15}-[1-9][0-9]{0,15}\Z", listed["lottery"]), "lottery")
    need(isinstance(listed["prizes"], list) and 1 <= len(listed["prizes"]) <= 100, "prizes")
    need(all(is_whole(q, 1, 10_000) for q in listed["prizes"]), "prizes")
    need(isinstance(listed["entrants"], list) and 1 <= len(listed["entrants"]) <= 1_000_000, "entrants")
    for entry in listed["entrants"]:
        need(isinstance(entry, list) and len(entry) == 2, "entrant")
        need(is_hex(entry[0], 20) and is_whole(entry[1], 1, 1_000), "entrant")
    if listed["beacon"] is not None:
        shape(listed["beacon"], "chain round", "beacon")
        need(listed["beacon"]["chain"] == QUICKNET, "chain")
        need(is_whole(listed["beacon"]["round"], 1, 2**53 - 1), "round")
    if r["beacon"] is not None:
        shape(r["beacon"], "randomness signature", "beacon")
        need(is_hex(r["beacon"]["randomness"], 64) and is_hex(r["beacon"]["signature"], 96), "beacon")
    for record in r["records"]:
        check_record(record, listed)
    for winner in r["winners"]:
        shape(winner, "entrant prize ticket", "winner")
        need(is_whole(winner["prize"], 0, 99) and is_whole(winner["ticket"], 1, 1_000), "winner")


def ranking(listed, seed, randomness):
    key = bytes.fromhex(seed) + bytes.fromhex(randomness)
    best = []
    for code, tickets in listed["entrants"]:
        values = (
            (hmac.new(key, b"%s:%d" % (code.encode(), t), hashlib.sha256).digest(), t)
            for t in range(1, tickets + 1)
        )
        value, ticket = min(values)
        best.append((value, code, ticket))
    best.sort()
    return [(code, ticket) for _, code, ticket in best]


def check(text):
    r = json.loads(text)
    check_shape(r)
    need(canonical(r) == text, "canonical")
    listed = r["list"]
    need(sha(r["seed"]) == listed["commitment"], "seed")
    if r["terms"] is not None:
        shape(r["terms"], "nonce prizes title", "terms")
        need(is_hex(r["terms"]["nonce"], 64) and is_words(r["terms"]["title"]), "terms")
        need(isinstance(r["terms"]["prizes"], list) and all(map(is_words, r["terms"]["prizes"])), "terms")
        need(sha(canonical(r["terms"])) == listed["terms"], "terms")
        need(len(r["terms"]["prizes"]) == len(listed["prizes"]), "terms")
    need(sha(canonical(listed)) == r["listHash"], "list")
    codes = [code for code, _ in listed["entrants"]]
    need(all(a < b for a, b in zip(codes, codes[1:])), "order")
    need((listed["beacon"] is None) == (r["beacon"] is None), "beacon")
    randomness = ""
    if r["beacon"] is not None:
        randomness = r["beacon"]["randomness"]
        signature = bytes.fromhex(r["beacon"]["signature"])
        need(hashlib.sha256(signature).hexdigest() == randomness, "randomness")
    known = set(codes)
    for number, record in enumerate(r["records"], 1):
        need(record["number"] == number and record["entrant"] in known, "record")
    # Who kept the place may still leave the prize lying; nothing else happens twice.
    kept = [record["entrant"] for record in r["records"] if record["kind"] == "kept"]
    ended = set()
    for record in r["records"]:
        need(record["entrant"] not in ended, "records")
        if record["kind"] != "kept":
            ended.add(record["entrant"])
    need(len(set(kept)) == len(kept), "records")
    passed = {record["entrant"] for record in r["records"] if record["kind"] == "passed"}
    ranked = ranking(listed, r["seed"], randomness)
    line = [pair for pair in ranked if pair[0] not in passed]
    prizes = [prize for prize, quantity in enumerate(listed["prizes"]) for _ in range(quantity)]
    held = {winner["entrant"]: winner["prize"] for winner in r["winners"]}
    for record in r["records"]:
        if record["kind"] != "passed":
            need(record["entrant"] in held, "record of nobody who won")
            if record["refill"]:
                prizes.append(held[record["entrant"]])
    need(len(r["winners"]) == min(len(prizes), len(line)), "number of winners")
    for winner, prize, (code, ticket) in zip(r["winners"], prizes, line):
        need(winner == {"entrant": code, "prize": prize, "ticket": ticket}, "winner")
    why = {record["entrant"]: record for record in r["records"] if record["kind"] == "passed"}
    places = ((place, why[code]) for place, (code, _) in enumerate(ranked, 1) if code in why)
    return "".join(f" {place}:{one['why']}:{one['by']}" for place, one in places)


for row in sys.stdin:
    try:
        print(f"valid{check(row.rstrip(chr(10)))}", flush=True)
    except Refused as why:
        print(f"refused: {why}", flush=True)
    except (ValueError, KeyError, TypeError) as error:
        print(f"refused: {error!r}", flush=True)
