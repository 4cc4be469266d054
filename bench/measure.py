"""What the benches share: the archives they run on, and commands measured from outside.

Archives are made once, by newsgen, and kept in out/bench/; the name tells what they hold.
"""
import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tarfile
import time
import zipfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
WORK = os.path.join(ROOT, "out", "bench")
NOISE = 0.15  # a pair whose yardstick is further from the median yardstick is dropped

# Kind of archive: the ending of its name, and what unpacks it to standard output.
KINDS = {
    "tar": (".tar", ["cat"]),
    "zst": (".tar.zst", ["zstd", "-dcq"]),            # one frame: unpacked by one thread
    "zst-frames": (".frames.tar.zst", ["zstd", "-dcq"]),  # frames of 2 MB: unpacked side by side
    "gz": (".tar.gz", ["gzip", "-dc"]),
    "zip": (".zip", ["unzip", "-p"]),
    "jsonl": (".jsonl.zst", ["zstd", "-dcq"]),
}


def parser(doc, **defaults):
    """The options that all benches have."""
    options = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--size", default=defaults.get("size", "256M"), help="of the text, as for newsgen")
    options.add_argument("--density", default="ordinary", choices=["ordinary", "report"])
    options.add_argument("--pairs", type=int, default=defaults.get("pairs", 5), help="times that all is run")
    options.add_argument("--build", default=os.path.join(ROOT, "build", "release"))
    options.add_argument("--json", action="store_true")
    return options


def cores():
    return len(os.sched_getaffinity(0))


def numbers(text):
    return [int(number) for number in text.split(",")]


def up_to(most):
    """1, 2, 4, … and the last."""
    return sorted({1 << power for power in range(most.bit_length())} | {most})


# ---- archives -----------------------------------------------------------------------------------


def archive(build, kind, size, density, seed=1, anew=False):
    """The path of an archive, made if it is not there yet or of an older newsgen (`anew`: in any case)."""
    path = os.path.join(WORK, f"{density}-{size}-{seed}{KINDS[kind][0]}")
    newsgen = os.path.join(build, "newsgen")
    if anew or not os.path.exists(path) or os.path.getmtime(path) < os.path.getmtime(newsgen):
        os.makedirs(WORK, exist_ok=True)
        if not anew:
            print(f"making {os.path.basename(path)}", file=sys.stderr)
        part = os.path.join(WORK, f"part-{os.getpid()}{KINDS[kind][0]}")
        _make(build, kind, ["--size", size, "--density", density, "--seed", str(seed)], part)
        os.rename(part, path)
    return path


def _make(build, kind, what, path):
    newsgen = [os.path.join(build, "newsgen"), *what]
    if kind == "zst":
        subprocess.run([*newsgen, "-o", path], check=True)
        return
    if kind == "zst-frames":
        subprocess.run([*newsgen, "--frame-size", "2M", "-o", path], check=True)
        return
    if kind == "tar":
        subprocess.run([*newsgen, "-o", path], check=True)
        return
    subprocess.run([*newsgen, "--format", "tar", "-o", path + ".tar"], check=True)
    if kind == "gz":
        with open(path, "wb") as out:
            subprocess.run(["gzip", "-nc", path + ".tar"], stdout=out, check=True)
    elif kind == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
            for name, text in _pages(path + ".tar"):
                out.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    else:
        with open(path, "wb") as out:
            zstd = subprocess.Popen(["zstd", "-3", "-cq"], stdin=subprocess.PIPE, stdout=out)
            for name, text in _pages(path + ".tar"):
                line = json.dumps({"id": name, "text": text.decode()}, ensure_ascii=False) + "\n"
                zstd.stdin.write(line.encode())
            zstd.stdin.close()
            zstd.wait()
    os.remove(path + ".tar")


def _pages(tar):
    with tarfile.open(tar) as members:
        for member in members:
            if member.isfile():
                yield member.name, members.extractfile(member).read()


# ---- commands -----------------------------------------------------------------------------------


class Run:
    """One run of a command: seconds of the clock and of all processors, peak resident bytes."""

    def __init__(self, command, stdin=None, env=None):
        start = time.monotonic()
        process = subprocess.Popen(command, stdin=stdin, stdout=subprocess.PIPE, env=env)
        self.output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"{command[0]}: exit code {process.returncode}")
        self.seconds = time.monotonic() - start
        self.cpu = usage.ru_utime + usage.ru_stime
        self.peak = usage.ru_maxrss * 1024


def _cpu_of_children():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


class Yardstick(Run):
    """UNPACK ARCHIVE | wc -c: the least that anything does which reads the archive."""

    def __init__(self, kind, path):
        before = _cpu_of_children()
        start = time.monotonic()
        unpack = subprocess.Popen([*KINDS[kind][1], path], stdout=subprocess.PIPE)
        super().__init__(["wc", "-c"], stdin=unpack.stdout)
        unpack.stdout.close()
        if unpack.wait() != 0:
            sys.exit(f"{KINDS[kind][1][0]} cannot read {path}")
        self.seconds = time.monotonic() - start
        self.cpu = _cpu_of_children() - before
        self.bytes = int(self.output)


class Newsmill(Run):
    """newsmill run with a summary, output thrown away."""

    def __init__(self, build, path, *options):
        out = os.path.join(WORK, f"shards-{os.getpid()}")
        try:
            super().__init__([os.path.join(build, "newsmill"), "run", path, "-o", out, "--json",
                              "--profile", *map(str, options)])
        finally:
            shutil.rmtree(out, ignore_errors=True)
        self.summary = json.loads(self.output)

    def parts(self):
        """Processor seconds by part of the flow."""
        return {part["name"]: part["cpu_seconds"] for part in self.summary["profile"]["parts"]}


def median(values):
    return statistics.median(values)


def interleaved(times, base, *others, noise=NOISE):
    """Runs `base` and then `others`, so many times; gives the rows whose base is near the median."""
    base()  # what is read is in the page cache from here on
    rows = [(base(), *(other() for other in others)) for _ in range(times)]
    typical = median(row[0].seconds for row in rows)
    return [row for row in rows if abs(row[0].seconds / typical - 1) <= noise] or rows


def machine():
    """What a figure must name."""
    with open("/proc/cpuinfo") as info:
        model = next((line.split(":", 1)[1].strip() for line in info if line.startswith("model name")), "?")
    return f"{model}, {cores()} cores"
