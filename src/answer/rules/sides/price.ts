/** "Is parking free?", "Do children pay?": whether it costs, where the sentence gives a price or says that there is none. */
import { type Read, type Side, SURE, stems } from './asked.ts';

const ASKS_FREE = /\b(?:free|included|for nothing|without paying)\b/;
const ASKS_COST = /\b(?:pay|costs?|charged?|a fee|a charge)\b/;
const WORDS = stems('free included include paying pay cost charge fee nothing extra');

const PRICE =
  /[$€£]\s?\d|\d(?:[.,]\d{2})? ?(?:euros?|dollars?|pounds?|francs?|crowns?|cents?|pence|eur|usd|gbp|chf|[$€£])/i;
const EXTRA = /\b(?:extra|surcharge|not included|for a fee|charged separately)\b/i;
const FREE = /\b(?:free(?: of charge)?|no (?:charge|fee|cost)|included|nothing)\b/i;

/** The side on whether it costs. */
export function sideByPrice({ asks, sentence, held }: Read): Side | undefined {
  const free = ASKS_FREE.test(asks);
  if (!free && !ASKS_COST.test(asks)) return undefined;
  if (/\bhow much\b|\b(?:not|never)\b|n['’]t\b/.test(asks) || held(WORDS) < SURE.yes) return undefined;
  const isFree = FREE.test(sentence) && !/\b(?:not|never) (?:\w+ )?(?:free|included)\b/i.test(sentence);
  const costs = PRICE.test(sentence) || EXTRA.test(sentence);
  // "Free under six, 4 euros from then on" says both.
  if (isFree === costs) return undefined;
  return free === isFree ? 'yes' : 'no';
}
