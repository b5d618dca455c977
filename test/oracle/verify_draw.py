"""A second verifier of fair draws, written from docs/FAIR-DRAW.md alone: it shares no code with the
bot. It reads receipts, one a line, and answers each with `valid` or `refused: why`. The signature of
the public number is not checked here (that needs a pairing); its hash is.
"""
import hashlib
import hmac
import json
import re
import sys

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
        need(is_hex(listed["beacon"]["chain"], 64), "chain")
        need(is_whole(listed["beacon"]["round"], 1, 2**53 - 1), "round")
    if r["beacon"] is not None:
        shape(r["beacon"], "randomness signature", "beacon")
        need(is_hex(r["beacon"]["randomness"], 64) and is_hex(r["beacon"]["signature"], 96), "beacon")
    for record in r["records"]:
        shape(record, "entrant kind number reason refill words", "record")
        need(record["kind"] in ("passed", "forfeited", "redrawn"), "kind")
        need(isinstance(record["refill"], bool), "refill")
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
    need(len({record["entrant"] for record in r["records"]}) == len(r["records"]), "records")
    for number, record in enumerate(r["records"], 1):
        need(record["number"] == number and record["entrant"] in known, "record")
        if record["words"] is not None:
            need(sha(canonical(record["words"])) == record["reason"], "reason")
    passed = {record["entrant"] for record in r["records"] if record["kind"] == "passed"}
    line = [pair for pair in ranking(listed, r["seed"], randomness) if pair[0] not in passed]
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


for row in sys.stdin:
    try:
        check(row.rstrip("\n"))
        print("valid", flush=True)
    except Refused as why:
        print(f"refused: {why}", flush=True)
    except (ValueError, KeyError, TypeError) as error:
        print(f"refused: {error!r}", flush=True)
