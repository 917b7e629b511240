// Judges a certificate's code offline, step for step as docgen/seal does in Python; tests hold the two together.
// Uses `primitives` (vendor/primitives.js: Ed25519, SHA-2, CBOR) and `trust`, which page/__init__.py puts in.

const PREFIX = "DG1:", PURPOSE = "docgen certificate 1";
const KINDS = new Map([[1, "pilot"], [2, "demonstration"]]);
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const SPACES = /[\t-\r\x1c- \x85\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff]+/g;
primitives.hashes.sha512 = primitives.sha512;

const isSealed = (text) => text.trim().startsWith(PREFIX);
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const utf8 = (text) => new TextEncoder().encode(text);

function base45(text) {
  const bytes = [];
  for (let at = 0; at < text.length; at += 3) {
    const values = Array.from(text.slice(at, at + 3), (character) => ALPHABET.indexOf(character));
    const number = values.reduce((sum, value, place) => sum + value * 45 ** place, 0);
    if (values.length === 1 || values.includes(-1) || number >= 256 ** (values.length - 1)) throw new Error("Base45");
    if (values.length === 3) bytes.push(number >> 8);
    bytes.push(number & 255);
  }
  return Uint8Array.from(bytes);
}

// RFC 9052, 4.2 and 4.4: the array tagged 18, and the bytes that its signature is over.
function readSigned(code) {
  const tags = {18: (decode) => ({signed: decode()})};
  const message = primitives.decode(base45(code.trim().slice(PREFIX.length)), {useMaps: true, tags});
  const [guarded, unguarded, payload, signature] = message.signed;
  const header = primitives.decode(guarded, {useMaps: true});
  if (unguarded.size || header.get(1) !== -8) throw new Error("COSE_Sign1");
  return {keyId: hex(header.get(4)), guarded, payload, signature};
}

function byteString(bytes) {
  const {length} = bytes;
  const head = length < 24 ? [0x40 + length] : length < 256 ? [0x58, length] : [0x59, length >> 8, length & 255];
  return [...head, ...bytes];
}

function holds(signed, key) {
  const purpose = utf8(PURPOSE), context = utf8("Signature1");
  const message = [0x84, 0x60 + context.length, ...context];
  message.push(...byteString(signed.guarded), ...byteString(purpose), ...byteString(signed.payload));
  try {
    return primitives.verify(signed.signature, Uint8Array.from(message), fromBase64(key.x), {zip215: false});
  } catch {
    return false; // a signature of another length
  }
}

function fromBase64(text) {
  return Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (character) => character.charCodeAt(0));
}

function unpack(payload) {
  const facts = primitives.decode(payload, {useMaps: true});
  const text = (value) => typeof value === "string" ? value : new TextDecoder("gbk", {fatal: true}).decode(value);
  const alliance = text(facts.get(4));
  return {
    number: text(facts.get(1)),
    kind: KINDS.get(facts.get(2)) ?? String(facts.get(2)),
    unit: text(facts.get(3)),
    alliance,
    title: text(facts.get(5)).split("\0").join(alliance),
    issuers: facts.get(6).map(text),
    date: new Date(facts.get(7) * 86400000).toISOString().slice(0, 10),
    digest: hex(facts.get(8)),
  };
}

const canonical = (text) => text.normalize("NFC").replace(SPACES, "");
const digest = (text) => hex(primitives.sha256(utf8(canonical(text))).slice(0, 16));

function counting(number) {
  const digits = "零一二三四五六七八九", tens = Math.floor(number / 10), ones = number % 10;
  return (tens > 1 ? digits[tens] : "") + (tens ? "十" : "") + (ones ? digits[ones] : "");
}

function dateForms(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  const numerals = iso.slice(0, 4).replace(/\d/g, (digit) => "〇一二三四五六七八九"[digit]);
  return [`${numerals}年${counting(month)}月${counting(day)}日`, `${year}年${month}月${day}日`, iso];
}

function differing(certificate, printed) {
  const words = canonical(printed);
  const forms = ["number", "unit", "alliance", "title"].map((field) => [field, [certificate[field]]]);
  forms.push(...certificate.issuers.map((issuer) => ["issuers", [issuer]]), ["date", dateForms(certificate.date)]);
  const missing = forms.filter(([, texts]) => !texts.some((text) => words.includes(canonical(text))));
  const fields = [...new Set(missing.map(([field]) => field))];
  return fields.length || digest(printed) === certificate.digest ? fields : ["text"];
}

function findRevocation(certificate) {
  const entries = trust.revoked ? trust.revoked.entries : [];
  const last = entries.filter((entry) => entry.number === certificate.number).pop();
  const inForce = last ? last.current.match(/.{32}/g) || [] : [];
  return last && !inForce.includes(certificate.digest) ? last : null;
}

// Returns {status, keyId, certificate, key, revocation, altered}, as `verify` in docgen/seal/verifying.py.
function verify(code, printed) {
  let signed, certificate;
  try {
    signed = readSigned(code);
    certificate = unpack(signed.payload);
  } catch {
    return {status: "forged"};
  }
  const {keyId} = signed, key = trust.keys.find((known) => known.kid === keyId);
  if (!key) return {status: "unknown_key", keyId};
  if (!holds(signed, key)) return {status: "forged", keyId};
  if (key.until && certificate.date > key.until) return {status: "late", keyId, certificate, key};
  const altered = printed ? differing(certificate, printed) : [];
  const revocation = findRevocation(certificate);
  let status = trust.revoked ? "genuine" : "unlisted";
  if (altered.length) status = "altered";
  else if (revocation) status = revocation.successor ? "superseded" : "revoked";
  return {status, keyId, certificate, key, revocation, altered};
}
