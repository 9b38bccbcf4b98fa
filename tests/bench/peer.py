#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""What somebody would write instead: looks into JSON, SyncML and mobileconfig
files, decodes each certificate once, and compares SCEP thumbprints with the
certificates of the folder.  Checks far less than mdmlint does."""
import base64
import hashlib
import json
import os
import plistlib
import re
import sys
import xml.etree.ElementTree as ElementTree

from cryptography import x509

seen = {}


def certificate(text):
    data = base64.b64decode(text)
    if data.startswith(b"-----BEGIN"):
        data = base64.b64decode(b"".join(data.split(b"\n")[1:-2]))
    return certificate_of(data)


def certificate_of(data):
    digest = hashlib.sha256(data).digest()
    if digest not in seen:
        cert = x509.load_der_x509_certificate(data)
        seen[digest] = (hashlib.sha1(data).hexdigest(), cert.subject,
                        cert.not_valid_after)
    return seen[digest][0]


def from_json(path):
    with open(path, "rb") as file:
        data = file.read()
    code = "utf-16" if data.startswith(b"\xff\xfe") else "utf-8-sig"
    document = json.loads(data.decode(code))
    certs, wanted = [], []
    value = document.get("trustedRootCertificate")
    if value:
        certs.append(certificate(value))
    for row in document.get("omaSettings", []):
        if row["omaUri"].endswith("/CAThumbprint"):
            wanted.append(row["value"].lower())
    return certs, wanted


def from_xml(path):
    certs, wanted = [], []
    space = "{SYNCML:SYNCML1.2}"
    for item in ElementTree.parse(path).iter(space + "Item"):
        uri = item.findtext(f"{space}Target/{space}LocURI") or ""
        data = item.findtext(f"{space}Data") or ""
        if uri.endswith("/EncodedCertificate"):
            certs.append(certificate(data))
        elif uri.endswith("/CAThumbprint"):
            wanted.append(data.lower())
    return certs, wanted


def from_plist(path):
    with open(path, "rb") as file:
        document = plistlib.load(file)
    certs, wanted = [], []
    for payload in document["PayloadContent"]:
        if payload["PayloadType"] == "com.apple.security.root":
            certs.append(certificate_of(payload["PayloadContent"]))
        elif payload["PayloadType"] == "com.apple.security.scep":
            wanted.append(payload["PayloadContent"]["CAFingerprint"].hex())
    return certs, wanted


readers = {".json": from_json, ".xml": from_xml, ".mobileconfig": from_plist}


def main(top):
    bad = 0
    for folder, _, names in sorted(os.walk(top)):
        certs, wanted = set(), []
        for name in sorted(names):
            reader = readers.get(os.path.splitext(name)[1])
            if reader is None:
                continue
            path = os.path.join(folder, name)
            found, asked = reader(path)
            certs.update(found)
            wanted += [(path, thumbprint) for thumbprint in asked]
        for path, thumbprint in wanted:
            if thumbprint not in certs:
                print(f"{path}: {thumbprint} is no certificate here")
                bad += 1
    print(f"{bad} wrong")


main(sys.argv[1])
