/** The server as its own process, with a turn that says one word, waits for SIGTERM, and says the other. */
import { once } from 'node:events';
import { createConversations } from '../../src/chat/conversation.ts';
import { loadConfig } from '../../src/config.ts';
import { createLimits } from '../../src/limits/limits.ts';
import { serve } from '../../src/main.ts';
import { createChatServer } from '../../src/server/server.ts';
import { createMemoryStore } from '../../src/store/memory.ts';
import { wordTurn } from './harness.ts';

const signalled = once(process, 'SIGTERM');
const runTurn = wordTurn(['Before ', 'and after.'], async (index) => {
  if (index === 1) await signalled;
});

process.exitCode = await serve(loadConfig(), async (config, { log, listener }) => {
  const store = createMemoryStore();
  const conversations = createConversations({ runTurn, store, log });
  const server = createChatServer({
    ...config,
    ...(listener ? { listener } : {}),
    limits: createLimits(config.limits),
    webDir: '/nowhere',
    conversations,
    greeting: () => ({ answerer: 'rules', starters: [], passages: 3 }),
    log,
  });
  return { passages: 3, listen: server.listen, close: server.close };
});
