// English paragraphs: numbers, units, verbs, periods, plans; what is no quantity; any input.
#include <gtest/gtest.h>

#include <random>

#include "core/utf8.h"
#include "extract/reading.h"
#include "seed.h"

namespace newsmill {
namespace {

// "indicator=value unit kind direction comparator base status", joined by "; "
std::string told(const std::vector<Metric>& metrics) {
  std::string out;
  for (const Metric& m : metrics) {
    if (!out.empty()) out += "; ";
    out += told(m);
    if (!m.compared_with.empty()) out += " " + m.compared_with;
    if (m.status == Status::kTarget) out += " target";
    if (m.status == Status::kExpected) out += " expected";
  }
  return out;
}

struct Case {
  const char* text;
  const char* want;
};

TEST(English, Cases) {
  for (const Case& c : std::vector<Case>{
           {"Output grew by 5.2 percent to 126 trillion yuan.",
            "Output=5.2% change up; Output=1.26e+14CNY level up"},
           {"About 12.44 million new urban jobs were added.", "new urban jobs=12440000 count ~"},
           {"The surveyed urban jobless rate averaged 5.2 percent.",
            "surveyed urban jobless rate=5.2% level"},
           {"We set a deficit-to-revenue ratio of 3 percent.", "deficit-to-revenue ratio=3% level"},
           {"Grain output of over 650 million metric tons was recorded.",
            "Grain output=650000000t level >"},
           {"Exports reached 40 billion yuan, up 8.9 percent year on year.",
            "Exports=4e+10CNY level; Exports=8.9% change up yoy"},
           {"The poverty rate fell from 65.4 to 58.3 percent.",
            "poverty rate=58.3<65.4% transition down"},
           {"The enrolment rate rose from 58.3 to 65.4 percent.",
            "enrolment rate=65.4<58.3% transition up"},
           {"The enrolment rate rose from 58.3 percent to 65.4 percent.",
            "enrolment rate=65.4<58.3% transition up"},
           {"One third of households own a boat.", "households=33.3333% share"},
           {"Two-thirds of residents agreed.", "residents=66.6667% share"},
           {"Half of the schools closed.", "schools=50% share"},
           {"Turnover doubled.", "Turnover=1x change up"},
           {"Costs halved.", "Costs=50% change down"},
           {"The council bought two dozen buses.", "buses=24 count"},
           {"The harbour project cost $3.2bn.", "harbour project=3200000000USD level"},
           {"The lottery gave her £40,000.", "=40000GBP level"},
           {"Inflation was between 3 and 5 percent.", "Inflation=3..5% level .."},
           {"Inflation was 3-5 percent.", "Inflation=3..5% level .."},
           {"Harvests reached 3 to 5 million tons.", "Harvests=3000000..5000000t level .."},
           {"The price was at least 12 yuan per kilogram.", "price=12CNY/kg level >="},
           {"The price was no more than 12 yuan.", "price=12CNY level <="},
           {"The price was around 12 yuan.", "price=12CNY level ~"},
           {"The price was less than 12 yuan.", "price=12CNY level <"},
           {"Profit margins rose by 1.5 percentage points.", "Profit margins=1.5pp change up"},
           {"The lending rate fell by 25 basis points.", "lending rate=0.25pp change down"},
           {"Savings accounted for 12 percent.", "Savings=12% share"},
           {"Sales exceeded 5 million yuan.", "Sales=5000000CNY level up >"},
           {"Output fell 3 per-\ncent.", "Output=3% change down"},
           {"Output rose 5. 2 percent.", "Output=5.2% change up"},
           {"Output reached 5 mil-\nlion tons.", "Output=5000000t level"},
           {"Output will grow by 5 percent.", "Output=5% change up target"},
           {"Output is expected to reach 5 million tons.", "Output=5000000t level expected"},
           {"On June 5, 2023 the office opened.", ""},
           {"Imports and exports grew by 3 percent and 5 percent, respectively.",
            "Imports=3% change up; exports=5% change up"},
           {"Energy use per 10,000 yuan of output fell 3 percent.",
            "Energy use per 10,000 yuan of output=3% change down"},
           {"We cut taxes and fees by more than 2 billion yuan.",
            "taxes and fees=2000000000CNY change down >"},
           {"The council will keep inflation below 3 percent.", "inflation=3% level < target"},
           {"Pensions were raised by 20 yuan.", "Pensions=20CNY change up"},
           {"We aim for a drop of about 2.5 percent in energy use per unit of output.",
            "energy use per unit of output=2.5% change down ~ target"},
           {"Wool exports of the \"new three\" grew nearly 30 percent.",
            "Wool exports of the \"new three\"=30% change up ~"},
           {"Output grew by 5 percent to reach 126 billion yuan.",
            "Output=5% change up; Output=1.26e+11CNY level"},
           {"Grain output reached a record high of 695,000 tons.", "Grain output=695000t level"},
           {"Wheat rose to $6.15 a bushel from $5.40 last week.",
            "Wheat=6.15<5.4USD/[bu_us] transition up"},
           {"The town's enrolment rate increased to 66.2% from 65.2% a year earlier.",
            "town's enrolment rate=66.2<65.2% transition up"},
           {"Fixed investment grew 3 percent, of which harbour investment grew 5.9 percent.",
            "Fixed investment=3% change up; harbour investment=5.9% change up"},
           {"The added value of mining grew 4 percent.", "added value of mining=4% change up"},
           {"Officials said that coal output rose 4 percent.", "coal output=4% change up"},
           {"Farming, mining and trade expanded by 4.1, 4.7 and 5.8 percent respectively.",
            "Farming=4.1% change up; mining=4.7% change up; trade=5.8% change up"},
           {"The council spent 40 million yuan on schools.", "schools=40000000CNY level"},
           {"We issued 1 trillion yuan of treasury bonds.", "treasury bonds=1e+12CNY level"},
           {"The town ranked third in the province.", "town=3 rank"},
           {"The harbour ranked 12th.", "harbour=12 rank"},
           {"The main targets are: output growth of around 5 percent.",
            "output=5% change up ~ target"},
           {"The number of 5G masts reached 4,250.", "number of 5G masts=4250 count"},
           {"Sales of carts accounted for 31.6 percent of all sales, up 2 percentage points.",
            "Sales of carts=31.6% share; Sales of carts=2pp change up"},
           {"The jobless rate was 4.1 percent, compared with 4.3 percent.",
            "jobless rate=4.1% level"},
           {"Spending on schools will rise to $410 million, up from $385 million last year.",
            "Spending on schools=410000000<385000000USD transition up target"},
           {"The town approved a $12 million budget.", "budget=12000000USD level"},
           {"The council raises property taxes by 3.4 percent.", "property taxes=3.4% change up"},
           {"Reserves fell below 10 percent.", "Reserves=10% level down <"},
           {"Profit before tax halved to £4.5m in the six months to June.",
            "Profit before tax=50% change down; Profit before tax=4500000GBP level down"},
           {"Rent rose 5 percent while the parks got $2 million.",
            "Rent=5% change up; =2000000USD level"},
           {"Profit fell to £5m on revenue of £88m.",
            "Profit=5000000GBP level down; revenue=88000000GBP level"},
           {"The storm dumped 11 inches of rain.", "rain=11[in_i] level"},
           {"They added 150 carts over two years.", "carts=150 count"},
           {"The vote was 9-4.", ""},
           {"Work was finished within three years.", ""},
           {"The harbour ranked high for five consecutive years.", "harbour=5yr streak"},
           {"The office closed ten years ago.", ""},
           {"One in three residents cycles.", ""},
           {"It opened in 1998.", ""},
           {"The train left at 10:30.", ""},
           {"Call 555-0134 today please.", ""},
           {"See section 12 of the law.", ""},
           {"The 14th Five-Year Plan was adopted.", ""},
           {"Leaders of the G20 met over COVID-19.", ""},
           {"It is one of the best towns.", ""},
           {"Mary Poole, 45, is a baker.", ""},
           {"The iPhone 15 sells well here.", ""},
           {"He lives at 12 Baker Street now.", ""}}) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(told(metrics_of(c.text)), c.want);
  }
}

// What is under way when a list of targets begins holds for the list, not for what comes after.
TEST(English, TargetsEndWithTheirList) {
  Article article = article_of(
      {"The main targets for this year are as follows:", "output growth of around 5 percent;",
       "a jobless rate of around 5.5 percent.", "Two thirds of villages have clinics."});
  extractor().extract(article);
  EXPECT_EQ(told(article.metrics),
            "output=5% change up ~ target; jobless rate=5.5% level ~ target; villages=66.6667% "
            "share");
}

TEST(English, WorkReport) {
  const auto m = metrics_of(
      "In 2021, regional output grew by 6.1 percent to 3.4 trillion yuan. A total of 310,000 new "
      "urban jobs were created, and the jobless rate averaged 5.1 percent. In 2022, we will keep "
      "the deficit ratio at 3 percent.");
  EXPECT_EQ(told(m),
            "regional output=6.1% change up; regional output=3.4e+12CNY level up; new urban "
            "jobs=310000 count; jobless rate=5.1% level; deficit ratio=3% level target");
  ASSERT_EQ(m.size(), 5u);
  EXPECT_EQ(iso(m[0].period_begin), "2021-01-01");
  EXPECT_EQ(iso(m[4].period_end), "2022-12-31");
}

TEST(English, Business) {
  EXPECT_EQ(told(metrics_of("Revenue at the ferry maker rose 12 percent to $3.2bn last year. Net "
                            "profit fell by 4 percent, while debt was €900m.")),
            "Revenue at the ferry maker=12% change up; Revenue at the ferry "
            "maker=3200000000USD level up; Net profit=4% change down; debt=900000000EUR level");
}

TEST(English, LocalNewsWithWraps) {
  EXPECT_EQ(
      told(metrics_of("The council spent £40,000 on the foot-\nbridge. More than 1,200 resi-\n"
                      "dents use it daily, and the walk is 3 kilo-\nmetres.")),
      "footbridge=40000GBP level; residents=1200 count >; walk=3km level");
}

// Each row stands in its example, and numbers and units are read there.
TEST(English, EachExampleHoldsItsWord) {
  for (const char* name :
       {"numbers", "units", "cues", "periods", "status", "negatives", "words", "ordinals"}) {
    const RuleTable& table = rules().table("en_" + std::string(name) + ".tsv");
    for (const RuleRow& row : table.rows()) {
      SCOPED_TRACE(row[0]);
      EXPECT_NE(row[table.column("example")].find(row[0]), std::string_view::npos);
    }
  }
}

TEST(English, UnitsAreReadInTheirExamples) {
  for (const RuleRow& row : rules().table("en_units.tsv").rows()) {
    SCOPED_TRACE(row[0]);
    const auto m = metrics_of("we report that " + std::string(row[4]) + " today.");
    ASSERT_EQ(m.size(), 1u);
    EXPECT_EQ(m[0].unit, row[1]);
  }
}

TEST(English, NegativesCountNothing) {
  for (const RuleRow& row : rules().table("en_negatives.tsv").rows()) {
    SCOPED_TRACE(row[0]);
    EXPECT_EQ(told(metrics_of("people " + std::string(row[2]))), "");
  }
}

TEST(English, SurvivesAnyMixOfItsOwnWords) {
  std::vector<std::string> words = {
      " ",        ". ",   ", ", "-", "-\n", "\n", "5",        "12.5",  "1,000", "2023",
      "$",        "£",    "–",  "’", "é",   "😀",  "\xC2\xAD", "from ", " to ",  " and ",
      "between ", " of ", "a ", "%", "(",   ":",  "/",        " per "};
  for (const char* name :
       {"numbers", "units", "cues", "periods", "status", "negatives", "words", "ordinals"})
    for (const RuleRow& row : rules().table("en_" + std::string(name) + ".tsv").rows())
      words.push_back(std::string(row[0]) + " ");
  const unsigned seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 3000; ++round) {
    std::string text = "the output of our town in spring and autumn of this year was well known ";
    for (size_t n = random() % 120; n > 0; --n)
      text += words[random() % (random() % 2 ? 28 : words.size())];
    for (const Metric& m : metrics_of(text)) {
      ASSERT_LT(m.value_begin, m.value_end) << text;
      ASSERT_LE(m.evidence_begin, m.value_begin) << text;
      ASSERT_LE(m.value_end, m.evidence_end) << text;
      ASSERT_LE(m.evidence_end, text.size());
      for (const uint32_t at : {m.value_begin, m.value_end, m.evidence_begin, m.evidence_end})
        ASSERT_TRUE(at == text.size() || utf8::is_start(text[at])) << text;
    }
  }
}

}  // namespace
}  // namespace newsmill
