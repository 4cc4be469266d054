"""The command as a user meets it: exit codes, messages, outputs, and the same bytes at any thread count.

usage: command_test.py BIN_DIR [unittest options]     (BIN_DIR holds newsmill and newsgen)
"""
import filecmp
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

BIN = os.path.abspath(sys.argv.pop(1))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.path.join(ROOT, "..", "shared")

PAGE = """
柳浦日报 责编：何远山 2024年5月8日 星期三 第2版 综合

春耕物资备足

　　本报讯（记者 田禾）截至4月底，全县储备化肥1.2万吨，同比增
长8.5%。
"""


def newsmill(*arguments, **options):
    return subprocess.run([os.path.join(BIN, "newsmill"), *map(str, arguments)], capture_output=True, **options)


def files_below(directory):
    found = []
    for folder, _, names in os.walk(directory):
        found += [os.path.relpath(os.path.join(folder, name), directory) for name in names]
    return sorted(found)


class CommandCase(unittest.TestCase):
    def setUp(self):
        self.dir = tempfile.mkdtemp(prefix="newsmill-test-")
        self.addCleanup(shutil.rmtree, self.dir)

    def path(self, *parts):
        return os.path.join(self.dir, *parts)

    def write(self, name, data):
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data if isinstance(data, bytes) else data.encode())
        return path

    def run_ok(self, *arguments):
        done = newsmill("run", *arguments)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        return done

    def records(self, out, kind):
        done = newsmill("cat", out, "--records", kind, "--format", "jsonl")
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        return [json.loads(line) for line in done.stdout.decode().splitlines()]

    def sample(self, size="2M", *options):
        path = self.path("sample.tar.zst")
        subprocess.run([os.path.join(BIN, "newsgen"), "--size", size, "--seed", "7", "-o", path, *options], check=True)
        return path


class CommandTest(CommandCase):
    # ---- what comes out -------------------------------------------------------------------------

    def test_a_page(self):
        page = self.write("in/liupu/2024-05-08/02.txt", PAGE)
        self.run_ok(page, "-o", self.path("out"))
        [record] = self.records(self.path("out"), "pages")
        self.assertEqual(record["masthead"]["date"], "2024-05-08")
        self.assertEqual(record["masthead"]["page_number"], "2")
        self.assertEqual(record["source"]["member"], "02.txt")
        covered = [n for b in record["blocks"] for r in b["lines"] for n in range(r["first"], r["last"] + 1)]
        filled = [n for n, line in enumerate(PAGE.split("\n"), 1) if line.strip()]
        self.assertLessEqual(set(filled), set(covered))
        [article] = self.records(self.path("out"), "articles")
        self.assertIn("全县储备化肥1.2万吨，同比增长8.5%。", article["paragraphs"][0]["text"])
        self.assertEqual([m["value"] for m in article["metrics"]], [12000, 8.5])
        for metric in article["metrics"]:
            text = article["paragraphs"][metric.get("paragraph", 0)]["text"]
            self.assertEqual(text[metric["value_begin"]:metric["value_end"]], metric["surface"])

    def test_same_bytes_at_one_and_four_threads(self):
        archive = self.sample()
        for threads in (1, 4):
            self.run_ok(archive, "-o", self.path(f"out{threads}"), "--threads", threads, "-q")
        names = files_below(self.path("out1"))
        self.assertEqual(names, files_below(self.path("out4")))
        self.assertIn("_SUCCESS", names)
        self.assertIn("manifest.json", names)
        for name in names:
            self.assertTrue(filecmp.cmp(self.path("out1", name), self.path("out4", name), shallow=False), name)

    def test_archive_of_many_frames_or_one_or_files(self):
        one = self.sample("1M")
        plain = subprocess.run(["zstd", "-dcq", one], capture_output=True, check=True).stdout
        self.write("a.tar", plain)
        frames = b"".join(subprocess.run(["zstd", "-q", "--check"], input=plain[i:i + 100_000], capture_output=True, check=True).stdout
                          for i in range(0, len(plain), 100_000))
        self.write("b.tar.zst", frames)
        os.makedirs(self.path("c"))
        subprocess.run(["tar", "-xf", self.path("a.tar"), "-C", self.path("c")], check=True)
        outputs = []
        for name in ("sample.tar.zst", "a.tar", "b.tar.zst", "c"):
            out = self.path("out-" + name)
            self.run_ok(self.path(name), "-o", out)
            texts = [[p["text"] for p in a.get("paragraphs", [])] for a in self.records(out, "articles")]
            outputs.append(sorted(texts) if name == "c" else texts)
        self.assertEqual(outputs[0], outputs[1])
        self.assertEqual(outputs[0], outputs[2])
        self.assertEqual(sorted(outputs[0]), outputs[3])

    def test_accounts_add_up(self):
        archive = self.sample("1M")
        self.run_ok(archive, "-o", self.path("out"))
        with open(self.path("out", "manifest.json"), encoding="utf-8") as file:
            manifest = json.load(file)
        for row in manifest["inputs"]:
            self.assertEqual(row["members"], row["pages"] + row["rejected"] + row["skipped"])
        self.assertEqual(len(self.records(self.path("out"), "pages")), manifest["counts"]["pages"])
        self.assertEqual(len(self.records(self.path("out"), "articles")), manifest["counts"]["articles"])
        self.assertEqual(len(self.records(self.path("out"), "ads")), manifest["counts"]["ads"])

    def test_json_summary(self):
        page = self.write("02.txt", PAGE)
        done = self.run_ok(page, "-o", self.path("out"), "--json")
        self.assertEqual(json.loads(done.stdout)["pages"], 1)

    def test_quiet_success_is_silent(self):
        page = self.write("02.txt", PAGE)
        done = self.run_ok(page, "-o", self.path("out"), "-q")
        self.assertEqual((done.stdout, done.stderr), (b"", b""))

    def test_text(self):
        page = self.write("02.txt", PAGE)
        self.run_ok(page, "-o", self.path("out"))
        text = newsmill("cat", self.path("out"), "--records", "articles", "--format", "text").stdout.decode()
        self.assertIn("春耕物资备足", text)
        self.assertIn("1.2万吨，同比增长8.5%。", text)

    # ---- bad input ------------------------------------------------------------------------------

    def assert_quarantined(self, done, *words):
        self.assertEqual(done.returncode, 3, done.stderr.decode())
        for word in words:
            self.assertIn(word, done.stderr.decode())

    def test_invalid_utf8(self):
        at = PAGE.encode().index(b"2024")
        bad = PAGE.encode()[:at] + b"\xff\xfe" + PAGE.encode()[at:]
        self.write("in/01.txt", bad)
        self.write("in/02.txt", PAGE)
        done = newsmill("run", self.path("in"), "-o", self.path("out"))
        self.assert_quarantined(done, self.path("in"), "01.txt", f"offset {at}", "not UTF-8")
        self.assertEqual(len(self.records(self.path("out"), "pages")), 1)
        [reject] = self.records(self.path("out"), "rejects")
        self.assertEqual((reject["code"], int(reject["offset"])), ("INVALID_UTF8", at))

    def test_truncated_zstd(self):
        archive = self.sample("1M")
        with open(archive, "rb") as file:
            data = file.read()
        cut = self.write("cut.tar.zst", data[:len(data) // 2])
        good = self.write("02.txt", PAGE)
        done = newsmill("run", cut, good, "-o", self.path("out"))
        self.assert_quarantined(done, "cut.tar.zst", str(len(data) // 2))
        pages = self.records(self.path("out"), "pages")
        self.assertGreater(len(pages), 5)
        self.assertEqual(pages[-1]["source"]["member"], "02.txt")  # the rest goes on

    def test_bad_tar_header(self):
        archive = self.sample("1M")
        data = bytearray(subprocess.run(["zstd", "-dcq", archive], capture_output=True, check=True).stdout)
        names = subprocess.run(["tar", "-tf", "-"], input=bytes(data), capture_output=True, check=True).stdout.split()
        data[data.index(names[3]) + 1] ^= 1
        done = newsmill("run", self.write("bad.tar", bytes(data)), "-o", self.path("out"))
        self.assert_quarantined(done, "bad.tar", "tar header at byte")
        pages = {p["source"]["member"] for p in self.records(self.path("out"), "pages")}
        self.assertEqual(pages, {n.decode() for n in names} - {names[3].decode()})

    def test_unreadable_input(self):
        good = self.write("02.txt", PAGE)
        done = newsmill("run", self.path("none.tar.zst"), good, "-o", self.path("out"))
        self.assert_quarantined(done, "none.tar.zst", "No such file")
        self.assertEqual(len(self.records(self.path("out"), "pages")), 1)

    # ---- usage ----------------------------------------------------------------------------------

    def test_usage_errors(self):
        for arguments in ((), ("run",), ("run", "x"), ("cut",), ("run", "x", "-o", "y", "--level", "99")):
            self.assertEqual(newsmill(*arguments).returncode, 2, arguments)

    def test_bad_rules(self):
        page = self.write("02.txt", PAGE)
        self.write("rules/brackets.tsv", "# brackets.tsv\n# open\tclose\texample\n（\t）\ta\tb\n")
        done = newsmill("run", page, "-o", self.path("out"), "--rules", self.path("rules"))
        self.assertEqual(done.returncode, 2)
        self.assertIn("brackets.tsv:3", done.stderr.decode())

    def test_output_is_not_overwritten(self):
        page = self.write("02.txt", PAGE)
        self.write("taken/mine.txt", "mine")
        done = newsmill("run", page, "-o", self.path("taken"))
        self.assertEqual(done.returncode, 1)
        self.assertIn("taken", done.stderr.decode())
        self.assertEqual(files_below(self.path("taken")), ["mine.txt"])

    def test_version_and_help(self):
        self.assertIn(b"newsmill", newsmill("--version").stdout)
        self.assertIn(b"--threads", newsmill("run", "--help").stdout)


class GoldenTest(CommandCase):
    """tests/golden/pages at one and four threads; tests/golden/update writes the expected files."""

    def test_golden(self):
        golden = os.path.join(ROOT, "tests", "golden")
        for threads in (1, 4):
            out = self.path(f"out{threads}")
            done = newsmill("run", "pages", "-o", out, "--threads", threads, "-q", cwd=golden)
            self.assertEqual(done.returncode, 3, done.stderr.decode())  # one page is not UTF-8
            for kind in ("pages", "articles", "ads", "rejects"):
                with self.subTest(kind=kind, threads=threads), open(os.path.join(golden, kind + ".jsonl"), encoding="utf-8") as file:
                    self.assertEqual(self.records(out, kind), [json.loads(line) for line in file])


@unittest.skipUnless(os.path.isdir(os.path.join(SHARED, "score")), "the scorers are not here")
class ScoreTest(CommandCase):
    """The sample page, judged by the scorers."""

    def test_sample_page(self):
        os.makedirs(self.path("pages", "tzrb", "2021-02-10"))
        shutil.copy(os.path.join(SHARED, "data", "seed", "page.txt"), self.path("pages", "tzrb", "2021-02-10", "02.txt"))
        tar = subprocess.run(["tar", "-C", self.path("pages"), "-cf", "-", "."], capture_output=True, check=True).stdout
        archive = self.write("page.tar.zst", subprocess.run(["zstd", "-q"], input=tar, capture_output=True, check=True).stdout)
        self.run_ok(archive, "-o", self.path("out"))
        for kind in ("pages", "articles", "ads"):
            done = newsmill("cat", self.path("out"), "--records", kind, "--format", "jsonl")
            self.write(kind + ".jsonl", done.stdout)
        seed = subprocess.run([sys.executable, os.path.join(SHARED, "score", "score_seed.py"), self.path("pages.jsonl"),
                               self.path("articles.jsonl"), self.path("ads.jsonl")], capture_output=True)
        self.assertEqual(seed.returncode, 0, seed.stdout.decode() + seed.stderr.decode())
        scored = subprocess.run([sys.executable, os.path.join(SHARED, "score", "score_metrics.py"),
                                 os.path.join(SHARED, "data", "seed", "metrics.tsv"), self.path("articles.jsonl"), "--json"],
                                capture_output=True, check=True)
        result = json.loads(scored.stdout)
        self.assertGreaterEqual(result["found"]["f1"], 0.90, result)
        self.assertGreaterEqual(result["value_and_unit"]["f1"], 0.85, result)
        self.assertGreaterEqual(result["whole"]["f1"], 0.55, result)


if __name__ == "__main__":
    unittest.main()
