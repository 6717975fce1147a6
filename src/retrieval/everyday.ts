/**
 * What visitors call things, and what those who write about them do: one says "hire", the other "rental". Everyday English
 * that a dictionary does not make synonyms; used only for words that the knowledge lacks. A word of one topic belongs into
 * its lexicon.
 */
import { stem } from '../text/tokenize.ts';

/** Each line: words of which one may stand for any other. */
const GROUPS = `
hire rent rental borrow lend loan lease
phd doctorate doctoral
child children kid kids toddler baby infant son daughter teenager teenagers teen boy girl minor
dog dogs cat cats pet pets animal animals puppy
dog dogs puppy poodle labrador terrier spaniel alsatian
bike bicycle cycle
car cars vehicle parking park drive
phone telephone tel call ring mobile
email mail
cost costs price prices fee fees charge charges rate rates tariff pay
expensive costly dear price cost
cheap cheaper cheapest inexpensive affordable discount reduced price cost
discount reduction reduced concession voucher save saves saving savings
refund reimburse reimbursed reimbursement
cancel cancellation withdraw terminate end
pause paused freeze suspend interrupt
open opening hours
shut close closes closing closed
hour hours time times opening
buy purchase order shop sold sale
bread loaf
calorie calories kcal
laptop laptops computer computers notebook pc
appeal objection complaint
change correct correction amend edit
amex visa mastercard paypal cheque card cards cash credit debit
wifi internet wlan broadband
toilet toilets restroom bathroom loo wc lavatory washroom
lift elevator
wheelchair accessible disabled accessibility ramp handicapped
shop store
doctor physician gp
medicine drug drugs medication tablet tablets pill pills painkiller painkillers ibuprofen aspirin paracetamol
hurt hurts pain painful ache sore soreness
injured injury injure wound broke
sick ill illness unwell disease
pull pulled extract extraction remove removed removal
job career role position employment
salary salaries pay wage wages earn earnings income
vanish disappear
author writer write written
holiday holidays vacation
flat apartment
student students pupil learner apprentice concession concessions
senior seniors pensioner pensioners elderly retired concession concessions 65
adult adults grownup
eat food meal snack lunch dinner breakfast sandwich sandwiches picnic cake catering buffet
drink drinks beverage alcohol wine beer
drink drinks water
clothes clothing wear dress outfit garment
locker storage cupboard
permission consent signature approval
certificate qualification diploma degree
repair repairs fix mend
warranty guarantee
deliver delivery ship shipping postage
address location located
staff team employee employees
owner proprietor manager boss founder
founded founder established started begun began created
christmas xmas december
easter april
payday salary salaries wage wages
submit claim hand send
book booking reserve reservation appointment
class classes course courses lesson lessons workshop training session
ticket entry admission entrance
member members membership subscription subscribe plan
install installation setup
delete remove erase uninstall
settings configuration options config configure
error errors problem problems issue issues fault bug failure
password login credentials
photo photos picture pictures image images
noise loud noisy quiet silent silence
smoke smoking cigarette cigarettes vape
rubbish trash garbage waste litter
petrol fuel gas
train station railway tram metro underground
begin start
end finish stop
big large
size mb kb gb
own owns owned owner owners
op operation operations surgery
cancel leave quit
screech squeal squeak creak howl
bring pack
vegetarian vegan meat
movie movies film films dvd dvds video videos
annual annually yearly year years
weekly week weeks
sms text texts message messages
app apps application applications
server servers host hosted hosting stored data
2fa mfa authenticator authentication factor
died die death dead bereavement funeral
stay sleep sleeps overnight
fresh stale keep keeps
winter november december january february march
summer april may june july august september
spring march april may
autumn fall september october november
beginner beginners novice newcomer starter
scared afraid anxious nervous anxiety fear
instalment instalments installment installments monthly
late delay delayed overdue
fine penalty charge fee
broken damaged defective faulty
lost missing
freezer freeze frozen
oven bake baking
gluten coeliac celiac flour wheat
vegan vegetarian meat
dairy milk lactose butter
sugar sweet
guest guests visitor visitors friend friends
renew renewal extend extension
limit limits maximum
print printing printer
join register registration enrol enroll signup
quit leave resign
birthday party celebration
weekend saturday sunday weekdays
monday mon weekdays daily
tuesday tue tues mon fri weekdays daily
wednesday wed mon fri weekdays daily
thursday thu thur thurs mon fri weekdays daily
friday fri weekdays daily
saturday sat weekend weekends weekdays daily
sunday sun weekend weekends weekdays daily
`;

const alike = new Map<string, string[]>();
for (const line of GROUPS.trim().split('\n')) {
  const stems = [...new Set(line.split(' ').map(stem))];
  for (const one of stems) {
    alike.set(one, [...(alike.get(one) ?? []), ...stems.filter((other) => other !== one)]);
  }
}

/** Stems of the words that may stand for one; empty for most. */
export function everyday(term: string): readonly string[] {
  return alike.get(term) ?? [];
}
