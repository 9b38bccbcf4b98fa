# SPDX-License-Identifier: MIT
"""What GitHub and Azure DevOps take for commands in the log of a job.

Written from the descriptions of the two agents: actions/runner's
ActionCommand.cs and azure-pipelines-agent's Command.cs.  They are forgiving,
and so are these: what might be a command is one.
"""

import re


def _unescape(text, table):
    for escaped, char in table:
        text = text.replace(escaped, char)
    return text


_DATA = (("%0D", "\r"), ("%0A", "\n"), ("%25", "%"))
_PROPERTY = (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","),
             ("%25", "%"))
_AZURE = (("%3B", ";"), ("%0D", "\r"), ("%0A", "\n"), ("%5D", "]"),
          ("%AZP25", "%"))


def github(line):
    """(command, properties, message), or None."""
    text = line.lstrip()
    if text.startswith("::"):
        end = text.find("::", 2)
        if end < 0:
            return None
        head, message = text[2:end], text[end + 2:]
        name, _, rest = head.partition(" ")
        properties = {}
        for part in rest.split(","):
            key, equals, value = part.strip().partition("=")
            if equals:
                properties[key] = _unescape(value, _PROPERTY)
        return name, properties, _unescape(message, _DATA)
    # The older form stands anywhere.
    found = re.search(r"##\[([^\]\s]+)[^\]]*\](.*)", line)
    return (found[1], {}, found[2]) if found else None


def azure(line):
    """(area.event, properties, message), or None."""
    found = re.search(r"##vso\[([^\]\s]*)\s*([^\]]*)\](.*)", line, re.I)
    if not found:
        found = re.search(r"##\[([^\]\s]+)\s*([^\]]*)\](.*)", line)
    if not found:
        return None
    properties = {}
    for part in found[2].split(";"):
        key, equals, value = part.strip().partition("=")
        if equals:
            properties[key] = _unescape(value, _AZURE)
    return found[1], properties, _unescape(found[3], _AZURE)
