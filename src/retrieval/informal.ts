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
wrong: daft bonkers barmy
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
`;

const PLAIN: ReadonlyMap<string, string> = new Map(
  SAID.trim()
    .split('\n')
    .flatMap((line) => {
      const [plain = '', said = ''] = line.split(': ');
      return said.split(' ').map((word) => [word, plain] as const);
    }),
);

/** What is said in several words, and its plain form. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/\bwhat (?:on earth|in the world|the (?:hell|heck|fuck|devil))\b/gi, 'what'],
  [/\b(why|how|where|who|when) (?:on earth|in the world|the (?:hell|heck|fuck|devil))\b/gi, '$1'],
  [
    /\b(?:give me|gimme|what(?:'s| is)) the (?:skinny|lowdown|low-down|gist|scoop) (?:on|of|about)\b/gi,
    'what is',
  ],
  [/\bw\/ ?/gi, 'with '],
  [/\bb\/c\b/gi, 'because'],
  [/\bset(?:s|ting)? (?:me|you|us|him|her|them|one|someone) back\b/gi, 'cost'],
  [/\b(?:fork|shell|cough) out\b/gi, 'pay'],
  [/\b(?:rake|rakes|raking) in\b/gi, 'earn'],
  [/\bdrag(?:s|ging)? on\b/gi, 'last'],
  [/\bcrop(?:s|ping)? up\b/gi, 'appear'],
  [/\bhang(?:s|ing)? on ?to\b/gi, 'keep'],
  [/\bcobbl(?:e|es|ed|ing) together\b/gi, 'build'],
  [/\b(?:get|getting|wrap|wrapping) (?:my|your|the|our) (?:head|mind|brain) a?round\b/gi, 'understand'],
  [/\bget(?:ting)? the hang of\b/gi, 'learn'],
  [/\ba? ?(?:piece of cake|walk in the park)\b/gi, 'easy'],
  [/\bnitty[ -]gritty\b|\bins and outs\b/gi, 'details'],
  [
    /,? ?\bin (?:a nutshell|layman['’]?s terms|plain english|everyday words)\b|\bfor (?:dummies|beginners like me)\b/gi,
    '',
  ],
  [
    /,? ?\b(?:like|as if|as though) (?:i['’]?m|i am|i was|i were) (?:a |an )?(?:(?:total |complete )?[a-z]+(?:[- ]years?[- ]old)?|\d{1,2})(?=[,.:;?!]|\s*$)/gi,
    '',
  ],
  [/\bdown the (?:road|line|track)\b/gi, 'later'],
  [/\bmove the needle\b/gi, 'matter'],
  [/\bout (?:of|from) the (?:gate|blocks)\b|\bfrom the get-?go\b|\bright off the bat\b/gi, 'from the start'],
  [/\b(?:make|making|makes) the (?:jump|leap|cut)\b/gi, 'switch'],
  [/\b(?:call(?:ing)? it quits|throw(?:ing)? in the towel)\b/gi, 'give up'],
  [/\b(?:bread and butter|meat and potatoes)\b/gi, 'main work'],
  [/\b(?:hit|hitting) the ground running\b/gi, 'start quickly'],
  [/\b(?:rule|rules) of thumb\b/gi, 'general advice'],
  [/\b(?:on|in) the same boat\b/gi, 'alike'],
  [/\bpros (?:and|&|n) cons\b/gi, 'advantages and disadvantages'],
  [/\b(?:ups and downs)\b/gi, 'advantages and disadvantages'],
  [/\bstand(?:s)? (?:a|any) chance\b/gi, 'have a chance'],
  [/\bhigh and dry\b/gi, 'without help'],
  [
    /\b(?:land|landing|bag|bagging|snag|snagging|score|scoring) (a|an|my|the|your) (first |entry[- ]level |junior |real )?(job|role|position|offer|interview)\b/gi,
    'get $1 $2$3',
  ],
  [/\b(?:rusty)\b/gi, 'weak'],
  [
    /\b(am i|are we|is he|is she) (?:doomed|toast|screwed|done for|a lost cause|out of luck)\b/gi,
    '$1 without a chance',
  ],
  [
    /\b(?:i['’]?m|i am|aged?|turning|turned|turn) (?:\d\d|(?:twenty|thirty|forty|fifty|sixty|seventy)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?)(?: years? old)?(?=[,.;?!]|$| and | but | now| is | in )/gi,
    'at my age',
  ],
  [
    /\btoo (old|late|young) at (?:\d\d|(?:twenty|thirty|forty|fifty|sixty|seventy)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?)\b/gi,
    'too $1 at my age',
  ],
  [
    /\bis (?:\d\d|(?:twenty|thirty|forty|fifty|sixty|seventy)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?) too (old|late|young)\b/gi,
    'is my age too $1',
  ],
  [/\bi(?:['’]?m| am) (?:dying|itching|aching|keen|burning) to\b/gi, 'I want to'],
  [/\bi (?:could|would|['’]d) kill (?:for|to)\b/gi, 'I want'],
  [/\bover the hill\b|\blong in the tooth\b/gi, 'too old'],
];

/** What a folded word stands for in plain English; undefined for a word that is plain, or not known here. */
export function inPlainWords(word: string): string | undefined {
  return PLAIN.get(word);
}

/** A text with its informal phrases in plain words. Linear in its length. */
export function withPlainPhrases(text: string): string {
  return PHRASES.reduce((plain, [said, instead]) => plain.replace(said, instead), text);
}
