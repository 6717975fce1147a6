/** One answerer over each knowledge that the question sets are put to. */
import { setTimeout as delay } from 'node:timers/promises';
import { type Answering, createAnswering } from '../../src/answering.ts';
import type { Config } from '../../src/config.ts';
import { createLog } from '../../src/server/log.ts';
import { createMemoryVectors } from '../../src/store/memory-vectors.ts';
import { type KnowledgeName, SETS } from './run.ts';
import { setPath } from './sets.ts';

export const KNOWLEDGE: readonly KnowledgeName[] = [...new Set(SETS.map(({ knowledge }) => knowledge))];

/** The owner's folder, or the foreign one of that name in tests/eval/sets. */
export function folderOf(knowledge: KnowledgeName, config: Config): string {
  return knowledge === 'own' ? config.knowledgeDir : setPath(knowledge);
}

/** Reads each folder, and embeds it where an embedding model is configured; the caller closes what it gets. */
export async function openAll(config: Config): Promise<Record<KnowledgeName, Answering>> {
  const log = createLog('error', process.stderr);
  const vectors = createMemoryVectors();
  const open = async (name: KnowledgeName) => {
    const answering = await createAnswering(
      { ...config, knowledgeDir: folderOf(name, config) },
      { log, vectors },
    );
    while (answering.embedding?.state() === 'filling') await delay(20);
    return [name, answering] as const;
  };
  // The entries hold every name, which fromEntries() cannot express.
  return Object.fromEntries(await Promise.all(KNOWLEDGE.map(open))) as Record<KnowledgeName, Answering>;
}
