/**
 * What visitors call things, and what those who write about them do: one says "hire", the other "rental". Everyday English
 * that a dictionary does not make synonyms; used only for words that the knowledge lacks. A word of one topic belongs into
 * its lexicon.
 */
import { stem } from '../text/tokenize.ts';

/** Between strokes: words of which one may stand for any other. */
const GROUPS = `
hire rent rental borrow lend loan lease / phd doctorate doctoral
child children kid kids toddler baby infant son daughter teenager teenagers teen boy girl minor
dog dogs cat cats pet pets animal animals puppy / dog dogs puppy poodle labrador terrier spaniel alsatian / bike bicycle cycle
car cars vehicle parking park drive / phone telephone tel call ring mobile / email mail
cost costs price prices fee fees charge charges rate rates tariff pay / expensive costly dear price cost
cheap cheaper cheapest inexpensive affordable discount reduced price cost
discount reduction reduced concession voucher save saves saving savings / refund reimburse reimbursed reimbursement
cancel cancellation withdraw terminate end / pause paused freeze suspend interrupt / open opening hours
shut close closes closing closed / hour hours time times opening / buy purchase order shop sold sale / bread loaf
calorie calories kcal / laptop laptops computer computers notebook pc / appeal objection complaint
change correct correction amend edit / amex visa mastercard paypal cheque card cards cash credit debit
wifi internet wlan broadband / toilet toilets restroom bathroom loo wc lavatory washroom / lift elevator
wheelchair accessible disabled accessibility ramp handicapped / shop store / doctor physician gp
medicine drug drugs medication tablet tablets pill pills painkiller painkillers ibuprofen aspirin paracetamol
hurt hurts pain painful ache sore soreness / injured injury injure wound broke / sick ill illness unwell disease
pull pulled extract extraction remove removed removal / job career role position employment
salary salaries pay wage wages earn earnings income / vanish disappear / author writer write written
holiday holidays vacation / flat apartment / student students pupil learner apprentice concession concessions
senior seniors pensioner pensioners elderly retired concession concessions 65 / adult adults grownup
eat food meal snack lunch dinner breakfast sandwich sandwiches picnic cake catering buffet
drink drinks beverage alcohol wine beer / drink drinks water / clothes clothing wear dress outfit garment
locker storage cupboard / permission consent signature approval / certificate qualification diploma degree
repair repairs fix mend / warranty guarantee / deliver delivery ship shipping postage / address location located
staff team employee employees / owner proprietor manager boss founder
founded founder established started begun began created / christmas xmas december / easter april
payday salary salaries wage wages / submit claim hand send / book booking reserve reservation appointment
class classes course courses lesson lessons workshop training session / ticket entry admission entrance
member members membership subscription subscribe plan / install installation setup / delete remove erase uninstall
settings configuration options config configure / error errors problem problems issue issues fault bug failure
password login credentials / photo photos picture pictures image images / noise loud noisy quiet silent silence
smoke smoking cigarette cigarettes vape / rubbish trash garbage waste litter / petrol fuel gas
train station railway tram metro underground / begin start / end finish stop / big large / size mb kb gb
own owns owned owner owners / op operation operations surgery / cancel leave quit / screech squeal squeak creak howl
bring pack / vegetarian vegan meat / movie movies film films dvd dvds video videos / annual annually yearly year years
weekly week weeks / sms text texts message messages / app apps application applications
server servers host hosted hosting stored data / 2fa mfa authenticator authentication factor
died die death dead bereavement funeral / stay sleep sleeps overnight / fresh stale keep keeps
winter november december january february march / summer april may june july august september / spring march april may
autumn fall september october november / beginner beginners novice newcomer starter
scared afraid anxious nervous anxiety fear / instalment instalments installment installments monthly
late delay delayed overdue / fine penalty charge fee / broken damaged defective faulty / lost missing / freezer freeze frozen
oven bake baking / gluten coeliac celiac flour wheat / vegan vegetarian meat / dairy milk lactose butter / sugar sweet
guest guests visitor visitors friend friends / renew renewal extend extension / limit limits maximum / print printing printer
join sign register registration enrol enroll signup / quit leave resign / birthday party celebration
weekend saturday sunday weekdays / monday mon weekdays daily / tuesday tue tues mon fri weekdays daily
wednesday wed mon fri weekdays daily / thursday thu thur thurs mon fri weekdays daily / friday fri weekdays daily
saturday sat weekend weekends weekdays daily / sunday sun weekend weekends weekdays daily
collect collection pick pickup fetch / queue queues wait waiting waitlist / owe owed arrears debt outstanding unpaid
enter entry admission admitted access / steal stolen theft thief thieves burglary / complain complaint complaints grievance
grumble complain complaint complaints / hire recruit recruitment vacancy vacancies apply
sack sacked fired dismissed dismissal redundancy redundant / volunteer volunteers volunteering helper helpers
donate donation donations give / teacher teachers tutor tutors instructor instructors coach trainer trainers
rehearse rehearsal rehearsals practise practice practices
concert concerts performance performances gig gigs show shows recital
wash washed washing laundry clean cleaned cleaning launder / heating heater heaters radiator radiators boiler warm
lamp lamps light lights bulb bulbs lighting / leak leaks leaking drip drips dripping
blocked clogged clog blockage unblock unblocking / mould mold mouldy moldy damp / tv television telly
pregnant pregnancy expecting maternity / pram prams buggy buggies pushchair pushchairs stroller strollers
nappy nappies diaper diapers / deaf hearing loop / blind visually sighted
allergy allergies allergic allergen allergens intolerance intolerant
vaccine vaccines vaccination vaccinations vaccinate vaccinated jab jabs booster boosters immunisation injection injections
tooth teeth dental dentist / diarrhoea diarrhea vomit vomiting tummy stomach upset / emergency emergencies urgent urgently
bury buried burial funeral cremation cremated / wedding weddings marry married / wife husband spouse partner
babysit babysitter babysitting childcare nursery creche / exam exams test tests assessment assessments assessed
marks mark grade grades score scores result results / resit retake repeat / timetable schedule rota programme
plane flight flights airport / puncture punctured flat tyre tyres / charger chargers charge charging plug socket electric
accident accidents crash crashed collision bump / insurance insured insure cover covered / towel towels linen bedding sheets
tent tents camp camping / barbecue barbecues bbq bbqs grill / photocopy photocopier copy copies copier xerox
tool tools equipment machine machines kit gear / induction introduction training briefing
gift gifts present presents voucher vouchers / receipt receipts invoice invoices bill bills / tip tips gratuity service
parcel parcels package packages delivery / weather rain rains raining rainy wet storm
snow snows snowing snowy ice icy winter / postpone postponed reschedule rescheduled rearrange moved
seat seats chair chairs sit / stairs staircase steps stairlift / camera cameras cctv filming film filmed
privacy data gdpr personal / newsletter newsletters mailing / upgrade upgraded update switch / deadline due latest
temperature temp degrees warm cold / trousers jeans shorts / shoe shoes footwear boots trainers sandals
carpet carpets rug floor / wardrobe cupboard closet / cutlery knives forks plates crockery / garden gardens yard lawn
mow mowing mown lawn grass cut / landlord landlords owner owners / tenant tenants renter renters
roommate flatmate housemate housemates flatmates sharer / raise raised increase increases increased rise hike
evict evicted eviction / inspect inspection inspections visit visits check / passport passports id identification identity
licence licences license licenses permit permits / eyesight glasses spectacles contact lenses / nurse nurses
vet vets veterinary veterinarian / puppy puppies kitten kittens young / bunny bunnies rabbit rabbits
spider insects bugs pests vermin mice rats / overnight night nights / lunch lunchtime midday noon / teatime afternoon
midnight night late / dawn sunrise early / teen teens teenage teenager teenagers youth young
grandchild grandchildren grandson granddaughter child children / newborn newborns baby babies infant infants
group groups party parties / disability disabilities disabled / carer carers companion companions helper
unemployed jobless jobseeker jobseekers benefits / lawyer solicitor legal / boss manager managers head director chief leader
mum mums mother parent parents / dad dads father parent parents / assistant assistants helper staff
receptionist reception desk / treasurer accounts finance / singer singers voice voices
costume costumes swimwear swimsuit trunks bikini / goggles glasses / hike walk walks walking trail / route routes path way
luggage suitcase suitcases bag bags baggage rucksack backpack / throw thrown discard dispose disposal bin
spill spilled spilt stain stains / scratch scratched scratches dent dents damage / fuel refuel petrol diesel tank
drive driver drivers driving / passenger passengers people seats / return returned returning back
extend extended extending extension longer renew / code pin password passcode / forget forgot forgotten leave left
remind reminder reminders notify notification alert / download downloads ebook ebooks ebooks digital online
dvd dvds film films / magazine magazines newspaper newspapers press / scan scanner scanning / sewing sew stitch
glue glued adhesive / swap swaps exchange switch / distance kilometres miles mileage km / dinner supper
chairman chairperson chairwoman chair president / neuter neutered neutering spay spayed castrate castrated castration
bus buses coach minibus shuttle / valid validity expire expires expiry lasts / house home / drop dropoff admission checkin
private individual tuition / name named called / supervise supervised supervision accompany accompanied
cancel cancellation notice / goggles glasses eyewear / compulsory mandatory obligatory law required
`;

const alike = new Map<string, string[]>();
for (const line of GROUPS.trim().split(/\n| \/ /)) {
  const stems = [...new Set(line.split(' ').map(stem))];
  for (const one of stems) {
    alike.set(one, [...(alike.get(one) ?? []), ...stems.filter((other) => other !== one)]);
  }
}

/** Stems of the words that may stand for one; empty for most. */
export function everyday(term: string): readonly string[] {
  return alike.get(term) ?? [];
}
