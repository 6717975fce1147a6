/**
 * Informal English in plain words: clippings, chat spelling and slang, British above all. An article says "stolen", a
 * visitor "nicked". General words only; a word of one topic belongs into its lexicon.
 */

/** Each line is `plain words: what is said for them`; a word that often means something else is left out. */
const SAID = `
what: wtf wth
because: cuz coz cos
about: abt bout
though: tho
through: thru
them: em
people: ppl peeps folks punters
person: bloke blokes chap chaps fella fellas feller geezer
year: yr
years: yrs
kilograms: kilos
hours: hrs
minutes: mins
months: mths
give me: gimme
let me: lemme
have to: hafta gotta
do not know: dunno
kind of: kinda sorta
probably: probs prolly
definitely: defo deffo
approximately: approx
temperature: temp temps
thing: thingy thingies thingamajig whatsit gubbins doodah
tool: gizmo gizmos contraption
vegetables: veg veggies
potatoes: spuds
tomatoes: toms
television: telly
refrigerator: fridge
child: kid kiddo nipper sprog bairn
children: kids kiddos nippers sprogs bairns
partner: missus hubby
boss: gaffer
money: dosh wonga moolah quid bucks
expensive: pricey spendy extortionate
small: wee teeny tiddly titchy itsy
big: ginormous humongous whopping
bad: crap crappy lousy naff shoddy
unreliable: dodgy iffy
dirty: mucky manky grotty grimy gunky
dirt: muck gunk grime
smells: pongs stinks whiffs reeks
smell: pong stink reek
wet: soggy sodden
cold: nippy chilly parky
thin: skinny scrawny
steal: nick swipe
stolen: nicked swiped
stealing: nicking swiping
thief: robber burglar scoundrel
thieves: robbers burglars scoundrels
worn: knackered
broken: busted kaput buggered borked
pain: ache aching achy
hurts: aches
wrong: daft bonkers barmy idiotic moronic foolish loopy bananas
nothing: zilch nada nowt diddly
anything: owt
something: summat
put: bung bunging chuck chucking lob lobbing plonk
replace: swap
replaced: swapped
replacing: swapping
exchange: swop
complain: moan whinge gripe grumble
argue: squabble bicker
arguing: squabbling bickering
understand: grok
find: suss
fail: flunk
easy: doddle cinch cakewalk
hard: slog
scientist: boffin egghead
scientists: boffins eggheads
clever: brainy
expert: wiz whiz whizz wizard guru ninja rockstar
graduate: grad
graduates: grads
university: uni unis
job: gig
jobs: gigs
wrote: penned
article: writeup
writer: scribe
move: hop leap
information: info intel
certificates: certs
experience: xp
without: w/o sans
between: btwn
required: req reqd
requirements: reqs
management: mgmt
manager: mgr
engineer: engr
department: dept
government: govt
colleague: coworker workmate
colleagues: coworkers workmates
tiring: knackering
tired: shattered zonked
rich: minted
poor: skint
drunk: sloshed
disappointing: meh
terrible: godawful
excellent: stellar
difficult: fiddly tricky gnarly
boring: snoozefest
quickly: sharpish pronto
learn: cram swot
learning: cramming swotting
practise: grind crunch
practising: grinding crunching
language: lingo
process: rigmarole palaver circus ordeal shebang
steps: hoops
talk: spout spew blurt
talking: spouting spewing blurting
talks: spouts spews blurts
repository: repo
repositories: repos
leave: ditch
leaving: ditching
newcomers: newbs noobs
newcomer: newb noob
disadvantage: handicap
disadvantages: handicaps
`;

const PLAIN: ReadonlyMap<string, string> = new Map(
  SAID.trim()
    .split('\n')
    .flatMap((line) => {
      const [plain = '', said = ''] = line.split(': ');
      return said.split(' ').map((word) => [word, plain] as const);
    }),
);

/** What a folded word stands for in plain English; undefined for a word that is plain, or not known here. */
export function inPlainWords(word: string): string | undefined {
  return PLAIN.get(word);
}
