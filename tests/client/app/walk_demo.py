#!/usr/bin/python3
# SPDX-FileCopyrightText: The Chat Live 121 authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`chat121 --demo` by ear: a private server, an agent and a customer start, the customer writes, the agent
takes the conversation, answers, notes something for the colleagues, and closes it with a remark. Started by
on_a_display.sh.

    walk_demo.py CHAT121
"""
import os
import subprocess
import sys

import pyatspi

from walk_windows import PATIENCE_S, act, find, press, programs, showing, wait_for

QUESTION = "My parcel has not come"
ANSWER = "It comes tomorrow"
NOTE = "The parcel was lost in the depot"


def of_process(wanted):
    """The program whose window shows a button with this name."""
    return next((app for app in programs() if find(app, pyatspi.ROLE_PUSH_BUTTON, wanted)), None)


def says(app, text):
    return any(text in node.name for node in showing(app))


def named(app, name):
    """What says this of itself, whatever it is."""
    return next((n for n in showing(app) if n.name.startswith(name)), None)


def write(app, text, editor="Write a message", button="Send"):
    line = wait_for("the line to write in", lambda: find_editor(app, editor))
    line.queryEditableText().setTextContents(text)
    press(wait_for(button, lambda: find(app, pyatspi.ROLE_PUSH_BUTTON, button)))


def find_editor(app, name):
    """Its name may begin with whom one writes to."""
    return next((n for n in showing(app) if n.getRole() == pyatspi.ROLE_TEXT and name in n.name), None)


def choose(app, name):
    """A button that stays down: pressed or toggled, as it offers."""
    node = wait_for(name, lambda: named(app, name))
    actions = node.queryAction()
    names = [actions.getName(i) for i in range(actions.nActions)]
    act(node, "Toggle" if "Toggle" in names else "Press")


def note_and_close(agent, customer):
    choose(agent, "Write a note, for staff only")
    write(agent, NOTE, "Write a note for your colleagues", "Add the note")
    wait_for("the note at the agent's", lambda: says(agent, NOTE))
    assert not says(customer, NOTE), "the customer reads a note"
    choose(agent, "Write a reply, which the customer reads")
    press(wait_for("Close", lambda: find(agent, pyatspi.ROLE_PUSH_BUTTON, "Close the conversation")))
    press(wait_for("the wrap-up", lambda: find(agent, pyatspi.ROLE_PUSH_BUTTON, "Skip")))
    wait_for("the end at the customer's", lambda: says(customer, "This conversation is closed."))


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
    note_and_close(agent, customer)


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
