#!/usr/bin/python3
# SPDX-FileCopyrightText: The Chat Live 121 authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts the real program on a real display and goes the way in as somebody who cannot see would:
through the accessibility bus alone. Started by on_a_display.sh.

    walk_windows.py CHAT121 PICTURE    PICTURE: where the screen is saved as PNG
"""
import os
import struct
import subprocess
import sys
import time
import zlib

import pyatspi

PATIENCE_S = 30
FIRST_SCREEN = ["I have an invitation", "Log in", "Set up an organisation"]
ACCENT = (0x0F, 0x76, 0x6E)
SOME = 2000  # pixels of the button that stands out


def wait_for(what, condition):
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        try:
            found = condition()
        except Exception as error:  # the tree changes while it is read
            found = None
            print("  once more:", error, file=sys.stderr)
        if found:
            return found
        time.sleep(0.1)
    describe()
    raise SystemExit(f"not seen within {PATIENCE_S} s: {what}")


def describe():
    """What there is instead of what was waited for."""
    for app in programs():
        for node in showing(app):
            if node.name:
                print(f"  {app.get_process_id()} {node.getRoleName()}: {node.name}", file=sys.stderr)


def nodes(root):
    yield root
    for child in root:
        if child is not None:
            yield from nodes(child)


def showing(root):
    return [node for node in nodes(root) if node.getState().contains(pyatspi.STATE_SHOWING)]


def programs():
    return [app for app in pyatspi.Registry.getDesktop(0) if app and app.name == "chat121"]


def program():
    return next(iter(programs()), None)


def find(app, role, name):
    return next((n for n in showing(app) if n.getRole() == role and n.name == name), None)


def act(node, name):
    action = node.queryAction()
    names = [action.getName(i) for i in range(action.nActions)]
    assert name in names, f"{node.name} can only {names}"
    action.doAction(names.index(name))


def press(node):
    act(node, "Press")


def nameless(app):
    """What can be reached by keyboard and does not say what it is."""
    return [
        f"{node.getRoleName()} {node.path}"
        for node in showing(app)
        if node.getState().contains(pyatspi.STATE_FOCUSABLE)
        and node.getRole() not in (pyatspi.ROLE_FRAME, pyatspi.ROLE_FILLER)
        and not node.name
    ]


def read_screen():
    """Rows of RGB bytes from the X server's frame buffer file (XWD, 32 bits a pixel)."""
    with open(os.environ["CHAT121_SCREEN"], "rb") as file:
        data = file.read()
    header = struct.unpack(">25I", data[:100])
    size, width, height, stride, colours = header[0], header[4], header[5], header[12], header[19]
    start = size + colours * 12
    order = slice(2, None, -1) if header[7] == 0 else slice(1, 4)
    rows = []
    for y in range(height):
        line = data[start + y * stride : start + y * stride + width * 4]
        rows.append(b"".join(line[x : x + 4][order] for x in range(0, width * 4, 4)))
    return width, height, rows


def save(path, width, height, rows):
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    packed = zlib.compress(b"".join(b"\0" + row for row in rows))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b""))


def is_painted():
    _, _, rows = read_screen()
    accent = bytes(ACCENT)
    return sum(row[x : x + 3] == accent for row in rows for x in range(0, len(row), 3)) > SOME


def walk(app):
    for name in FIRST_SCREEN:
        wait_for(f"button '{name}'", lambda: find(app(), pyatspi.ROLE_PUSH_BUTTON, name))
    missing = nameless(app())
    assert not missing, f"without a name on the first screen: {missing}"
    press(find(app(), pyatspi.ROLE_PUSH_BUTTON, FIRST_SCREEN[0]))

    link = wait_for("field 'Invitation'", lambda: find(app(), pyatspi.ROLE_TEXT, "Invitation"))
    assert link.getState().contains(pyatspi.STATE_EDITABLE)
    missing = nameless(app())
    assert not missing, f"without a name on the invitation page: {missing}"
    link.queryEditableText().setTextContents("chat121://nonsense")
    press(find(app(), pyatspi.ROLE_PUSH_BUTTON, "Continue"))
    wait_for(
        "a sentence on the broken link",
        lambda: any(n.name.startswith("This is not a complete invitation.") for n in showing(app())),
    )
    press(find(app(), pyatspi.ROLE_PUSH_BUTTON, "Back"))
    wait_for("the first screen again", lambda: find(app(), pyatspi.ROLE_PUSH_BUTTON, FIRST_SCREEN[1]))


def main():
    binary, picture = sys.argv[1:3]
    environment = dict(os.environ, QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", LC_ALL="C.UTF-8")
    process = subprocess.Popen(
        [binary, "--theme", "light", "--language", "en", "--profile", os.path.expanduser("~/profile")],
        env=environment,
    )
    try:
        wait_for("the program on the accessibility bus", program)
        wait_for("the accent colour on the screen", is_painted)
        save(picture, *read_screen())
        walk(program)
        assert process.poll() is None, "the program ended by itself"
    finally:
        process.terminate()
        process.wait(PATIENCE_S)
    print("the way in can be walked without seeing it; picture:", picture)


if __name__ == "__main__":
    main()
