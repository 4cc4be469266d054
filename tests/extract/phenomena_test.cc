// Streaks, orders of magnitude, asides, denominators, goals: each phenomenon with its record.
#include <gtest/gtest.h>

#include "extract/reading.h"

namespace newsmill {
namespace {

struct Case {
  const char* text;
  const char* want;
};

TEST(Phenomena, Cases) {
  for (const Case& c : std::vector<Case>{
           {"粮食总产连续20年丰收、连续9年稳定在1.3万亿斤以上。",
            "粮食总产=20年 streak; 粮食总产=1.3e+12jin level flat >="},
           {"主要经济指标增速连续3年高于全省平均水平。", "主要经济指标增速=3年 streak"},
           {"球队取得三连胜，排名升至世界第4位。", "球队=3连胜 streak; 排名=4rank rank up in 世界"},
           {"受害群众数以千计。", "受害群众=1000人 count order"},
           {"成千上万的游客涌入古城。", "涌入古城的游客=1000人 count order"},
           {"户均增收两三千元。", "户均=2000..3000CNY change up .. of 户"},
           {"全县七八成农户参加合作社。", "参加合作社的农户占比=70..80% share .. of 农户"},
           {"社会消费品零售总额达47.1亿元，增长7.2%（同比提高7.4个百分点）。",
            "社会消费品零售总额=4710000000CNY level; 社会消费品零售总额=7.2% change "
            "up; 社会消费品零售总额增速=7.4pp change up vs yoy"},
           {"他捐资100万元（约合14万美元）设立奖学金。",
            "他捐资=1000000CNY level; 他捐资=140000USD level"},
           {"拟每10股派发现金红利3元（含税）。", "每10股派发现金红利=3CNY level target"},
           {"实际使用外资（1.13万亿元）保持高位。", "实际使用外资=1.13e+12CNY level"},
           {"中国（上海）自由贸易试验区进出口增长5%。",
            "中国（上海）自由贸易试验区进出口=5% change up"},
           {"研发经费支出占国内生产总值比重达2.64%。",
            "研发经费支出占国内生产总值比重=2.64% share of 国内生产总值"},
           {"每万人口发明专利拥有量达11.8件。", "每万人口发明专利拥有量=11.8件 level of 万人口"},
           {"人均可支配收入增长6.1%。", "人均可支配收入=6.1% change up of 人"},
           {"国际金价报每盎司1955.3美元。", "国际金价=1955.3USD level of 盎司"},
           {"入库流量每秒2300立方米。", "入库流量=2300m3 level of 秒"},
           {"三分之二的村民用上了自来水。", "用上了自来水的村民占比=66.66666667% share of 村民"},
           {"工业投资占固定资产投资的比重为38.6%，比上年同期提高2.4个百分点。",
            "工业投资占固定资产投资的比重=38.6% share of 固定资产投资; "
            "工业投资占固定资产投资的比重=2.4pp change up of 固定资产投资 vs yoy"},
           {"0—14岁人口占13.5%。", "0—14岁人口=13.5% share"},
           {"城镇调查失业率平均为5.2%。", "城镇调查失业率=5.2% level"},
           {"赤字率拟按3%安排，赤字规模4.06万亿元。",
            "赤字率=3% level target; 赤字规模=4.06e+12CNY level"},
           {"中央预算内投资拟安排7000亿元。", "中央预算内投资=7e+11CNY level target"},
           {"居民消费价格（CPI）同比持平，环比下降0.2%。",
            "居民消费价格（CPI）=0.2% change down vs mom"},
           {"强降雨造成12个县（市、区）受灾。", "受灾的强降雨的县（市、区）=12个 count"},
           {"最高气温35℃到37℃，最低气温26℃，相对湿度60%—85%。",
            "最高气温=35..37摄氏度 level ..; 最低气温=26摄氏度 level; "
            "相对湿度=60..85% level .."},
           {"平均气温较常年偏高1.2℃，降水量偏少两成。",
            "平均气温=1.2摄氏度 change up vs 常年; 降水量=20% change down"},
           {"在全国168个重点城市中排名第15位，较上年前进3位。",
            "重点城市=168个 threshold; =15rank rank in 在全国168个重点城市; =3位 "
            "change up vs yoy"},
           {"万元GDP能耗下降3.1%。", "万元GDP能耗=3.1% change down"},
           {"全年开行班列1.7万列。", "开行班列=17000列 count"},
           {"亩产520公斤，比前年多打了60公斤。", "亩产=520kg level; 亩产=60kg change up vs 前年"},
           {"他给了我们很多纪念品，多给你两个苹果。", ""},
           {"沿海最大风力9至11级，阵风达13级。", "沿海最大风力=9..11级 level ..; 阵风=13级 level"},
           {"他参加了3级考试。", ""},
           {"她以1分57秒50夺冠。", ""},
           {"猪肉价格由降转升，上涨6.7%。", "猪肉价格=6.7% change up"},
           {"公路客运量1128万人次，日均37万人次。",
            "公路客运量=11280000人次 count; 公路客运量日均=370000人次 count"},
           {"其中65岁及以上人口占比达到17.2%。",
            "人口=65岁 threshold >=; 65岁及以上人口占比=17.2% share"},
           {"平均雨量156毫米，最大雨量出现在石浦镇，达423毫米。",
            "平均雨量=156mm level; 最大雨量=423mm level"},
           {"海关将新增查验线6条。", "海关将新增查验线=6条 count up target"},
           {"乡镇卫生院和村卫生室覆盖率均达到100%。",
            "乡镇卫生院覆盖率=100% level; 村卫生室覆盖率=100% level"},
           {"羊肉最高卖到46元。", "羊肉=46CNY level <="},
           {"收入比由2.11缩小至2.05。", "收入比=2.05<2.11 transition down"},
           {"民间投资由下降1.8%转为增长2.3%。", "民间投资=2.3<-1.8% transition up"},
           {"追缴赃款1亿元，比去年同期多追回2400万元。",
            "追缴赃款=100000000CNY level; 追缴赃款=24000000CNY change up vs yoy"},
           {"人工省了一半。", "人工=50% change down"},
           {"人均预期寿命79.8岁。", "人均预期寿命=79.8岁 level of 人"},
           {"基本每股收益0.61元。", "基本每股收益=0.61CNY level"},
           {"共打破3项全国纪录。", "全国纪录=3项 count"},
           {"满意度在全省13个设区市中排名第二，比上年前进3位。",
            "设区市=13个 threshold; 满意度=2rank rank in 在全省13个设区市; 满意度=3位 change up vs "
            "yoy"},
           {"追缴违法所得120余万元。", "违法所得=1200000CNY level >"},
           {"旅客吞吐量612万人次，恢复到2019年的112%。",
            "旅客吞吐量=6120000人次 count; 旅客吞吐量=112% level vs 2019年"},
           {"A、B两市GDP均超过万亿元，合计占全省的45.6%。",
            "A、B两市GDP=1e+12CNY level >; A、B两市GDP占全省=45.6% share of 全省"},
           {"手机上网用户数突破千万户。", "手机上网用户数=10000000户 count up >"},
           {"空气优良天数增加12天。", "空气优良天数=12天 change up"},
           {"地区生产总值五年年均增长6.2%。", "地区生产总值=6.2% change up"},
           {"今年发展主要预期目标是：国内生产总值增长5%左右；城镇新增就业1200万人以上。",
            "国内生产总值=5% change up ~ target; 城镇新增就业=12000000人 count up >= "
            "target"},
           {"每千名儿童拥有3岁以下婴幼儿托位3.6个。",
            "婴幼儿托位=3岁 threshold <; 每千名儿童3岁以下婴幼儿托位=3.6个 "
            "count of 千名"},
           {"湿度60%，部分县超过95%。", "湿度=60% level; 部分县湿度=95% level >"},
           {"空气质量优良天数286天，占比78.4%。",
            "空气质量优良天数=286天 level; 空气质量优良天数占比=78.4% share"},
           {"产量居沿海城市第二。", "产量=2rank rank in 沿海城市"},
           {"球队以38胜4负的战绩夺冠。", "球队胜场=38胜 count; 球队负场=4负 count"},
           {"通达26个国家236个城市。", "国家=26个 count; 城市=236个 count"},
           {"当地连续45个月实现100%重箱率。", "当地=45个月 streak; 当地重箱率=100% level"},
           {"出口同比增长9.8%，较3月加快10.5个百分点。",
            "出口=9.8% change up vs yoy; 出口同比增速=10.5pp change up vs 3月"},
           {"再扩种1000亩。", "扩种=1000mu level up"},
           {"邯黄、朔黄和沧港3条铁路实现互联互通。", "实现互联互通的铁路=3条 count"},
           {"海洋所、地质所、物理所……20多个研究所入驻。", "入驻的研究所=20个 count >"},
           {"成千上万家店铺开业。", "开业的店铺=1000家 count order"},
           {"我们归纳了3个显著特征。", ""},
           {"5年期贷款利率为3.5%。", "5年期贷款利率=3.5% level"},
           {"建成了2座水库，收到300封来信。", "水库=2座 count; 收到的来信=300封 count"},
           {"竖起6根长约12米的钢梁。", "竖起的钢梁=6根 count; 钢梁长=12m level ~"},
           {"展出10套共53件戏服。", "展出的戏服=10套 count; 展出的戏服=53件 count"},
           {"修起8条约2公里长的街。", "修起的街=8条 count; 街长=2km level ~"},
           {"县里倡议“每年邀请5万名城里的学生走进乡村学习交流、了解农事”。",
            "走进乡村学习交流、了解农事的每年邀请的城里的学生=50000名 count"},
           {"300名教师“编制不动、跨校服务”。", "教师=300名 count"},
           {"联赛展开15轮单循环比赛。", "联赛展开的单循环比赛=15轮 count"},
           {"建成2块11人制足球场。", "11人制足球场=2块 count"},
           {"38支参赛队伍到场。", "到场的参赛队伍=38支 count"},
           {"38支队伍参赛。", "参赛的队伍=38支 count"},
           {"创新指数排名攀升至全球第二十四位。", "创新指数排名=24rank rank up in 全球"},
           {"依照本法第二十四条规定，罚款由主任伍成签发。", ""},
           {"国内生产总值实现5%的增长。", "国内生产总值=5% change up"},
           {"海外门店数量实现近6倍增长。", "海外门店数量=6x change up ~"},
           {"当地举办招聘会12场。", "当地举办招聘会=12场 count"},
           {"来自各地的70名奖学金获得者到场。", "到场的来自各地的奖学金获得者=70名 count"},
           {"该设备可降低能耗30%。", "能耗=30% change down"},
           {"水土流失治理率达85%。", "水土流失治理率=85% level"},
           {"工人吊装147米长的叶片。", "叶片长=147m level"},
           {"沿途是平均海拔4000米的草原。", "草原平均海拔=4000m level"},
           {"当地建成总投资20亿元的产业园。", "产业园总投资=2000000000CNY level"},
           {"建设绿电占比不低于80%的园区。", "绿电占比=80% share >="},
           {"来自40个国家的300名学生到场。", "国家=40个 count; 到场的学生=300名 count"},
           {"各界代表约200人出席活动。", "各界代表=200人 count ~"},
           {"事故造成37人死亡。", "事故的死亡=37人 count"},
           {"有15名青年代表也将参加活动。", "将参加活动的青年代表=15名 count"},
           {"案件涉及31个省份。", "案件的省份=31个 count"},
           {"绿电交易量逐年快速增长，由5亿千瓦时增至98亿千瓦时。",
            "绿电交易量=9800000000<500000000kW.h transition up"},
           {"单产较2024年又提高3.3%。", "单产=3.3% change up vs 2024年"},
           {"我们聚焦3个核心产业——新材料、算力、低空经济。", "核心产业=3个 count"},
           {"当地拥有8亿人口。", "当地的人口=800000000人 count"},
           {"销量达9万台，是去年同期的3倍。", "销量=90000台 count; 销量=3x share vs 去年同期"},
           {"收入达3亿元，为预算的110.3%。",
            "收入=300000000CNY level; 收入占预算=110.3% share of 预算 vs 预算"},
           {"22间以作家名字命名的书屋开放。", "以作家名字命名的书屋开放=22间 count"},
           {"玉米每亩增收超过300元。", "玉米=300CNY change up > of 亩"},
           {"每亩增收超过300元。", "每亩增收=300CNY change up > of 亩"},
           {"对单位处一万元以上五万元以下的罚款。", "单位处的罚款=10000..50000CNY level .."},
           {"流量达20GB/户·月。", "流量=20GBy/户 level"},
           {"参加2024、2025两届论坛。", ""},
           {"办结率达98%。", "办结率=98% level"},
           {"已征集到书画作品90余幅。", "书画作品=90幅 count >"},
           {"平均减环节58.2%。", "减环节=58.2% change down"},
           {"能见度低于50米时，道路封闭。", "能见度=50m level <"},
           {"课题组将转换效率从6%提升到15%。", "转换效率=15<6% transition up"},
           {"从业者人均月增收3000元。", "从业者=3000CNY change up of 人"},
           {"误差不能超过20厘米。", "误差=20cm level <="},
           {"观测站位于北纬30度。", ""},
           {"他是前进村5组村民。", ""},
           {"产值翻了3倍。", "产值=3x change up"},
           {"效率达到人工的3倍以上。", "效率=3x share >= vs 人工"},
           {"某公司已拥有门店300家。", "某公司门店=300家 count"},
           {"门店占比已从5%提升至8%。", "门店占比=8<5% transition up"},
           {"厂里推出厚度为3毫米的钢板。", "钢板厚度=3mm level"},
           {"井深约30米、宽2米。", "井深=30m level ~; 井宽=2m level"},
           {"堆场里的煤堆高近6米。", "堆场里的煤堆高=6m level ~"},
           {"一块高3米的石碑立在路口。", "石碑高=3m level"},
           {"增速比全省同级城市平均高4.5个百分点。", "增速=4.5pp change up vs 全省同级城市平均"},
           {"今年引进5个3亿元以上的项目。",
            "3亿元以上的项目=5个 count; 项目=300000000CNY threshold >="},
           {"30%的亿元以上项目完工。",
            "完工的亿元以上项目占比=30% share of 亿元以上项目; 项目=100000000CNY threshold >="},
           {"新塔比旧塔高3米。", "新塔=3m change up vs 旧塔"},
           {"山区气温降至零下二三十摄氏度。", "山区气温=-30..-20摄氏度 level down .."},
           {"山顶气温零下20℃至零下5℃。", "山顶气温=-20..-5摄氏度 level .."},
           {"冰面气温-12℃至3℃。", "冰面气温=-12..3摄氏度 level .."},
           {"利率降至负0.1%。", "利率=-0.1% level down"},
           {"村干部始终把防汛放在第一位。", ""},
           {"她是当地第一位女机长。", ""},
           {"队伍跻身省级龙舟榜单第七名。", "队伍=7rank rank in 省级龙舟榜单"},
           {"该刊位列全球前5%。", "该刊=5% rank top in 全球"},
           {"1200余家展商以及20多支乐队到场。", "展商=1200家 count >; 到场的乐队=20支 count >"},
           {"展馆迎来30个国家的客商。", "展馆迎来的国家=30个 count"},
           {"49家企业实际损失高达6亿余元。", "企业=49家 count; 企业实际损失=600000000CNY level >"},
           {"本省7个城市PM2.5平均浓度为35微克/立方米。",
            "本省的城市=7个 count; 本省城市PM2.5平均浓度=35ug/m3 level"},
           {"全省41个工业大类中的30个实现增长。",
            "全省的工业大类=41个 count; 实现增长的工业大类=30个 count"},
           {"机组成本不到进口机组售价的三成。",
            "机组成本占进口机组售价=30% share < of 进口机组售价 vs 进口机组售价"},
           {"用户数较2023年的5000户有大幅增长。", ""},
           {"拉横幅、敲铜锣、挨家喊话……志愿者转移57名老人。", "志愿者转移的老人=57名 count"},
           {"我们对全镇76名教师进行培训。", "进行培训的全镇的教师=76名 count"},
           {"邀请7名来自各乡的果农。", "邀请的来自各乡的果农=7名 count"},
           {"全省发送旅客3万人次，运送货物5万吨。",
            "全省发送旅客=30000人次 count; 运送货物=50000t level"},
           {"收入达3亿元，名义增长5%，扣除价格因素实际增长4%。",
            "收入=300000000CNY level; 收入=5% change up; 收入=4% change up"},
           {"景区接待游客3万人次。去年，这一数字为2万人次。",
            "景区接待游客=30000人次 count; 景区接待游客=20000人次 count"},
           {"全县新开工项目23个，总投资5亿元。",
            "全县新开工项目=23个 count; 全县新开工项目总投资=500000000CNY level"},
           {"今年将建设学校3所，改造医院5所；已完成投资6亿元。",
            "建设学校=3所 count target; 改造医院=5所 count target; 完成投资=600000000CNY level"},
           {"规划建设住房20栋，目前安置居民81户。",
            "规划建设住房=20栋 count target; 安置居民=81户 count"},
           {"当地有6名从业人员受到表彰。", "受到表彰的当地的从业人员=6名 count"}}) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(all_told(metrics_of(c.text)), c.want);
  }
}

// A report in spring without a heading: what was is of the year before, goals are of this one.
TEST(Phenomena, ReportsAreToldByTheirWords) {
  Article article =
      article_of({"过去一年，全省生产总值增长6.1%。", "今年主要预期目标是：生产总值增长6%。",
                  "过去五年，我们稳中求进。人均生产总值突破7万元。"});
  article.date = std::chrono::year(2024) / std::chrono::January / 22;
  extractor().extract(article);
  ASSERT_EQ(article.metrics.size(), 3u);
  EXPECT_EQ(iso(article.metrics[0].period_end), "2023-12-31");
  EXPECT_EQ(iso(article.metrics[1].period_end), "2024-12-31");
  EXPECT_EQ(article.metrics[1].status, Status::kTarget);
  EXPECT_EQ(iso(article.metrics[2].period_end), "2023-12-31");
  EXPECT_EQ(article.metrics[2].status, Status::kAchieved);
}

// A measure in words is often a turn of phrase, a number a name's part.
TEST(Phenomena, TurnsOfPhraseCountNothing) {
  for (const char* text : {"做决定时多一分清醒。", "据民警卜一成介绍，险情解除。", "万成打算搬家。",
                           "下半场他命中高难度三分。", "十里长廊旁人来人往。",
                           "他在中铁十四局干了半辈子。", "他拿到男子50米仰泳铜牌。",
                           "球队止步四分之一决赛。", "球队止步1/4决赛。", "旧居第二层可以参观。"}) {
    SCOPED_TRACE(text);
    EXPECT_EQ(all_told(metrics_of(text)), "");
  }
  EXPECT_EQ(all_told(metrics_of("约三成说没听过。")), "说没听过占比=30% share ~ of 说没听过");
  EXPECT_EQ(all_told(metrics_of("河道全长三十里。")), "河道全长=30里 level");
  EXPECT_EQ(all_told(metrics_of("该队得20.5分。")), "该队=20.5分 level");
}

TEST(Phenomena, RanksAmongRegions) {
  for (const Case& c :
       std::vector<Case>{{"绿电增速居全省山区县第4。", "绿电增速=4rank rank in 全省山区县"},
                         {"林木总量、茶叶产量分别居山区县第4、第6。",
                          "林木总量=4rank rank in 山区县; 茶叶产量=6rank rank"},
                         {"绿电增速排名全省山区县第4。", "绿电增速=4rank rank in 全省山区县"},
                         {"绿电增速居省内设区市第5位。", "绿电增速=5rank rank in 省内设区市"},
                         {"绿电增速跃居省内地级市第9，水质居开发区第6。",
                          "绿电增速=9rank rank up in 省内地级市; 水质=6rank rank in 开发区"}}) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(all_told(metrics_of(c.text)), c.want);
  }
}

// Of a year to come is what a plan tells; what someone means to do, or says, ends with its words.
TEST(Phenomena, IntentsEndWithTheirSentence) {
  for (const Case& c : std::vector<Case>{
           {"明年秋天，老杜打算扩种。村里卖粮的收入超过3亿元。",
            "村里卖粮的收入=300000000CNY level >"},
           {"“明年再养200头牛。”他说。村里建起大棚30座。",
            "养的牛=200头 count target; 村里建起大棚=30座 count"},
           {"到2030年，力争建成公园30个。全市已建成公园12个，绿地率为45%。",
            "建成公园=30个 count target; 全市已建成公园=12个 count; 绿地率=45% level"},
           {"明年是实施规划的重要一年。粮食产量达到5万吨。", "粮食产量=50000t level target"},
           {"到2030年，我们要强起来。城镇化率达到75%。", "城镇化率=75% level target"},
           {"“十五五”时期，我们要强起来。城镇化率达到75%。", "城镇化率=75% level target"},
           {"“十五五”开局之年，城镇化率达到75%。", "城镇化率=75% level"},
           {"迈入“十五五”，日子更好。城镇化率达到75%。", "城镇化率=75% level"},
           {"明年新建公园3个。新建绿道5公里。",
            "新建公园=3个 count target; 新建绿道=5km level target"}}) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(all_told(metrics_of(c.text)), c.want);
  }
}

// Whose the values are, and which things are counted.
TEST(Phenomena, OwnersAndConditions) {
  for (const Case& c : std::vector<Case>{
           {"甲队以15枚金牌、9枚银牌和11枚铜牌。",
            "甲队的金牌=15枚 count; 甲队的银牌=9枚 count; 甲队的铜牌=11枚 count"},
           {"2025金融街论坛举行，他拾金不昧，一字千金。", ""},
           {"甲队共有300名运动员，获得17金21银。",
            "甲队的运动员=300名 count; 甲队金牌=17金 count; 甲队银牌=21银 count"},
           {"甲队夺得8金12银。", "甲队金牌=8金 count; 甲队银牌=12银 count"},
           {"有43个站点降水量超过100毫米。",
            "降水量超过100毫米的站点=43个 count; 站点降水量=100mm level >"},
           {"规上企业128家，实现营业收入210亿元，利润9.8亿元。",
            "规上企业=128家 count; 规上企业营业收入=2.1e+10CNY level; 规上企业利润=980000000CNY "
            "level"},
           {"规上工业利润比去年同期翻了一番。", "规上工业利润=1x change up vs yoy"},
           {"每吨成本降至二十七元五角。", "每吨成本=27.5CNY level down of 吨"},
           {"其中小麦约占九成。", "小麦=90% share ~"},
           {"铁路部门将发送旅客18万人次。", "铁路部门将发送旅客=180000人次 count target"},
           {"甲国和53个国家签约。", "签约的国家=53个 count"}}) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(all_told(metrics_of(c.text)), c.want);
  }
}

// The same in English.
TEST(Phenomena, EnglishReportsAreToldByTheirWords) {
  Article article = article_of({"Report on the Work of the Government", "Output grew by 5 percent.",
                                "We will cut energy use by 2 percent."});
  article.date = std::chrono::year(2024) / std::chrono::March / 5;
  extractor().extract(article);
  ASSERT_EQ(article.metrics.size(), 2u);
  EXPECT_EQ(iso(article.metrics[0].period_end), "2023-12-31");
  EXPECT_EQ(iso(article.metrics[1].period_end), "2024-12-31");
}

}  // namespace
}  // namespace newsmill
