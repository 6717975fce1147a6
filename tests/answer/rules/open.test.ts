/** One example for each reason for which a sentence takes no side: why "Could keepers work part-time?" gets no "No:". */
import { expect, test } from 'vitest';
import { BY_QUESTION } from '../../../src/answer/rules/open/by-question.ts';
import { BY_CLAIM, BY_SENTENCE } from '../../../src/answer/rules/open/by-sentence.ts';
import { BY_AFFIRMATION, BY_DENIAL, BY_FULL_AFFIRMATION } from '../../../src/answer/rules/open/by-side.ts';
import { explainSide } from '../../../src/answer/rules/polarity.ts';
import { createRetriever } from '../../../src/retrieval/retrieve.ts';
import type { LexiconData } from '../../../src/text/lexicon.ts';
import { isle, WORDS } from '../../support/isle.ts';

const PART_TIME = { id: 'part', name: 'part-time work', words: ['part-time'], isEntity: false };
const OWNERS: LexiconData = { ...WORDS, concepts: [...WORDS.concepts, PART_TIME] };
const HARD: LexiconData = {
  ...WORDS,
  concepts: [
    ...WORDS.concepts,
    { id: 'hard', name: 'difficulty', words: ['hard', 'hardest'], isEntity: false },
  ],
};
const NONE: LexiconData = { concepts: [], opposites: [] };

type Example = [
  reason: string,
  question: string,
  sentence: string,
  beside?: { lexicon?: LexiconData; about?: string },
];

const EXAMPLES: readonly Example[] = [
  ['a row of cells says it', 'Is the tower lit?', 'Tower – lamp: yes; bell: no'],
  ['the sentence names such things', 'Are whistles allowed?', 'Using a banned whistle may cost the oath.'],
  ['asks whether anybody is there', 'Is there somebody at the gate?', 'Hand the key in at the gate.'],
  ['asks what comes first', 'Do lamp keepers read music before they sign?', 'Lamp keepers read music.'],
  [
    'asks which of two is preferred',
    'Do captains prefer lamp keepers to bell ringers?',
    'Captains prefer lamp keepers who sing.',
  ],
  ['asks for more or less', 'Should lamp keepers polish more?', 'Lamp keepers should polish each day.'],
  ['asks what a thing does by itself', 'Will the lamps light themselves?', 'Keepers light the lamps.'],
  ['asks whether it is wrong', 'Is it wrong to read music?', 'Lamp keepers read music.'],
  ['asks whether it will be needed', 'Will bells still be needed?', 'Bells are needed in fog.'],
  [
    'asks of somebody else',
    'Do lamp keepers polish mirrors that somebody else broke?',
    'Lamp keepers never broke mirrors.',
  ],
  ['denies only a part', 'Is it odd that keepers do not sing?', 'Keepers sing.'],
  ['its "only" or "always" is not met', 'Do lamp keepers only read music?', 'Lamp keepers read music.'],
  ['asks nothing but its thing', 'Are there keepers?', 'Keepers light the lamps.'],
  [
    'asks what the documents do',
    'Does the article name lamp keepers?',
    'The article on lamp keepers is long.',
  ],
  ['the follow-up asks something else', 'is it dark (the tower)', 'The harbour is dark.'],
  ['the sentence is about others', 'Can you ring for me?', 'Ringers may ring in pairs.'],
  ['it says that nobody knows', 'Do lamps burn oil?', 'How long lamps burn oil, nobody can say.'],
  ['a word of it is told nowhere', 'Are the lamps varnished?', 'The lamps are at the harbour.'],
  [
    'a word of it is said of another thing',
    'Do bell ringers get a salary?',
    'Lamp keepers get a salary, while bell ringers get money for each fog.',
  ],
  ['it says both', 'Is it easy?', 'It is easy for keepers of one lamp and hard for those of two.'],
  [
    'a phrase of it is said in parts only',
    'Could keepers work part-time?',
    'Keepers never work alone for part of the time.',
  ],
  [
    'it stands behind "than"',
    'Do lamp keepers ring bells?',
    'Lamp keepers like trimming wicks more than ringing bells.',
  ],
  ['what it comes down to is not said', 'Do lamp keepers read music?', 'Lamp keepers polish mirrors.'],
  [
    'most of it stands only above',
    'Do keepers polish mirrors in the dark at dusk?',
    'At dusk, bell ringers rest.',
  ],
  [
    'it measures another thing',
    'Does work weigh much for ringers?',
    'Work weighs more for keepers than for ringers.',
  ],
  [
    'none of its claims holds it',
    'Do keepers need music?',
    'While bells ring, ringers need it.',
    { about: 'Music' },
  ],
  [
    'it does not say by whom',
    'Was the tower built by the ringers?',
    'The tower was built by the harbour, where the ringers sleep.',
  ],
  [
    'its words stand on both sides of a "while"',
    'Does fish oil burn slowly?',
    'Whale burns slowly, while fish oil smells.',
  ],
  [
    'a part of it is denied apart',
    'Do you burn real whale oil?',
    'The smell is real: we burn rapeseed oil each morning, never whale.',
  ],
  [
    'too little of it is said to deny it',
    'Do ringers sign a book in spring?',
    'Ringers in the tower do not sign a spring.',
  ],
  [
    'it tells what doing without costs',
    'Can I be a lamp keeper without music?',
    'A lamp keeper without music misses most concerts.',
  ],
  ['it tells what lacking it costs', 'Do lamp keepers need music?', 'Lamp keepers without music struggle.'],
  ['that nobody must denies no "can"', 'Can I read music?', 'Reading music is not required.'],
  ['it denies it of some', 'Are there bells in the harbour?', 'Old boats never hear bells in the harbour.'],
  ['it denies one case', 'Must ringers sign a book?', 'Those who cannot read must sign no book.'],
  [
    'it affirms without the "only" or "always"',
    'Do only lamp keepers work alone?',
    'Lamp keepers work alone, but the bells are not rung by one.',
  ],
  [
    'what it denies is not clear',
    'Do keepers light lamps?',
    'They must light harbour lamps alone, and lamps are no joy.',
  ],
  [
    'the claim does not name what it comes down to',
    'Do keepers trim wicks at dusk?',
    'Keepers who trim wicks work, and dusk is dark.',
  ],
  [
    'only the most of it is told',
    'Is the oath hard?',
    'The hardest part of the oath is its end.',
    { lexicon: HARD },
  ],
  [
    'too little of it is said to affirm it',
    'Do keepers trim wicks at dusk?',
    'Keepers trim bells at dusk, and they ring.',
  ],
  [
    'only a word alike is said',
    'Are the harbour lamps and old bells big?',
    'The harbour lamps and old bells are large.',
    { lexicon: NONE },
  ],
  [
    'what is demanded is not said',
    'Can I use a metal brush on the mirror?',
    'A metal brush scratches the mirror.',
  ],
  ['it stands before the demand', 'Do lamp keepers need a mirror?', 'Each mirror should show another lamp.'],
  ['nothing in it is', 'Are the lamps at the harbour old?', 'Old lamps burn slowly at the harbour.'],
  [
    'it only says what a thing is',
    'Do keepers use a mirror?',
    'A mirror is a sheet of glass that throws light back.',
  ],
];

test.each(EXAMPLES)('%s: "%s" is left open by "%s"', (reason, question, sentence, beside = {}) => {
  const { lexicon = OWNERS, about = '' } = beside;
  const retriever = createRetriever(isle(lexicon));
  const { terms } = retriever.search({ question });
  const explained = explainSide({ question, sentence, about, terms, lexicon: retriever.lexicon });
  expect(explained).toEqual({ open: reason });
});

test('every reason has its example', () => {
  const all = [BY_QUESTION, BY_SENTENCE, BY_CLAIM, BY_DENIAL, BY_AFFIRMATION, BY_FULL_AFFIRMATION];
  expect(EXAMPLES.map(([reason]) => reason)).toEqual(all.flatMap((reasons) => Object.keys(reasons)));
});
