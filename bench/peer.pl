#!/usr/bin/env perl
# What one would write in an afternoon, in perl; the same work as peer.py, on one core.
#
# usage: zstd -dc ARCHIVE.tar.zst | bench/peer.pl | zstd -1 > OUT.jsonl.zst
use strict;
use warnings;
use utf8;
use Encode qw(decode FB_CROAK);

my $ad = qr/遗失|声明作废|减资公告|注销公告|清算公告|招标公告|拍卖公告|债权人|本院受理|招聘|转让|出租|热线|咨询电话|公告如下|公示|招租|寻人启事|致歉|讣告|征婚|优惠|特价|开盘|售楼|挂失|作废|竞买|竞价|拍卖会|律师声明|更正/;
my $byline = qr/^(?:本报讯|新华社|本报记者)|(?:记者|通讯员)\s*([一-鿿]{2,4})/;
my $number = qr/(?:\d[\d,]*(?:\.\d+)?|[一二三四五六七八九十百千零〇两]+|百分之[一二三四五六七八九十百点零]+)/;
my $unit = qr/%|％|个百分点|万亿元|亿元|万元|元|万亩|亩|公顷|平方公里|平方米|公里|千米|米|万吨|吨|公斤|斤|万千瓦时|千瓦时|万千瓦|万人次|人次|万人|人|万户|户|万个|个|家|项|件|台|辆|座|处|条|所|名|位|次|倍|岁|天|年|月|小时|分钟|余万|万|亿/;
my $metric = qr/([一-鿿]{2,12}?)(同比增长|同比下降|增长|下降|达到|达|超过|为|增加|减少|完成|实现)?(约|近|超)?($number)($unit)/;
my %direction = (map({ $_ => 'INCREASE' } qw(同比增长 增长 增加)), map({ $_ => 'DECREASE' } qw(同比下降 下降 减少)));

# A string as JSON has it.
sub quoted {
    my ($text) = @_;
    $text =~ s/([\\"])/\\$1/g;
    $text =~ s/([\x00-\x1F])/sprintf '\\u%04x', ord $1/ge;
    return "\"$text\"";
}

sub page {
    my ($name, $data) = @_;
    my $text = eval { decode('UTF-8', $data, FB_CROAK) };
    return '{"reject":' . quoted($name) . '}' unless defined $text;
    my $date = $text =~ /((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日/ ? "\"$1-$2-$3\"" : 'null';
    my (@articles, @ads);
    for my $block (split /\n[ \t　]*\n/, $text) {
        $block =~ s/^\s+|\s+$//g;
        $block =~ s/\s*\n\s*//g;
        next if $block eq '';
        if ($block =~ $ad) { push @ads, quoted($block); next }
        if (length($block) < 30 && $block !~ /。$/) { push @articles, [quoted($block), '""', [], []]; next }
        push @articles, ['""', '""', [], []] unless @articles;
        my $article = $articles[-1];
        $article->[1] = quoted($1) if $block =~ $byline && defined $1;
        push @{$article->[2]}, quoted($block);
        while ($block =~ /$metric/g) {
            push @{$article->[3]}, sprintf '{"indicator":%s,"direction":"%s","comparator":"%s","value":"%s","unit":"%s","begin":%d,"end":%d}',
                quoted($1), $direction{$2 // ''} // 'NONE', $3 ? 'APPROX' : 'EQ', $4, $5, $-[4], $+[5];
        }
    }
    my $list = join ',', map {
        sprintf '{"title":%s,"author":%s,"paragraphs":[%s],"metrics":[%s]}', $_->[0], $_->[1], join(',', @{$_->[2]}), join(',', @{$_->[3]})
    } @articles;
    return '{"page":' . quoted($name) . ",\"date\":$date,\"articles\":[$list],\"ads\":[" . join(',', @ads) . ']}';
}

binmode STDIN;
binmode STDOUT, ':encoding(UTF-8)';
while (read(STDIN, my $header, 512) == 512) {
    my ($name, $size, $type) = unpack 'Z100 x24 A12 x20 a1', $header;
    last if $name eq '';
    my $bytes = oct $size;
    read STDIN, my $data, $bytes if $bytes;
    read STDIN, my $padding, (512 - $bytes % 512) % 512 if $bytes % 512;
    print page($name, $data), "\n" if $type eq '0' || $type eq "\0";
}
