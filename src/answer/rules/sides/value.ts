/** "Is bleach ok for floors?", "Is it a good idea to ...?": whether a sentence speaks for a thing, or against it. */
import { opposite, type Read, type Side, SURE, stems } from './asked.ts';

const ASKS_GOOD =
  /\b(?:good|great|smart|wise|sensible|clever) (?:idea|choice|move|plan|thing|way)\b|\b(?:ok|okay|fine(?![- ]tun)|alright|all right|safe|wise|smart|sensible|advisable|worth(?:while| it)?|any good|(?:good|okay|great) (?:for|on|in|with|to)|recommended|harmless)\b(?!-)/;
const ASKS_BAD =
  /\b(?:bad|terrible|stupid|dumb|poor|silly) (?:idea|choice|move|plan|thing|for)\b|\b(?:dangerous|harmful|risky|unsafe|a mistake|pointless|a waste|useless)\b/;
/** What only asks for the value, or stands in such questions only to make a sentence of them. */
const WORDS = stems(
  'good great smart wise sensible clever idea choice move plan thing way ok okay fine alright right safe advisable worth worthwhile any recommended recommend harmless bad terrible stupid dumb poor silly dangerous harmful risky unsafe mistake pointless waste useless use',
);

const AGAINST =
  /\b(?:ruin|scratch|damag|harm|hurt|poison|blunt|loosen|crack|wither|corrod|spoil|clog|weaken|attract\w* (?:rats|pests|flies)|wash\w* (?:out|away)|stale|worse|wast(?:e|ing)|mistake|risk|danger|bitter|avoid|never|must not|mustn['’]t|should not|shouldn['’]t|do not|don['’]t|cannot|can['’]t|forbidden|banned|useless|pointless|stays? out|keep \w+ (?:out|away)|leave (?:it|them|that)\b|no good|for nothing|does nothing|do nothing)/i;
const FOR =
  /\b(?:dissolves?|removes?|helps?|works?|improves?|saves?|protects?|should|use|welcome|fine(?![- ]tun| enough)|good(?! enough)|best|better|ideal|recommend\w*|worth|pays? off|(?:is|are) (?:\w+ )?enough|suits?|perfect|suffices?|great|(?:is|are) (?:\w+ )?(?:washed|cleaned|stored|kept|used|safe)|can be)\b/i;
/** Said of which one, and not of what is asked about: "a good saw costs", "a shop worth visiting". */
const ATTRIBUTIVE =
  /\b(?:a|an|the|any|every|each|no|of) (?:good|better|best|great|ideal|perfect)\b(?! (?:idea|choice|way|move|plan|thing|fit|option)\b)|\bworth \w+ing\b/gi;
/** What another thing is set above. */
const BELOW = /\b(?:than|above|over|rather than|instead of|before)\b.*$/i;
const DENIED = /\b(?:not|no|never|hardly|rarely|neither|nor|without)\b|n['’]t\b/i;

/** The side on whether a thing is good for what it is asked about. */
export function sideByValue({ asks, sentence, held, heldAround }: Read): Side | undefined {
  const good = ASKS_GOOD.test(asks);
  if (good === ASKS_BAD.test(asks)) return undefined;
  if (/\b(?:not|never|no)\b|n['’]t\b/.test(asks)) return undefined;
  // The sentence must name what is asked about; what it is asked for may stand above it.
  if (held(WORDS) < 0.5 || heldAround(WORDS) < SURE.no) return undefined;
  // "Rates one project above several certificates" speaks for what stands before.
  const [than] = sentence.match(BELOW) ?? [];
  if (than !== undefined && held(WORDS, than) > held(WORDS, sentence.slice(0, -than.length)))
    return undefined;
  const against = AGAINST.test(sentence);
  // "A good one costs 70" praises none.
  const speaksFor = FOR.test(sentence.replace(ATTRIBUTIVE, '')) && !DENIED.test(sentence);
  if (against) return good ? 'no' : 'yes';
  if (!speaksFor || held(WORDS) < SURE.yes) return undefined;
  return good ? 'yes' : opposite('yes');
}
