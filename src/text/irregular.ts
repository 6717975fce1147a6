/** Irregular English forms and spellings that no stemmer maps together: each line is `base: forms`. */
const FORMS = `
be: been
begin: began begun
monday: mon
tuesday: tue tues
wednesday: wed weds
thursday: thu thur thurs
friday: fri
break: broke broken
bring: brought
build: built
buy: bought
catch: caught
choose: chose chosen
come: came
cost: costs
deal: dealt
draw: drew drawn
drive: drove driven
eat: ate eaten
fall: fell fallen
feel: felt
fight: fought
find: found
fly: flew flown
forget: forgot forgotten
forgive: forgave forgiven
freeze: froze frozen
give: gave given
go: went gone
grow: grew grown
hear: heard
hide: hid hidden
hold: held
keep: kept
know: knew known
lay: laid
lead: led
learn: learnt
leave: left
lend: lent
lose: lost
make: made
mean: meant
meet: met
pay: paid
prove: proven
ride: rode ridden
rise: rose risen
run: ran
say: said
see: saw seen
seek: sought
sell: sold
send: sent
shake: shook shaken
shine: shone
shoot: shot
sing: sang sung
sit: sat
sleep: slept
sow: sown
speak: spoke spoken
spend: spent
stand: stood
steal: stole stolen
stick: stuck
strike: struck
swear: swore sworn
swim: swam swum
take: took taken
teach: taught
tear: tore torn
tell: told
think: thought
throw: threw thrown
understand: understood
wake: woke woken
wear: wore worn
win: won
write: wrote written
child: children
criterion: criteria
foot: feet
goose: geese
leaf: leaves
life: lives
half: halves
man: men
mouse: mice
person: people persons
shelf: shelves
tooth: teeth
wife: wives
wolf: wolves
woman: women
analysis: analyses
datum: data
hypothesis: hypotheses
index: indices indexes
matrix: matrices
medium: media
vertex: vertices
good: better best
bad: worse worst
far: further furthest farther
math: maths mathematics mathematical mathematically
statistics: stats statistic statistical statistically
practice: practise practised practising practises
license: licence licences licenses licensed
defense: defence
gray: grey
plow: plough
tire: tyre
program: programme programmes
skeptic: sceptic
application: app apps
developer: dev devs
university: uni
salary: salaries
advertisement: ad ads advert adverts
`;

/** Irregular or variant form → base form. Forms of a base that are the base itself are left out. */
export const IRREGULAR: ReadonlyMap<string, string> = new Map(
  FORMS.trim()
    .split('\n')
    .flatMap((line) => {
      const [base = '', forms = ''] = line.split(': ');
      return forms
        .split(' ')
        .filter((form) => form !== base)
        .map((form) => [form, base] as const);
    }),
);

/** Words whose stem is that of a word they have little to do with ("engine" and "engineer"): word → its term. */
export const APART: ReadonlyMap<string, string> = new Map([
  ['engine', 'engine'],
  ['engines', 'engine'],
  ['hardly', 'hardly'],
  ['demanding', 'demanding'],
  ['probably', 'probably'],
  ['applicant', 'applicant'],
  ['applicants', 'applicant'],
  ['authority', 'authority'],
  ['authorities', 'authority'],
  ['customer', 'customer'],
  ['customers', 'customer'],
  ['production', 'production'],
  ['marketing', 'marketing'],
  ['universe', 'universe'],
  ['universal', 'universal'],
  ['international', 'international'],
  ['internal', 'internal'],
  ['internally', 'internal'],
  ['informal', 'informal'],
  ['physical', 'physical'],
  ['physically', 'physical'],
  ['operator', 'operator'],
  ['operators', 'operator'],
  ['business', 'business'],
  ['businesses', 'business'],
  ['container', 'container'],
  ['containers', 'container'],
  ['personality', 'personality'],
  ['organ', 'organ'],
  ['organs', 'organ'],
  ['paste', 'paste'],
  ['rational', 'rational'],
  ['severe', 'severe'],
  ['severely', 'severe'],
  ['accountant', 'accountant'],
  ['accountants', 'accountant'],
  ['accountancy', 'accountant'],
  ['relativity', 'relativity'],
]);
