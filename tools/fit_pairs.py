#!/usr/bin/env python3
"""Fits pipeline/rules/common_pairs.zh.tsv: which Han characters stand side by side.

usage: fit_pairs.py ARTICLES.jsonl [--but GOLD.json...] [--least N] > common_pairs.zh.tsv

Each line of ARTICLES is a JSON object with `paras`, a list of texts, and perhaps `title` and `dup_of`.
Articles that share a paragraph with the pages in GOLD (with `items` or `articles`) are left out, so that
those pages can tell how well the pairs serve texts they were not counted in. Plain Python 3, no packages.

A pair counts when it was seen N times or more and at least twice as often as its characters' numbers put
it there by chance: close from 32 times, firm from 6 times, loose from twice as often.
"""
import argparse, collections, json, math, re, sys

HAN = re.compile('[\u4e00-\u9fff]+')
TIES = (('close', 5.0), ('firm', 2.5), ('loose', 1.0))  # logarithms to base 2


def plain(text): return re.sub(r'\s+', '', text)


def paragraphs(gold):
    for item in gold.get('items', []): yield from item['paras']
    for article in gold.get('articles', []):
        for paragraph in article['paragraphs']: yield paragraph['text']


def count(path, left_out):
    single, pairs = collections.Counter(), collections.Counter()
    for line in open(path, encoding='utf8'):
        article = json.loads(line)
        texts = [plain(text) for text in article['paras']]
        if article.get('dup_of') is not None or any(text in left_out for text in texts): continue
        for text in texts + [plain(article.get('title', ''))]:
            for run in HAN.findall(text):
                single.update(run)
                pairs.update(a + b for a, b in zip(run, run[1:]))
    return single, pairs


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('articles'); ap.add_argument('--but', nargs='*', default=[]); ap.add_argument('--least', type=int, default=10)
    o = ap.parse_args()
    left_out = {plain(text) for path in o.but for text in paragraphs(json.load(open(path, encoding='utf8'))) if len(text) > 20}
    single, pairs = count(o.articles, left_out)
    total = sum(single.values())
    rows = collections.defaultdict(lambda: {name: [] for name, _ in TIES})
    for (a, b), seen in sorted(pairs.items()):
        if seen < o.least: continue
        more = math.log2(seen * total / (single[a] * single[b]))
        tie = next((name for name, least in TIES if more >= least), None)
        if tie: rows[a][tie].append(b)
    print('# common_pairs.zh.tsv | used by segment/ | one row per Han character: those that stand behind it more often than chance puts them there')
    print('# first\t' + '\t'.join(name for name, _ in TIES))
    print('# Counted in some thousand articles of a daily by tools/fit_pairs.py, which says what close, firm and loose are.')
    print('# Every pair is its own example.')
    for first, ties in sorted(rows.items()):
        print('\t'.join([first] + [''.join(ties[name]) for name, _ in TIES]).rstrip('\t'))


if __name__ == '__main__': main()
