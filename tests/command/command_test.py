"""The command as a user meets it: exit codes, messages, outputs, and the same bytes at any thread count.

usage: command_test.py BIN_DIR [unittest options]     (BIN_DIR holds newsmill and newsgen)
"""
import bz2
import filecmp
import gzip
import io
import json
import lzma
import os
import shutil
import subprocess
import sys
import tarfile
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

    def tar(self, pages):
        """A tar of pages by name."""
        data = io.BytesIO()
        with tarfile.open(fileobj=data, mode="w") as archive:
            for name, text in pages.items():
                member = tarfile.TarInfo(name)
                member.size = len(text.encode())
                archive.addfile(member, io.BytesIO(text.encode()))
        return data.getvalue()

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

    def test_issue_key_tells_which_pages_belong_together(self):
        first = "新桥通车\n\n　　新桥昨天通\n（下转第三版）\n"
        third = "（上接第一版）车。历时三年，投资两亿元建成，全长一千米。\n"
        self.write("a.tar", self.tar({"lw-no7-p01.txt": first, "lw-no7-p03.txt": third, "lw-no8-p01.txt": first}))
        stitched = lambda out: sorted(len(article["page_ids"]) for article in self.records(out, "articles"))
        self.run_ok(self.path("a.tar"), "-o", self.path("by-masthead"))
        self.assertEqual(stitched(self.path("by-masthead")), [1, 1, 1])
        self.run_ok(self.path("a.tar"), "-o", self.path("by-key"), "--issue-key", r"^(\w+-no\d+)")
        self.assertEqual(stitched(self.path("by-key")), [1, 2])
        wrong = newsmill("run", self.path("a.tar"), "-o", self.path("wrong"), "--issue-key", "(")
        self.assertEqual(wrong.returncode, 2)
        self.assertIn(b"missing )", wrong.stderr)

    def test_a_page_given_by_its_path_is_told_by_it(self):
        text = "　　新桥昨天通车，历时三年。\n"
        self.write("lwwb/2024-05-08/A03.txt", text)
        for out, given in ("file", "lwwb/2024-05-08/A03.txt"), ("directory", "lwwb/2024-05-08"):
            self.run_ok(self.path(given), "-o", self.path(out))
            [article] = self.records(self.path(out), "articles")
            self.assertEqual([article[key] for key in ("publication", "date", "page_number")],
                             ["lwwb", "2024-05-08", "A3"])

    def test_same_bytes_at_one_and_four_threads(self):
        archive = self.sample()
        for threads in (1, 4):
            self.run_ok(archive, "-o", self.path(f"out{threads}"), "--threads", threads, "-q",
                        *["--pin", "--numa-node", 0][:threads - 1])
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

    def test_profile(self):
        sample = self.sample("2M")
        done = self.run_ok(sample, "-o", self.path("out"), "--threads", "2", "--profile", "--json")
        summary = json.loads(done.stdout)
        profile = summary["profile"]
        parts = {part["name"]: part for part in profile["parts"]}
        self.assertEqual(list(parts), ["prepare", "ahead", "read", "decompress", "decode", "segment", "filter", "assemble",
                                       "extract", "encode", "write", "finish", "rest"])
        self.assertAlmostEqual(sum(part["cpu_seconds"] for part in parts.values()), profile["cpu_seconds"], places=6)
        for name in ("read", "decompress", "decode", "segment", "filter", "assemble", "extract", "encode", "write"):
            self.assertEqual(parts[name]["bytes"], summary["bytes"], name)
            self.assertEqual(parts[name]["batches"], parts["read"]["batches"], name)
            self.assertGreaterEqual(parts[name]["waited_seconds"], 0, name)
        table = self.run_ok(sample, "-o", self.path("out2"), "--profile", "-q").stderr.decode()
        self.assertIn("segment", table)
        self.assertIn("of the clock", table)

    # ---- what goes in --------------------------------------------------------------------------

    def members(self, out):
        return sorted(p["source"]["member"] for p in self.records(out, "pages"))

    def test_standard_input(self):
        tar = self.path("a.tar")
        os.makedirs(self.path("in", "liupu", "2024-05-08"))
        self.write("in/liupu/2024-05-08/02.txt", PAGE)
        subprocess.run(["tar", "-cf", tar, "-C", self.path("in"), "liupu"], check=True)
        with open(tar, "rb") as file:
            done = newsmill("run", "-", "-o", self.path("out"), stdin=file)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        self.assertEqual(self.members(self.path("out")), ["liupu/2024-05-08/02.txt"])

    def test_several_archives_at_once(self):
        archives = []
        for seed, pack in ((1, bz2.compress), (2, lzma.compress), (3, gzip.compress), (4, bytes)):
            path = self.path(f"{seed}.tar")
            subprocess.run([os.path.join(BIN, "newsgen"), "--size", "1500K", "--seed", str(seed), "-o", path], check=True)
            with open(path, "rb") as file:
                data = file.read()
            archives.append(self.write(f"{seed}.packed", pack(data)))
        for threads in (1, 4):
            self.run_ok(*archives, "-o", self.path(f"out{threads}"), "--threads", threads, "--batch-size", "64KiB")
        for name in files_below(self.path("out1")):
            self.assertTrue(filecmp.cmp(self.path("out1", name), self.path("out4", name), shallow=False), name)

    def test_list_of_inputs_and_a_duplicate(self):
        first = self.write("01.txt", PAGE + "一")
        second = self.write("02.txt.gz", gzip.compress(PAGE.encode()))
        third = self.write("03.txt", PAGE + "一")
        self.write("list", f"{first}\n{second}\n\n{third}\n{first}\n")
        self.run_ok("@" + self.path("list"), "-o", self.path("out"))
        self.assertEqual(self.members(self.path("out")), ["01.txt", "02.txt.gz"])
        with open(self.path("out", "manifest.json"), encoding="utf-8") as file:
            inputs = json.load(file)["inputs"]
        self.assertEqual([i.get("duplicate_of") for i in inputs], [None, None, first])
        self.assertEqual(newsmill("run", "@" + self.path("none"), "-o", self.path("out2")).returncode, 2)

    def test_json_lines(self):
        body = PAGE.split("\n\n", 1)[1]  # without its masthead
        lines = [{"no": i, "body": body, "meta": {"day": "2024-05-08", "paper": "liupu"}} for i in (7, 8)]
        jsonl = self.write("a.jsonl", "\n".join(json.dumps(line) for line in lines) + "\n{]\n")
        done = newsmill("run", jsonl, "-o", self.path("out"), "--field", "text=body", "--field", "id=no",
                        "--field", "date=meta.day", "--field", "publication=meta.paper")
        self.assert_quarantined(done, "a.jsonl", "line-3", "line 3")
        self.assertEqual(self.members(self.path("out")), ["liupu/2024-05-08/7", "liupu/2024-05-08/8"])
        for article in self.records(self.path("out"), "articles"):
            self.assertEqual((article["publication"], article["date"]), ("liupu", "2024-05-08"))
        self.assertEqual(newsmill("run", jsonl, "-o", self.path("out2"), "--field", "x=y").returncode, 2)

    def test_encodings(self):
        for name, encoding, options in (("gbk", "GB18030", ()), ("utf-16", "UTF-16LE", ()),
                                        ("gb18030", "GB18030", ("--encoding", "gbk"))):
            out = self.path("out-" + name)
            self.run_ok(self.write(name + ".txt", PAGE.encode(name)), "-o", out, *options)
            [page] = self.records(out, "pages")
            self.assertEqual(page["encoding"], encoding)
            self.assertEqual(page["masthead"]["publication"], "柳浦日报")
        self.assertEqual(newsmill("run", "x", "-o", self.path("o"), "--encoding", "latin1").returncode, 2)

    def test_mojibake_and_repairs(self):
        bad = PAGE.encode("gbk").replace("化肥".encode("gbk"), b"\xff" + "化肥锟斤拷".encode("gbk"))
        self.run_ok(self.write("02.txt", bad), "-o", self.path("out"))
        [page] = self.records(self.path("out"), "pages")
        self.assertEqual(page["mojibake"], 1)
        self.assertEqual(page["repairs"], [{"offset": str(bad.index(b"\xff")), "bytes": "1"}])

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

    # ---- finished outputs -----------------------------------------------------------------------

    def test_cat_to_a_reader_that_has_seen_enough(self):
        self.run_ok(self.sample(), "-o", self.path("out"), "-q")
        cat = subprocess.Popen([os.path.join(BIN, "newsmill"), "cat", self.path("out")], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        cat.stdout.readline()
        cat.stdout.close()
        self.assertEqual((cat.stderr.read(), cat.wait()), (b"", 0))
        cat.stderr.close()

    def test_verify(self):
        self.run_ok(self.sample("1M"), "-o", self.path("out"), "-q")
        for depth in ([], ["--deep"]):
            self.assertEqual(newsmill("verify", self.path("out"), "-q", *depth).returncode, 0)
        shard = self.path("out", "articles", "part-00000.pb.zst")
        with open(shard, "r+b") as file:
            file.seek(os.path.getsize(shard) // 2)
            byte = file.read(1)
            file.seek(-1, os.SEEK_CUR)
            file.write(bytes([byte[0] ^ 1]))
        deep = newsmill("verify", self.path("out"), "--deep")
        self.assertEqual(deep.returncode, 1)
        self.assertIn(b"articles/part-00000.pb.zst", deep.stderr)
        os.truncate(shard, os.path.getsize(shard) // 2)
        done = newsmill("verify", self.path("out"))
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"articles/part-00000.pb.zst", done.stderr)

    def test_cat_by_number_and_id(self):
        self.run_ok(self.sample(), "-o", self.path("out"), "-q", "--batch-size", "64KiB")
        articles = newsmill("cat", self.path("out")).stdout.splitlines()
        some = newsmill("cat", self.path("out"), "--from", "100", "--limit", "7").stdout.splitlines()
        self.assertEqual(some, articles[100:107])
        one = newsmill("cat", self.path("out"), "--id", json.loads(articles[200])["id"])
        self.assertEqual(one.stdout.splitlines(), [articles[200]])
        none = newsmill("cat", self.path("out"), "--id", "0000000000000000-a1")
        self.assertEqual(none.returncode, 1)
        self.assertIn(b"no such record", none.stderr)

    def test_merge_has_the_records_of_both(self):
        first = self.write("a/liupu/2024-05-08/02.txt", PAGE)
        second = self.write("b/liupu/2024-05-09/02.txt", PAGE.replace("5月8日", "5月9日"))
        self.run_ok(first, "-o", self.path("out-a"), "-q")
        self.run_ok(second, "-o", self.path("out-b"), "-q")
        done = newsmill("merge", self.path("out-a"), self.path("out-b"), "-o", self.path("out"))
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        dates = [page["masthead"]["date"] for page in self.records(self.path("out"), "pages")]
        self.assertEqual(dates, ["2024-05-08", "2024-05-09"])
        self.assertEqual(newsmill("verify", self.path("out"), "--deep", "-q").returncode, 0)

    def test_shard_records(self):
        self.run_ok(self.sample(), "-o", self.path("out"), "-q", "--batch-size", "64KiB", "--shard-records", "100")
        with open(self.path("out", "manifest.json"), encoding="utf-8") as file:
            sizes = [row["records"] for row in json.load(file)["shards"] if row["path"].startswith("articles/")]
        self.assertGreater(len(sizes), 3)
        self.assertTrue(all(100 <= size < 200 for size in sizes[:-1]), sizes)

    def test_stat(self):
        self.run_ok(self.write("02.txt", PAGE), "-o", self.path("out"), "-q")
        stat = json.loads(newsmill("stat", self.path("out"), "--json").stdout)
        self.assertEqual(stat["counts"]["pages"], 1)
        self.assertEqual(stat["publications"], {"柳浦日报": 1})

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

    def test_window_larger_than_memory_allows(self):
        pages = self.write("pages.tar", self.tar({"d/01.txt": PAGE}))
        with open(pages, "rb") as file:
            archive = self.write("big.tar.xz", lzma.compress(file.read(), preset=9))  # a dictionary of 64 MiB
        self.run_ok(archive, "-o", self.path("out"))
        done = newsmill("run", archive, "-o", self.path("refused"), "--memory", "512MiB")
        self.assert_quarantined(done, "big.tar.xz", "more than 32 MiB (--memory)")

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

    def test_output_below_an_input(self):
        self.write("in/02.txt", PAGE)
        done = newsmill("run", self.path("in"), "-o", self.path("in", "out"))
        self.assertEqual(done.returncode, 2)
        self.assertIn("lies in the input", done.stderr.decode())

    def test_plan_report_and_completion(self):
        archive = self.sample("300K")
        planned = newsmill("plan", archive, self.path("none.tar"))
        self.assertEqual(planned.returncode, 3)
        self.assertIn(b"tar.zst", planned.stdout)
        self.assertIn(b"No such file", planned.stdout)
        self.run_ok(archive, "-o", self.path("out"))
        report = newsmill("report", self.path("out"))
        self.assertEqual(report.returncode, 0)
        self.assertIn(archive, report.stdout.decode())
        self.assertIn(b"--shard-size", newsmill("completion", "bash").stdout)

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
