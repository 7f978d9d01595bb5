"""Forty trials that each keep a core busy for one second, two at a time, as an Optuna study on SQLite whose trials are subprocesses.

    sweep.py FOLDER
"""
import subprocess
import sys

from common import *

TRIAL = "import sys, time; end = time.perf_counter() + 1\nwhile time.perf_counter() < end: pass\nprint(sys.argv[1])"
STUDY = """
import optuna, subprocess, sys
optuna.logging.set_verbosity(optuna.logging.WARNING)
def objective(trial):
    rate = trial.suggest_float("rate", 1e-5, 1e-1, log=True)
    return float(subprocess.run([sys.executable, "-c", sys.argv[1], str(rate)], capture_output=True, text=True, check=True).stdout)
study = optuna.create_study(storage="sqlite:///study.db", direction="maximize")
study.optimize(objective, n_trials=40, n_jobs=2)
"""


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "study.db").unlink(missing_ok=True)
    time = seconds_of(lambda: subprocess.run([sys.executable, "-c", STUDY, TRIAL], cwd=folder, check=True))
    result(time, [time])


if __name__ == "__main__":
    main()
