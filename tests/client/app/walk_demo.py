#!/usr/bin/python3
# SPDX-FileCopyrightText: The Chat Live 121 authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`chat121 --demo` by ear: a private server, an agent and a customer start, the customer writes, the agent
takes the conversation and answers. Started by on_a_display.sh.

    walk_demo.py CHAT121
"""
import os
import subprocess
import sys

import pyatspi

from walk_windows import PATIENCE_S, act, find, press, programs, showing, wait_for

QUESTION = "My parcel has not come"
ANSWER = "It comes tomorrow"


def of_process(wanted):
    """The program whose window shows a button with this name."""
    return next((app for app in programs() if find(app, pyatspi.ROLE_PUSH_BUTTON, wanted)), None)


def says(app, text):
    return any(text in node.name for node in showing(app))


def write(app, text):
    editor = wait_for("the line to write in", lambda: find(app, pyatspi.ROLE_TEXT, "Write a message"))
    editor.queryEditableText().setTextContents(text)
    press(wait_for("Send", lambda: find(app, pyatspi.ROLE_PUSH_BUTTON, "Send")))


def talk():
    customer = wait_for("the customer's consent page", lambda: of_process("Agree and start"))
    press(find(customer, pyatspi.ROLE_PUSH_BUTTON, "Agree and start"))
    agent = wait_for("the agent's desk", lambda: of_process("Invite customers"))
    write(customer, QUESTION)
    row = wait_for(
        "the customer in the queue",
        lambda: next((n for n in showing(agent) if n.getRole() == pyatspi.ROLE_LIST_ITEM and QUESTION in n.name), None),
    )
    act(row, "Toggle")  # Qt 6.4 offers no selection interface; this chooses the row
    press(wait_for("Take", lambda: find(agent, pyatspi.ROLE_PUSH_BUTTON, "Take")))
    wait_for("the question at the agent's", lambda: says(agent, QUESTION))
    write(agent, ANSWER)
    wait_for("the answer at the customer's", lambda: says(customer, ANSWER))


def main():
    environment = dict(os.environ, QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", LC_ALL="C.UTF-8")
    process = subprocess.Popen([sys.argv[1], "--demo", "--language", "en"], env=environment)
    try:
        talk()
        assert process.poll() is None, "the demo ended by itself"
    finally:
        process.terminate()
        process.wait(PATIENCE_S)
    print("the demo talks")


if __name__ == "__main__":
    main()
