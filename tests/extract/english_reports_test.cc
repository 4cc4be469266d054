// English as reports on work, statistics and news print it: each phenomenon with its record.
#include <gtest/gtest.h>

#include "extract/reading.h"

namespace newsmill {
namespace {

struct Case {
  const char* text;
  const char* want;
};

TEST(EnglishReports, Cases) {
  for (const Case& c : std::vector<Case>{
           {"Gross domestic product (GDP) surpassed 126 trillion yuan, an increase of 5.2 "
            "percent.",
            "Gross domestic product (GDP)=1.26e+14CNY level up >; Gross domestic product "
            "(GDP)=5.2% change up"},
           {"A total of 12.44 million urban jobs were added.", "urban jobs=12440000 count"},
           {"We saw an annual increase in power generation of over 300 gigawatts.",
            "power generation=300000000kW change up >"},
           {"The newly installed wind capacity accounted for over half of the world total.",
            "installed wind capacity=50% share > of world total"},
           {"More than 11.7 million students will graduate this year.",
            "students=11700000 count > target"},
           {"Subsidies for medical insurance will be increased by an average of 30 yuan per "
            "person.",
            "Subsidies for medical insurance=30CNY/person change up target"},
           {"Old-age benefits for rural residents will be raised by 20 yuan per month.",
            "Old-age benefits for rural residents=20CNY/mo change up target"},
           {"Energy intensity will be cut by about 2.5 percent.",
            "Energy intensity=2.5% change down ~ target"},
           {"Life expectancy rose by 0.4 years to 78.6 years.",
            "Life expectancy=0.4yr change up; Life expectancy=78.6yr level up"},
           {"R&D spending rose to over 2.5 percent of GDP, up from 2.1 percent.",
            "R&D spending=2.5<2.1% transition up > of GDP"},
           {"We will strive for growth of over 5 percent in GDP.", "GDP=5% change up > target"},
           {"Fixed investment will grow by 6 percent or more.",
            "Fixed investment=6% change up >= target"},
           {"We aim to cut energy use by 2 percent or so.", "energy use=2% change down ~ target"},
           {"We will keep the jobless rate within 5.5 percent.",
            "jobless rate=5.5% level <= target"},
           {"The forest cover is 61.2 percent, 2.3 percentage points higher than the "
            "national average.",
            "forest cover=61.2% level; forest cover=2.3pp change up vs national average"},
           {"Rainfall was 40 percent below average.", "Rainfall=40% change down vs average"},
           {"Ore mills above designated size posted a profit of 586 million yuan.",
            "profit=586000000CNY level"},
           {"PM2.5 concentration fell to 24 micrograms per cubic meter.",
            "PM2.5 concentration=24ug/m3 level down"},
           {"The mortality rate dropped to 6.8 per thousand.", "mortality rate=0.68% level down"},
           {"The income of urban and rural residents reached 71,268 yuan and 37,565 yuan, "
            "up 4.1 percent and 6.6 percent respectively.",
            "income of urban residents=71268CNY level; income of rural residents=37565CNY "
            "level; income of urban residents=4.1% change up; income of rural "
            "residents=6.6% change up"},
           {"Output of coal and steel grew 3 percent and 5 percent respectively.",
            "Output of coal=3% change up; Output of steel=5% change up"},
           {"Energy use and carbon emissions per unit of output will be cut by 13.5 percent "
            "and 18 percent, respectively.",
            "Energy use=13.5% change down target; carbon emissions per unit of output=18% "
            "change down target"},
           {"The town ranked first in the country in tea exports for the third consecutive "
            "year.",
            "town=1 rank in country; town=3yr streak"},
           {"Nine out of ten residents were satisfied.", "residents=90% share of residents"},
           {"Nearly three in four parents agreed.", "parents=75% share ~ of parents"},
           {"The dam supplies half the town's water.", "town's water=50% share of town's water"},
           {"Hundreds of homes were damaged.", "homes=100 count order"},
           {"Exports saw a 5.6 percent year-on-year increase.", "Exports=5.6% change up"},
           {"There was a 12 percent drop in ticket sales.", "ticket sales=12% change down"},
           {"The bank raised its rate by a quarter of a percentage point to a range of "
            "5.25% to 5.5%.",
            "rate=0.25pp change up; range=5.25..5.5% level .."},
           {"The load factor was 92%, up two points.",
            "load factor=92% level; load factor=2pp change up"},
           {"The jobless rate was 4.1 percent, compared with 4.3 percent in 2019.",
            "jobless rate=4.1% level"},
           {"The drug cut the risk of stroke by 30 percent compared with a placebo.",
            "risk of stroke=30% change down vs placebo"},
           {"The mill will lay off 2,300 workers, about 5 percent of its workforce.",
            "workers=2300 count target; workers=5% share ~ of workforce target"},
           {"Trade reached 7 trillion yuan (US$1.1 trillion), accounting for 22 percent of "
            "the country's total.",
            "Trade=7e+12CNY level; Trade=1.1e+12USD level; Trade=22% share of country's "
            "total"},
           {"Income stood at 41,000 yuan (up 5.2 percent year on year).",
            "Income=41000CNY level; Income=5.2% change up vs yoy"},
           {"Wheat futures fell 12 cents to $13.45 a bushel.",
            "Wheat futures=0.12USD change down; Wheat futures=13.45USD/[bu_us] level down"},
           {"The firm earned $3.40 a share.", "firm earned=3.4USD level of share"},
           {"Farmers planted 13 million hectares.", "Farmers planted=13000000ha level"},
           {"Some 4.3 million hectares were afforested.", "afforested=4300000ha level ~"},
           {"Tax and fee cuts totaled 2.2 trillion yuan.", "Tax and fee cuts=2.2e+12CNY level"},
           {"Expressways open to traffic increased from 143,000 to 184,000 kilometers.",
            "Expressways open to traffic=184000<143000km transition up"},
           {"Value added of farming was 9 billion yuan, and that of mining was 4 billion "
            "yuan.",
            "Value added of farming=9000000000CNY level; Value added of "
            "mining=4000000000CNY level"},
           {"12.8 million people were lifted out of poverty and the poverty rate dropped "
            "from 10.2 percent to 0.6 percent.",
            "lifted=12800000person count; poverty rate=0.6<10.2% transition down"},
           {"The VAT threshold will be raised from 100,000 yuan to 150,000 yuan.",
            "VAT threshold=150000<100000CNY transition up target"},
           {"Temperatures dropped to minus 15 degrees Celsius.", "Temperatures=-15Cel level down"},
           {"Sales of ferries tripled to 2.1m, or 18% of the market.",
            "Sales of ferries=2x change up; Sales of ferries=2100000 count up; Sales of "
            "ferries=18% share up of market"},
           {"The wheat harvest is forecast at 24.5 million tonnes, down 38 per cent on last "
            "year's record.",
            "wheat harvest=24500000t level expected; wheat harvest=38% change down vs yoy "
            "expected"},
           {"Public debt amounts to 87% of GDP.", "Public debt=87% share of GDP"},
           {"The province had 12 airports and a population of 38 million.",
            "airports=12 count; population=38000000 count"},
           {"The number of 5G masts reached 4,250.", "number of 5G masts=4250 count"},
           {"The tower is 300 m tall.", "tower=300m level"},
           {"A magnitude 6.1 earthquake struck.", ""},
           {"Smith hit .312 this season.", ""},
           {"Children under 5 years of age are vaccinated.", ""},
           {"Ticket prices will go up by an average of £1.20.",
            "Ticket prices=1.2GBP change up target"},
           {"Trade reached 7 trillion yuan, a rise of 5 percent, ranking the port among the "
            "largest and accounting for around 30 percent of world trade.",
            "Trade=7e+12CNY level; Trade=5% change up; Trade=30% share ~ of world trade"},
           {"The output of carts surpassed 13 million units.",
            "output of carts=13000000 count up >"},
           {"Grain output reached a new level, topping 700 million tons.",
            "Grain output=700000000t level up >"},
           {"A total of 1.3 trillion yuan of bonds will be issued, 300 billion yuan more "
            "than last year.",
            "bonds=1.3e+12CNY level target; bonds=3e+11CNY change up vs yoy target"},
           {"Local bonds worth 4.4 trillion yuan will also be issued.",
            "Local bonds=4.4e+12CNY level target"},
           {"The economy grew by 6.2 percent, higher than the world average of 2.6 percent.",
            "economy=6.2% change up"},
           {"Subsidies for schools will be increased by 30 yuan per person, and funding for "
            "clinics by 5 yuan.",
            "Subsidies for schools=30CNY/person change up target; funding for clinics=5CNY "
            "change up target"},
           {"Life expectancy should rise by one year to 79.",
            "Life expectancy=1yr change up target; Life expectancy=79 count up target"},
           {"We built 540,000 units of housing.", "housing=540000 count"},
           {"Patents per 10,000 people increased by 120 to 218.",
            "Patents per 10,000 people=120 change up; Patents per 10,000 people=218 count "
            "up"},
           {"Two million people benefited.", "benefited=2000000person count"},
           {"The registered jobless rate remained below 4 percent.",
            "registered jobless rate=4% level flat <"},
           {"The number of patients waiting more than 18 weeks rose to 2.6 million.",
            "number of patients waiting more than 18 weeks=2600000 count up"}}) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(all_told(metrics_of(c.text)), c.want);
  }
}

std::string period(const Metric& m) {
  return iso(m.period_begin) + ".." + iso(m.period_end);
}

// The articles of these tests are of May 2022.
TEST(EnglishReports, Periods) {
  for (const Case& c : std::vector<Case>{
           {"In 2020 output was 5 tons.", "2020-01-01..2020-12-31"},
           {"Output was 5 tons in April.", "2022-04-01..2022-04-30"},
           {"Output was 5 tons in December.", "2021-12-01..2021-12-31"},
           {"Output was 5 tons last month.", "2022-04-01..2022-04-30"},
           {"Output was 5 tons from January to April.", "2022-01-01..2022-04-30"},
           {"Output was 5 tons in the first four months of last year.", "2021-01-01..2021-04-30"},
           {"Output was 5 tons in Q1 2021.", "2021-01-01..2021-03-31"},
           {"Between 2016 and 2020, output grew 5 percent.", "2016-01-01..2020-12-31"},
           {"From 2016 to 2020, output grew 5 percent.", "2016-01-01..2020-12-31"},
           {"During the 13th Five-Year Plan period, output grew 5 percent.",
            "2016-01-01..2020-12-31"},
           {"Output has grown 5 percent since 2019.", "2019-01-01..2022-12-31"},
           {"Output was 5 tons, the highest since 2010.", "2022-01-01..2022-12-31"},
           {"By 2025, output will reach 5 tons.", "2025-01-01..2025-12-31"},
           {"Output rose to 5 tons in 2021 from 3 tons in 2012.", "2012-01-01..2021-12-31"},
           {"Output rose from 3 tons in 2012 to 5 tons in 2021.", "2012-01-01..2021-12-31"}}) {
    SCOPED_TRACE(c.text);
    const std::vector<Metric> metrics = metrics_of(c.text);
    ASSERT_EQ(metrics.size(), 1u);
    EXPECT_EQ(period(metrics[0]), c.want);
  }
}

TEST(EnglishReports, HeadingsSetPeriodAndStatus) {
  Article article = article_of({"I. Review of the Past Year", "Output grew by 5 percent last year.",
                                "II. Targets for 2023", "Output growth of around 5 percent."});
  article.paragraphs[0].kind = article.paragraphs[2].kind = ParagraphKind::kHeading;
  extractor().extract(article);
  ASSERT_EQ(article.metrics.size(), 2u);
  EXPECT_EQ(article.metrics[0].status, Status::kAchieved);
  EXPECT_EQ(period(article.metrics[0]), "2021-01-01..2021-12-31");
  EXPECT_EQ(article.metrics[1].status, Status::kTarget);
  EXPECT_EQ(period(article.metrics[1]), "2023-01-01..2023-12-31");
}

}  // namespace
}  // namespace newsmill
