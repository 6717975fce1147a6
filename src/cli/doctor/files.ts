/** Looks at the files that a server reads: articles, lexicon, career tools, prompts, the script and the built pages. */
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { starters } from '../../answer/follow-ups.ts';
import { loadCareer } from '../../career/load.ts';
import type { Config } from '../../config.ts';
import type { Knowledge } from '../../domain.ts';
import { loadScript } from '../../inspector/script.ts';
import { readLexicon } from '../../knowledge/lexicon.ts';
import { loadKnowledge } from '../../knowledge/load.ts';
import { loadPrompts } from '../../prompt/template.ts';
import { readIndex } from '../../retrieval/index-file.ts';
import { indexPath } from '../../retrieval/prebuilt.ts';
import { check, type Finding, ok, problem, warning } from './finding.ts';

type Folders = Pick<Config, 'knowledgeDir' | 'promptsDir' | 'stageDir'>;

export async function checkFiles(config: Folders, webDir: string): Promise<Finding[]> {
  const { knowledgeDir, promptsDir, stageDir } = config;
  const found = await Promise.all([
    checkKnowledge(knowledgeDir),
    check('career tools', async () => {
      const career = await loadCareer(knowledgeDir);
      if (!career) return ok('career tools', 'There are none, which is fine.');
      return ok('career tools', `Paths: ${career.roles.map(({ name }) => name).join(', ')}.`);
    }),
    check('prompts', async () => {
      await loadPrompts(promptsDir);
      return ok('prompts', `Those in ${promptsDir} are complete.`);
    }),
    check('demonstration', async () => {
      const steps = await loadScript(join(stageDir, 'script.yaml'));
      return ok(
        'demonstration',
        steps.length > 0 ? `${steps.length} questions.` : 'There is no script, which is fine.',
      );
    }),
    check('pages', () => checkPages(webDir)),
  ]);
  return found.flat();
}

async function checkKnowledge(dir: string): Promise<Finding[]> {
  const lexicon = await check('lexicon', async () => {
    const read = await readLexicon(dir);
    return ok('lexicon', read ? 'lexicon.yaml is good.' : 'There is no lexicon.yaml, which is fine.');
  });
  const knowledge = await check('knowledge', async () => describeKnowledge(await loadKnowledge(dir), dir));
  // The loader reads the lexicon last: the same complaint again means that the articles are good.
  const [said] = lexicon;
  const isRepeated = said?.state === 'problem' && knowledge.some(({ message }) => message === said.message);
  return isRepeated
    ? [ok('knowledge', `The articles in ${dir} can be read.`), ...lexicon]
    : [...knowledge, ...lexicon];
}

async function describeKnowledge(knowledge: Knowledge, dir: string): Promise<Finding[]> {
  const { documents, passages } = knowledge;
  const findings = [
    ok(
      'knowledge',
      `${counted(documents.size, 'document')} with ${counted(passages.length, 'passage')} in ${dir}.`,
    ),
  ];
  if (starters(knowledge).length === 0)
    findings.push(
      warning(
        'knowledge',
        'No article has a heading or a comment "questions: …", so the chat offers no questions to begin with: add some.',
      ),
    );
  const path = await indexPath(dir);
  const index = await readFile(path).then(
    (bytes) => readIndex(bytes, knowledge),
    (error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? undefined : `not readable (${error.code})`),
  );
  if (typeof index === 'string')
    findings.push(
      warning(
        'knowledge',
        `${path} is ${index}, so it is not used: run "crossroads index" again, or delete it.`,
      ),
    );
  return findings;
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;

async function checkPages(webDir: string): Promise<Finding> {
  for (const name of ['index.html', 'widget.js']) {
    const isThere = await access(join(webDir, name)).then(
      () => true,
      () => false,
    );
    if (!isThere) return problem('pages', `${join(webDir, name)} is missing: run "npm run build".`);
  }
  return ok('pages', 'The page and the widget are built.');
}
