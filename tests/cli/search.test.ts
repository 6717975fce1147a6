import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { crossroads, fromLines, PROGRAM, start, temporaryFile, toLines } from './crossroads.ts';

interface FoundLine {
  id: string | number;
  standaloneQuery: string;
  passages: { id: string; score: number; coverage: number; documentId: string; heading: string }[];
}

const ROWS = [
  {
    _id: '4983',
    title: 'Microstructure',
    text: 'Diffusion imaging shows the white matter of newborn brains.',
  },
  { _id: 'MED-10', title: 'Statins', text: 'Statin use and the survival of patients with breast cancer.' },
  { _id: 'x/7', title: '', text: 'Bone marrow cells grow on a scaffold of collagen.' },
];
const corpus = () => temporaryFile('corpus.jsonl', toLines(ROWS));

describe('search', () => {
  test('shows a person the passages, why they were found, and the evidence', async () => {
    const { code, stdout } = await crossroads(['search', 'Do AI engineers need maths?', '--top', '2']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Covered: evidence -?\d+\.\d\d, needed -?\d+\.\d\d\.$/m);
    expect(stdout.match(/^\d+\. /gm)).toEqual(['1. ', '2. ']);
    expect(stdout).toMatch(/covers \d+ % \(.*maths.*\)/);
  });

  test('tells what is not covered as the chat would', async () => {
    const { stdout } = await crossroads(['search', 'How do I bake sourdough bread?']);
    expect(stdout).toMatch(/^Not covered \(.+\): evidence /);
  });

  test('--json prints one object', async () => {
    const { stdout } = await crossroads(['search', 'Whisper', '--json', '--top', '1']);
    const found = JSON.parse(stdout) as FoundLine;
    expect(found.standaloneQuery).toBe('Whisper');
    expect(found.passages).toHaveLength(1);
    const [passage] = found.passages;
    expect(passage?.id).toMatch(new RegExp(`^${passage?.documentId}#`));
  });
});

describe('search --jsonl', () => {
  test('finds rows of a corpus by their own ids, a line for each query, in order', async () => {
    const input = toLines([
      { id: 2, query: 'collagen scaffold' },
      { id: 1, query: 'Do statins help against breast cancer?', top: 1 },
      { id: 'none', query: 'zeppelin' },
    ]);
    const { code, stdout, stderr } = await crossroads(['search', '--jsonl', '--knowledge', await corpus()], {
      input,
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const found = fromLines<FoundLine>(stdout);
    expect(found.map(({ id, passages }) => [id, passages[0]?.id])).toEqual([
      [2, 'x/7'],
      [1, 'MED-10'],
      ['none', undefined],
    ]);
    expect(found[1]?.passages).toEqual([
      {
        id: 'MED-10',
        score: expect.any(Number),
        coverage: expect.any(Number),
        documentId: 'corpus',
        heading: 'Statins',
      },
    ]);
    expect(found[1]?.standaloneQuery).toBe('Do statins help against breast cancer?');
  });

  test('the history of a line makes its query self-contained', async () => {
    const history = [{ question: 'What do statins do?', answer: 'They lower cholesterol.' }];
    const input = toLines([
      { id: 1, query: 'and for survival?', history },
      { id: 2, query: 'and for survival?' },
    ]);
    const { stdout } = await crossroads(['search', '--jsonl', '--knowledge', await corpus()], { input });
    const [after, alone] = fromLines<FoundLine>(stdout);
    expect(after?.standaloneQuery).toMatch(/statins/i);
    expect(alone?.standaloneQuery).toBe('and for survival?');
  });

  test('bad lines are named with what was expected', async () => {
    const input = toLines([
      { id: 1, query: 'bone', top: 0 },
      { id: 2, query: 'bone', history: 'before' },
      { id: 3, query: 'bone', history: [{ q: 'before' }] },
      { id: 4 },
      { id: 5, query: 'bone' },
    ]);
    const { code, stdout, stderr } = await crossroads(['search', '--jsonl', '--knowledge', await corpus()], {
      input,
    });
    expect(code).toBe(1);
    expect(fromLines<FoundLine>(stdout).map(({ id }) => id)).toEqual([5]);
    expect(stderr.trimEnd().split('\n')).toEqual([
      'crossroads: line 1: field "top": expected a whole number from 1 to 1000',
      'crossroads: line 2: field "history": expected a list of {"question", "answer"?}',
      'crossroads: line 3: field "history.0.question": expected a string',
      'crossroads: line 4: field "query": expected a string',
    ]);
  });

  test('a bad row of the corpus is named with its line', async () => {
    const file = await temporaryFile('corpus.jsonl', `${toLines(ROWS.slice(0, 1))}{"_id": 5\n`);
    const { code, stderr } = await crossroads(['search', 'bone', '--knowledge', file]);
    expect(code).toBe(1);
    expect(stderr).toContain('corpus.jsonl:2');
  });

  test('ends quietly when its reader has seen enough', async () => {
    const args = ['search', '--jsonl', '--knowledge', await corpus()];
    const child = await start([...PROGRAM, ...args]);
    let stderr = '';
    child.stderr.on('data', (part) => {
      stderr += part;
    });
    child.stdin.on('error', () => {});
    child.stdin.write(toLines([{ id: 1, query: 'bone' }]));
    await once(child.stdout, 'data');
    child.stdout.destroy();
    child.stdin.end(toLines(Array.from({ length: 500 }, (_, id) => ({ id, query: 'bone' }))));
    const [code] = await once(child, 'close');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});
