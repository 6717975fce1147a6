/** Reads the owner's files: what `reading.ts` asks for on another thread, and commands on their own. */
import { versionOf } from './career/files.ts';
import { loadCareer } from './career/load.ts';
import { loadKnowledge } from './knowledge/load.ts';
import type { Jobs } from './reading.ts';
import { openIndex } from './retrieval/prebuilt.ts';

export const READERS: { [Job in keyof Jobs]: (path: string) => Promise<Jobs[Job]> } = {
  async knowledge(path) {
    const readAt = Date.now();
    const knowledge = await loadKnowledge(path);
    const complaints: string[] = [];
    // Copied, for a small buffer is a part of one that others use.
    const index = new Uint8Array(await openIndex(knowledge, path, (message) => complaints.push(message)));
    return { version: knowledge.version, knowledge, index, readAt, complaints };
  },
  async career(path) {
    const career = await loadCareer(path);
    return { version: versionOf(career), career };
  },
};
