/** The entry of `extras.js`: figures, floating cards, marks of ungrounded sentences, and what is copied, saved or said. */
import { askWord } from './ask-word.ts';
import { EXTRAS_KEY, type Extras } from './contract.ts';
import { drawFigures } from './figures.ts';
import { markLoose } from './loose.ts';
import { createPeek } from './peek.ts';
import { listSources } from './source-list.ts';
import { copyAnswer, saveConversation } from './take.ts';

(globalThis as Record<symbol, unknown>)[EXTRAS_KEY] = {
  drawFigures,
  createPeek,
  markLoose,
  listSources,
  copyAnswer,
  saveConversation,
  askWord,
} satisfies Extras;
