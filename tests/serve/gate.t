#!/usr/bin/env python3
"""The cases of tests/cases/gate.cases, all in one process, where the sanitizers see everything."""
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, here)
from serving import equal, finish, ok, probe
from cases import run_cases

serving = probe()
run_cases(serving, os.path.join(here, "../cases/gate.cases"))
run_cases(serving, os.path.join(here, "../cases/answers.cases"))
log = serving.log()
ok("evil" not in log.replace("\\x00", ""), "the log holds no field of a request")
equal(serving.stop(), (0, True), "it stops, and the sanitizers found nothing")
finish()
