#!/usr/bin/env python3
"""What one would write in an afternoon: `re` and multiprocessing. A peer for bench/peers.

usage: zstd -dc ARCHIVE.tar.zst | bench/peer.py PROCESSES | zstd -1 > OUT.jsonl.zst

Members of the tar are pages. Each is checked as UTF-8, cut into paragraphs at blank lines, its lines
re-joined; paragraphs with the words of notices become ads, short ones headings; the others make articles,
and numbers with a unit in them metrics, with the words before as their indicator. Far less than newsmill
does: no layout, no stitching over pages, no periods, no fingerprints.
"""
import json
import multiprocessing
import re
import sys
import tarfile

DATE = re.compile(r"((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日")
AD = re.compile("遗失|声明作废|减资公告|注销公告|清算公告|招标公告|拍卖公告|债权人|本院受理|招聘|转让|出租|热线|咨询电话|公告如下|公示|"
                "招租|寻人启事|致歉|讣告|征婚|优惠|特价|开盘|售楼|挂失|作废|竞买|竞价|拍卖会|律师声明|更正")
BYLINE = re.compile(r"^(?:本报讯|新华社|本报记者)|(?:记者|通讯员)[\s　]*([一-鿿]{2,4})")
NUMBER = r"(?:\d[\d,]*(?:\.\d+)?|[一二三四五六七八九十百千零〇两]+|百分之[一二三四五六七八九十百点零]+)"
UNIT = ("%|％|个百分点|万亿元|亿元|万元|元|万亩|亩|公顷|平方公里|平方米|公里|千米|米|万吨|吨|公斤|斤|万千瓦时|千瓦时|万千瓦|"
        "万人次|人次|万人|人|万户|户|万个|个|家|项|件|台|辆|座|处|条|所|名|位|次|倍|岁|天|年|月|小时|分钟|余万|万|亿")
METRIC = re.compile(rf"([一-鿿]{{2,12}}?)(同比增长|同比下降|增长|下降|达到|达|超过|为|增加|减少|完成|实现)?(约|近|超)?({NUMBER})({UNIT})")
DIRECTION = {"同比增长": "INCREASE", "增长": "INCREASE", "增加": "INCREASE",
             "同比下降": "DECREASE", "下降": "DECREASE", "减少": "DECREASE"}


def metrics(paragraph):
    for found in METRIC.finditer(paragraph):
        name, verb, about, number, unit = found.groups()
        yield {"indicator": name, "direction": DIRECTION.get(verb, "NONE"), "comparator": "APPROX" if about else "EQ",
               "value": number, "unit": unit, "begin": found.start(4), "end": found.end(5)}


def page(task):
    name, data = task
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return json.dumps({"reject": name, "offset": error.start})
    date = DATE.search(text)
    articles, ads = [], []
    for block in re.split(r"\n[ \t　]*\n", text):
        joined = re.sub(r"\s*\n\s*", "", block.strip())
        if not joined:
            continue
        if AD.search(joined):
            ads.append(joined)
        elif len(joined) < 30 and not joined.endswith("。"):
            articles.append({"title": joined, "paragraphs": [], "metrics": []})
        else:
            if not articles:
                articles.append({"title": "", "paragraphs": [], "metrics": []})
            byline = BYLINE.search(joined)
            if byline and byline.group(1):
                articles[-1]["author"] = byline.group(1)
            articles[-1]["paragraphs"].append(joined)
            articles[-1]["metrics"] += metrics(joined)
    return json.dumps({"page": name, "date": date.groups() if date else None, "articles": articles, "ads": ads},
                      ensure_ascii=False)


def members():
    with tarfile.open(fileobj=sys.stdin.buffer, mode="r|") as tar:
        for member in tar:
            if member.isfile():
                yield member.name, tar.extractfile(member).read()


if __name__ == "__main__":
    processes = int(sys.argv[1])
    if processes == 1:
        for line in map(page, members()):
            print(line)
    else:
        with multiprocessing.Pool(processes) as pool:
            for line in pool.imap(page, members(), chunksize=16):
                print(line)
