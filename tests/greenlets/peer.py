"""Gives plays (play.ts) to Python's own greenlet library: a JSON list of plays on stdin, a JSON list of traces on stdout."""
import json
import os
import platform
import sys

plays = json.load(sys.stdin)

try:
    import greenlet
except ImportError:
    json.dump({"absent": "python3 has no module named greenlet"}, sys.stdout)
    sys.exit(0)

MAIN = -1


class Oops(Exception):
    pass


def name(what):
    if isinstance(what, greenlet.GreenletExit):
        return "exit"
    if isinstance(what, Oops):
        return "oops %d" % what.args
    if isinstance(what, ValueError):
        return "cycle"
    return str(what)


# Never let go of: a greenlet that is collected gets a GreenletExit, which is not part of the play.
kept = []


def perform(play):
    trace = []
    greenlets = []
    main = greenlet.getcurrent()

    def of(number):
        return main if number == MAIN else greenlets[number]

    def error(act):
        return greenlet.GreenletExit() if act["what"] == "exit" else Oops(act["value"])

    def carry_out(act):
        if act["act"] == "switch":
            return of(act["to"]).switch(act["value"])
        if act["act"] == "throw":
            return of(act["to"]).throw(error(act))
        if act["act"] == "parent":
            if act["of"] != MAIN:
                of(act["of"]).parent = of(act["to"])
            return None
        raise error(act)

    def body(who, part):
        def run(*given):
            # Plays always give something, so nothing stands for an exit: 3.5.6 starts a fresh parent with the exit of its child in
            # place of the tuple of arguments, not in it (g_handle_exit), and it arrives as no argument.
            first = given[0] if given else greenlet.GreenletExit()
            trace.append("%d starts with %s" % (who, name(first)))
            for act in part["acts"]:
                try:
                    got = carry_out(act)
                    if act["act"] != "parent":
                        trace.append("%d gets %s" % (who, name(got)))
                except BaseException as caught:
                    trace.append("%d catches %s" % (who, name(caught)))
                    if not act["catches"]:
                        raise
            return part["returns"]

        return run

    for who, part in enumerate(play["parts"]):
        greenlets.append(greenlet.greenlet(body(who, part), of(part["parent"])))
    kept.extend(greenlets)
    for act in play["main"]:
        try:
            got = carry_out(act)
            if act["act"] != "parent":
                trace.append("-1 gets %s" % name(got))
        except BaseException as caught:
            trace.append("-1 catches %s" % name(caught))
    for who, each in enumerate(greenlets):
        trace.append("%d is %s" % (who, "dead" if each.dead else "active" if each else "fresh"))
    return trace


traces = [perform(play) for play in plays]
json.dump({"version": "greenlet %s on %s" % (greenlet.__version__, platform.python_version()), "traces": traces}, sys.stdout)
sys.stdout.flush()
os._exit(0)
