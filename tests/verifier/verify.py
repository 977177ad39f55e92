#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks what giamsat hands to outsiders, without giamsat: written from engine/kernel/journal/FORMAT.md and c2sp.org.
    verify.py proof FILE POLICY [ISSUED_FILE]            an entry or a case is in the journal (C2SP tlog-proof)
    verify.py export FOLDER POLICY [OLDER_CHECKPOINT…]   a whole exported journal holds (C2SP tlog-tiles)
Ends with 0 when it holds; with 1 when it does not, and the reason is printed. Needs Python 3.11 and nothing else."""
import base64, datetime, hashlib, json, pathlib, re, sys, unicodedata
def require(holds, why):
    if not holds: raise ValueError(why)
# ---- Ed25519 (RFC 8032): S reduced, A and R canonical and not of small order, the equation without the cofactor ----
P, L, NEUTRAL = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493, (0, 1, 1, 0)
D, ROOT = -121665 * pow(121666, -1, P) % P, pow(2, (P - 1) // 4, P)

def add(a, b):  # points are (X, Y, Z, T): x = X/Z, y = Y/Z, x*y = T/Z
    m, n = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    c, d = 2 * D * a[3] * b[3] % P, 2 * a[2] * b[2] % P
    e, f, g, h = n - m, d - c, d + c, n + m
    return e * f % P, g * h % P, f * g % P, e * h % P
def times(scalar, a):
    result = NEUTRAL
    for bit in bin(scalar)[2:]: result = add(add(result, result), a if bit == "1" else NEUTRAL)
    return result
def same(a, b): return (a[0] * b[2] - b[0] * a[2]) % P == 0 == (a[1] * b[2] - b[1] * a[2]) % P
def point(data):
    y, odd = int.from_bytes(data, "little") & (2**255 - 1), data[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P: x = x * ROOT % P
    if x & 1 != odd: x = P - x
    require(y < P and (x * x - square) % P == 0, "no point of the curve, or not its only spelling")
    require(not same(times(8, (x, y, 1, x * y % P)), NEUTRAL), "a point of small order")
    return x, y, 1, x * y % P
BASE = point(bytes.fromhex("58" + "66" * 31))
def check_signature(key, message, signature, whose):
    a, r, s = point(key), point(signature[:32]), int.from_bytes(signature[32:], "little")
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    require(len(signature) == 64 and s < L and same(times(s, BASE), add(r, times(k, a))), f"a wrong signature of {whose}")
# ---- words, numbers and hashes, each in its only spelling ----
def unbase64(text, length=None):
    data = base64.b64decode(text, validate=True)
    require(base64.b64encode(data).decode() == text and length in (None, len(data)), "base64 of another spelling or length")
    return data
def number(text):
    require(re.fullmatch("0|[1-9][0-9]{0,18}", text) and int(text) < 2**63, "not a number: " + text[:40])
    return int(text)
def key_name(name):
    require(name and not re.search("[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000+]", name), "a bad key name")
    return name.encode()  # fails where it is no UTF-8
def verifier_key(text, kind):  # signed-note: name+id+key, here as (name, id, key)
    name, key_id, material = text.split("+", 2)
    name, material = key_name(name), unbase64(material, 33)
    is_its_id = hashlib.sha256(name + b"\n" + material).hexdigest()[:8] == key_id
    require(is_its_id and material[0] == kind, "a verifier key of another type, or with a wrong id")
    return name, bytes.fromhex(key_id), material[1:]
# ---- whom to believe (tlog-policy), and checkpoints that stand by it (signed-note, tlog-checkpoint, tlog-cosignature) ----
class Policy:
    def __init__(self, data):
        self.logs, self.witnesses, self.groups, self.quorum, grouped = [], {}, {}, None, set()
        require(all(b in (9, 10) or b > 31 and b != 127 for b in data) and data.endswith(b"\n"), "a policy is lines of text")
        for line in data.decode(errors="surrogateescape").split("\n"):
            match [word for word in re.split("[ \t]+", line) if word]:
                case ["log", key, *url] if len(url) < 2: self.logs.append(verifier_key(key, 1))
                case ["witness", name, key, *url] if len(url) < 2 and self.is_new(name): self.witnesses[name] = verifier_key(key, 4)
                case ["group", name, least, *names] if names and self.is_new(name):
                    least = {"any": "1", "all": str(len(names))}.get(least, least)
                    require(re.fullmatch("[1-9][0-9]{0,8}", least) and int(least) <= len(names), "policy: " + line)
                    known = set(names) <= self.witnesses.keys() | self.groups.keys()
                    require(known and len(set(names) - grouped) == len(names), "policy: unknown, or in two groups: " + line)
                    self.groups[name], grouped = (int(least), names), grouped | set(names)
                case ["quorum", name] if not self.quorum and (name == "none" or not self.is_new(name)): self.quorum = name
                case [word, *_] if not word.startswith("#"): raise ValueError("policy: " + line)
        once = all(len({key for _, _, key in keys}) == len(keys) for keys in (self.logs, self.witnesses.values()))
        require(self.quorum and once, "policy: no quorum, or a key that stands twice")
    def is_new(self, name): return name not in ("none", *self.witnesses, *self.groups)
    def checkpoint(self, data, quorum=True):  # gives origin, size, root and who cosigned when
        text, signatures = read_note(data)
        origin, size, root, *extensions = text[:-1].decode().split("\n")
        require(origin and all(extensions), "an empty line in a checkpoint")
        by_log, cosigners = False, {}
        for whose, known in [*((None, log) for log in self.logs), *self.witnesses.items()]:
            for signature in (one for name, key_id, one in signatures if (name, key_id) == known[:2]):
                time = int.from_bytes(signature[:8], "big") if whose else 0
                message = b"cosignature/v1\ntime %d\n" % time + text if whose else text
                check_signature(known[2], message, signature[8 if whose else 0:], whose or "a log")
                require(time < 2**63, "a cosignature after the end of time")
                if whose: cosigners[whose] = max(time, cosigners.get(whose, 0))
                else: by_log |= known[0] == origin.encode()
        require(by_log, "not signed by a log that is believed")
        standing = {"none", *cosigners}
        for name, (least, names) in self.groups.items(): standing |= {name} if len(standing & set(names)) >= least else set()
        require(not quorum or self.quorum in standing, "not cosigned as the policy asks")
        return origin, number(size), unbase64(root, 32), cosigners
def read_note(data):
    text, blank, lines = data.rpartition(b"\n\n")
    require(blank and len(data) <= 2**18 and lines.endswith(b"\n") and lines.count(b"\n") <= 64, "not a signed note")
    require(all(c >= " " or c == "\n" for c in data.decode()), "a control character in a note")
    signatures = []
    for line in lines[:-1].decode().split("\n"):
        dash, name, encoded = line.split(" ")
        signatures.append((key_name(name), unbase64(encoded)[:4], unbase64(encoded)[4:]))
        require(dash == "—" and signatures[-1][2], "a malformed signature line")
    return text + b"\n", signatures
# ---- the tree (RFC 6962 section 2.1) ----
def leaf(entry): return hashlib.sha256(b"\0" + entry).digest()
def node(left, right): return hashlib.sha256(b"\1" + left + right).digest()
def root_of(hashes):  # pair by pair; what is left over goes up as it is
    while len(hashes) > 1: hashes = [*map(node, hashes[::2], hashes[1::2]), *hashes[len(hashes) & ~1:]]
    return hashes[0] if hashes else hashlib.sha256().digest()
def climbed(start, index, size, path):  # PATH of section 2.1.1, the other way round
    require((size > 1) == bool(path), "a path of a wrong length")
    if size == 1: return start
    left = 1 << (size - 1).bit_length() - 1
    if index < left: return node(climbed(start, index, left, path[:-1]), path[-1])
    return node(path[-1], climbed(start, index - left, size - left, path[:-1]))
# ---- entries (FORMAT.md: “One entry”) ----
ID, HASH, TEXT, NEEDED = "[0-9a-f]{32}", "[0-9a-f]{64}", "(?s:.+)", {"cmd", "date", "i", "kind", "n", "office", "t", "v"}
SHAPES = {"act": TEXT, "actor": TEXT, "auth": TEXT, "body": dict, "case": ID, "case_prev": HASH, "case_seq": int, "cmd": ID,
          "date": "[0-9]{4}-[0-9]{2}-[0-9]{2}", "def": HASH, "enc": [{"commit": HASH, "ct": TEXT, "kid": "[0-9a-f]{16}",
          "nonce": "[0-9a-f]{48}", "path": TEXT, "subject": ID}], "i": int, "kind": r"(?=.{1,60}/)[a-z_]+(\.[a-z_]+)+/[1-9]\d{0,3}",
          "n": int, "office": ID, "on_behalf": TEXT, "refs": [HASH], "t": int, "v": int, "via": TEXT}
def fits(value, like):  # no value is empty: it would have been left out
    if isinstance(like, list): return type(value) is list and value and all(fits(one, like[0]) for one in value)
    if isinstance(like, dict): return type(value) is dict and [*value] == [*like] and all(map(fits, value.values(), like.values()))
    if isinstance(like, type): return type(value) is like and (value >= 0 if like is int else value)
    return type(value) is str and re.fullmatch(like, value, re.A)
def is_plain(value, depth=1):
    if isinstance(value, dict): return depth <= 64 and all(k.isascii() and is_plain(v, depth + 1) for k, v in value.items())
    if isinstance(value, list): return depth <= 64 and all(is_plain(one, depth + 1) for one in value)
    if isinstance(value, str): return unicodedata.is_normalized("NFC", value)
    return value is None or isinstance(value, int) and -2**53 <= value <= 2**53
def read_entry(data, origin):
    e = json.loads(data.decode())
    require(isinstance(e, dict) and is_plain(e) and len(data) < 65536, "an entry outside the format")
    canonical = json.dumps(e, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    require(canonical == data and NEEDED <= e.keys(), "an entry that is not canonical or not whole")
    for key, value in e.items(): require(fits(value, SHAPES.get(key, "(?!)")), "an entry with a wrong " + key)
    require(e["v"] == 1 and e["i"] < e["n"] < 2**31 and datetime.date.fromisoformat(e["date"]), "an entry with wrong numbers")
    require(("case" in e) == ("case_seq" in e) and ("case_prev" in e) == (e.get("case_seq", 0) > 0), "an entry with half a case")
    require((origin + "/").startswith(f"giamsat.invalid/{e['office']}/"), "an entry of another office")
    return e
def unbundled(data):
    while data:
        end = 2 + int.from_bytes(data[:2], "big")
        require(end <= len(data), "a bundle that is cut short")
        yield data[2:end]
        data = data[end:]
def follow(entry, data, cases):  # each entry of a case names the one before it, from its first on
    expected = cases.get(entry.get("case"), (0, None))
    require((entry.get("case_seq"), entry.get("case_prev")) == expected, "the chain of a case is broken")
    cases[entry["case"]] = entry["case_seq"] + 1, leaf(data).hex()
# ---- the two commands ----
def proof(policy, file, issued=None):
    head, *lines = file.read_bytes().split(b"\n")
    extra = lines.pop(0)[6:].decode() if lines[0].startswith(b"extra ") else ""
    blank, bundle, cases = lines.index(b""), [*unbundled(unbase64(extra))], {}
    require(head == b"c2sp.org/tlog-proof@v1" and lines[0].startswith(b"index ") and bundle, "not a proof of an entry")
    index, path = number(lines[0][6:].decode()), [unbase64(line.decode(), 32) for line in lines[1:blank]]
    origin, size, root, cosigners = policy.checkpoint(b"\n".join(lines[blank + 1:]))
    require(index < size and climbed(leaf(bundle[-1]), index, size, path) == root, "the entry is not in the tree")
    entries = [read_entry(data, origin) for data in bundle]
    for entry, data in zip(entries, bundle) if len(bundle) > 1 else (): follow(entry, data, cases)
    require(len(cases) < 2, "entries of several cases")
    recorded = entries[-1].get("body", {}).get("sha256") if entries[-1]["kind"] == "report.issued/1" else None
    require(not issued or recorded == hashlib.sha256(issued.read_bytes()).hexdigest(), "this is not the file that was issued")
    return {"origin": origin, "index": index, "size": size, "cosigners": cosigners, "entries": entries}
def tile(folder, level, index, count):  # tlog-tiles: the file of up to 256 out of `count` hashes or entries
    path = f"{index % 1000:03}" + (f".p/{count - 256 * index}" if count < 256 * (index + 1) else "")
    while index := index // 1000: path = f"x{index % 1000:03}/{path}"
    return (folder / "tile" / str(level) / path).read_bytes()
def export(policy, folder, *older):
    origin, size, root, cosigners = policy.checkpoint((folder / "checkpoint").read_bytes())
    leaves, cases, (command, i, n) = [], {}, (None, -1, 0)
    for index in range((size + 255) // 256):
        for data in unbundled(tile(folder, "entries", index, size)):
            entry = read_entry(data, origin)
            goes_on, begins = (command, i + 1, n), (entry["cmd"], 0, entry["n"]) if i + 1 == n and entry["cmd"] != command else None
            command, i, n = entry["cmd"], entry["i"], entry["n"]
            require((command, i, n) in (goes_on, begins), "the entries of a command do not stand together")
            if "case" in entry: follow(entry, data, cases)
            leaves.append(leaf(data))
        require(len(leaves) == min(size, 256 * (index + 1)), "a bundle with too many entries, or too few")
    require(i + 1 == n and root_of(leaves) == root, "the entries do not give the root that was signed")
    hashes, level = leaves, 0
    while hashes:
        for index in range((len(hashes) + 255) // 256):
            whole = b"".join(hashes[256 * index:256 * index + 256])
            require(tile(folder, level, index, len(hashes)) == whole, "a tile that does not follow from the entries")
        hashes, level = [root_of(hashes[at:at + 256]) for at in range(0, len(hashes) - 255, 256)], level + 1
    for file in older:
        old_origin, old_size, old_root, _ = policy.checkpoint(file.read_bytes(), quorum=False)
        continued = old_origin == origin and 0 < old_size <= size and root_of(leaves[:old_size]) == old_root
        require(continued, f"{file} is not continued: the journal was cut, altered or forked")
    return {"origin": origin, "size": size, "cosigners": cosigners, "cases": len(cases), "older": len(older)}

try:
    kind, subject, trust, *rest = sys.argv[1:] if len(sys.argv) > 3 else sys.exit(__doc__)
    check, paths = {"proof": proof, "export": export}[kind], [pathlib.Path(path) for path in (trust, subject, *rest)]
    print(json.dumps(check(Policy(paths[0].read_bytes()), *paths[1:]), ensure_ascii=False))
except (ValueError, OSError, LookupError, TypeError, RecursionError) as why:
    sys.exit(f"refused: {type(why).__name__}: {why}")
