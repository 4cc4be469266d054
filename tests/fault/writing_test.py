"""What befalls a run while it writes: each fault once, and at each moment it can come. Whatever the fault,
running the same command again must give the bytes of a run that nothing befell.

usage: writing_test.py BIN_DIR FAULT_LIBRARY [unittest options]

NEWSMILL_KILLS=20      kills at random moments (default 200)
NEWSMILL_EVERY_STEP=1  every call fails once, not a sample of them
"""
import filecmp
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

BIN = os.path.abspath(sys.argv.pop(1))
FAULT_LIBRARY = os.path.abspath(sys.argv.pop(1))
KILLS = int(os.environ.get("NEWSMILL_KILLS", 200))
EVERY_STEP = bool(os.environ.get("NEWSMILL_EVERY_STEP"))
OPTIONS = ["-q", "--threads", "2", "--batch-size", "64KiB", "--shard-size", "90KiB"]


def files_below(directory):
    found = []
    for folder, names, files in os.walk(directory):
        found += [os.path.relpath(os.path.join(folder, name), directory) for name in names + files]
    return sorted(found)


class FaultCase(unittest.TestCase):
    SIZE = "600K"

    @classmethod
    def setUpClass(cls):
        cls.dir = tempfile.mkdtemp(prefix="newsmill-fault-")
        cls.addClassCleanup(shutil.rmtree, cls.dir)
        cls.archive = os.path.join(cls.dir, "papers.tar.zst")
        subprocess.run([os.path.join(BIN, "newsgen"), "--size", cls.SIZE, "--seed", "5", "-o", cls.archive], check=True)
        cls.want = os.path.join(cls.dir, "want")
        subprocess.run(cls.command(cls.want), check=True)

    def setUp(self):
        self.out = os.path.join(self.dir, "out")
        self.addCleanup(shutil.rmtree, self.out, ignore_errors=True)

    @classmethod
    def command(cls, out, *inputs):
        return [os.path.join(BIN, "newsmill"), "run", *(inputs or [cls.archive]), "-o", out, *OPTIONS]

    def start(self, *inputs, fault=None):
        environment = dict(os.environ)
        if fault:
            environment.update(LD_PRELOAD=FAULT_LIBRARY, NEWSMILL_FAULT=fault)
        return subprocess.Popen(self.command(self.out, *inputs), stderr=subprocess.PIPE, env=environment)

    def run_with(self, *inputs, fault=None):
        process = self.start(*inputs, fault=fault)
        messages = process.communicate()[1].decode()
        return process.returncode, messages

    def start_and_stop(self, *inputs):
        """A run that is in the middle of writing, and holds still."""
        process = self.start(*inputs)
        log = os.path.join(self.out, ".newsmill-partial", "batches.pb")
        while process.poll() is None and not (os.path.exists(log) and os.path.getsize(log) > 300):
            time.sleep(0.001)
        process.send_signal(signal.SIGSTOP)
        self.addCleanup(process.stderr.close)
        return process

    def expect_same(self, want=None):
        want = want or self.want
        names = files_below(want)
        self.assertEqual(files_below(self.out), names)
        for name in names:
            if os.path.isfile(os.path.join(want, name)):
                self.assertTrue(filecmp.cmp(os.path.join(self.out, name), os.path.join(want, name), shallow=False), name)

    def resume(self, want=None):
        code, messages = self.run_with()
        self.assertEqual((code, messages), (0, ""))
        self.expect_same(want)

    def each_step(self, call, what, check):
        """check(exit code, messages) of runs in which the 1st, 2nd, … such call fails, until there is none."""
        step = 1
        while True:
            with self.subTest(call=call, what=what, step=step):
                shutil.rmtree(self.out, ignore_errors=True)
                code, messages = self.run_with(fault=f"{call}:{step}:{what}")
                if code == 0:
                    break
                check(code, messages)
                self.resume()
            step += 1 if EVERY_STEP or step < 6 else random.randint(1, 12)
        self.assertGreater(step, 1, "nothing has failed")
        self.expect_same()


class DiskTest(FaultCase):
    def each_fails(self, call, what, message):
        def check(code, messages):
            self.assertEqual(code, 1, messages)
            self.assertIn(message, messages)

        self.each_step(call, what, check)

    def test_enospc_at_a_write(self):
        self.each_fails("pwrite", "ENOSPC", "No space left on device")

    def test_eio_at_a_write(self):
        self.each_fails("pwrite", "EIO", "Input/output error")

    def test_eio_at_fsync(self):
        self.each_fails("fsync", "EIO", "Input/output error")

    def test_enospc_at_fsync(self):
        self.each_fails("fsync", "ENOSPC", "No space left on device")

    def test_enospc_at_rename(self):
        self.each_fails("rename", "ENOSPC", "No space left on device")

    def test_eio_at_rename(self):
        self.each_fails("rename", "EIO", "Input/output error")

    def test_enospc_at_a_new_file(self):
        self.each_fails("open", "ENOSPC", "No space left on device")

    def test_enospc_at_a_new_directory(self):
        self.each_fails("mkdir", "ENOSPC", "No space left on device")


class KillTest(FaultCase):
    def was_killed(self, code, _):
        self.assertEqual(code, -signal.SIGKILL)

    def test_killed_at_each_step(self):
        self.each_step("any", "KILL", self.was_killed)

    def test_killed_at_each_step_of_the_commit(self):
        for call in ("fsync", "rename", "unlink"):
            self.each_step(call, "KILL", self.was_killed)

    def test_killed_at_random_moments(self):
        seed = int(os.environ.get("NEWSMILL_SEED", 1))
        moments = random.Random(seed)
        start = time.monotonic()
        self.resume()
        whole = time.monotonic() - start
        shutil.rmtree(self.out)
        kills = 0
        while kills < KILLS:
            process = self.start()
            time.sleep(moments.uniform(0, whole))
            process.kill()
            process.communicate()
            kills += process.returncode != 0
            if process.returncode == 0 or kills % 5 == 0:
                with self.subTest(seed=seed, kills=kills):
                    self.resume()
                shutil.rmtree(self.out)

    def test_killed_while_going_on_after_a_kill(self):
        for step in (20, 40, 60):
            self.run_with(fault=f"any:{step}:KILL")
        self.resume()


class RunTest(FaultCase):
    SIZE = "4M"  # long enough to be met in the middle

    def test_two_runs_on_one_output(self):
        first = self.start_and_stop()
        code, messages = self.run_with()
        self.assertEqual(code, 1)
        self.assertIn("another run is writing to", messages)
        first.send_signal(signal.SIGCONT)
        self.assertEqual(first.wait(), 0)
        self.expect_same()

    def test_sigterm_stops_and_the_next_run_goes_on(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            shutil.rmtree(self.out, ignore_errors=True)
            process = self.start_and_stop()
            process.send_signal(number)
            process.send_signal(signal.SIGCONT)
            self.assertEqual(process.wait(), 75)
            self.resume()

    def test_a_finished_run_is_left_alone(self):
        self.resume()
        before = {name: os.stat(os.path.join(self.out, name)).st_mtime_ns for name in files_below(self.out)}
        self.resume()
        self.assertEqual(before, {name: os.stat(os.path.join(self.out, name)).st_mtime_ns for name in files_below(self.out)})

    def test_a_finished_run_of_another_command(self):
        self.resume()
        done = subprocess.run(self.command(self.out) + ["--level", "3"], capture_output=True)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"another command", done.stderr)
        self.expect_same()

    def papers(self):
        """The archive's pages as files."""
        papers = tempfile.mkdtemp(dir=self.dir)
        plain = subprocess.run(["zstd", "-dcq", self.archive], capture_output=True, check=True).stdout
        subprocess.run(["tar", "-xf", "-", "-C", papers], input=plain, check=True)
        pages = [os.path.join(papers, name) for name in files_below(papers)]
        return papers, [page for page in pages if os.path.isfile(page)]

    def test_input_changes_while_it_is_read(self):
        papers, pages = self.papers()
        process = self.start_and_stop(papers)
        with open(pages[len(pages) // 2], "ab") as page:
            page.write("　　又讯：全县已播种玉米3万亩。\n".encode())
        process.send_signal(signal.SIGCONT)
        messages = process.communicate()[1].decode()
        self.assertEqual(process.returncode, 75, messages)
        self.assertIn(f"{papers} changed while it was read", messages)
        self.assertEqual(self.run_with(papers), (0, ""))
        want = os.path.join(self.dir, "want-changed")
        subprocess.run(self.command(want, papers), check=True)
        self.expect_same(want)

    def test_input_changes_after_the_run(self):
        papers, pages = self.papers()
        self.assertEqual(self.run_with(papers), (0, ""))
        os.remove(pages[-1])
        code, messages = self.run_with(papers)
        self.assertEqual(code, 1)
        self.assertIn(f"{papers} has changed since", messages)


class MemoryTest(FaultCase):
    def test_malloc_fails(self):
        def check(code, messages):
            self.assertEqual(code, 1, messages)
            self.assertIn("memory", messages)

        self.each_step("malloc", "ENOMEM", check)


if __name__ == "__main__":
    unittest.main()
