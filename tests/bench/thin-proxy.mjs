/**
 * What Crossroads is measured against: the thinnest proxy of express, ws and the SDK with its defaults. It retrieves,
 * checks, bounds and remembers nothing. Runs as its own process, forked by bench.mjs.
 */
import express from 'express';
import OpenAI from 'openai';
import { WebSocketServer } from 'ws';

const client = new OpenAI({ baseURL: process.env.OPENAI_BASE_URL, apiKey: 'bench', maxRetries: 0 });
const server = express().listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
const sockets = new WebSocketServer({ server, perMessageDeflate: false });

sockets.on('connection', (socket) => {
  let abort;
  socket.on('error', () => {});
  socket.on('close', () => abort?.abort());
  socket.on('message', async (data) => {
    abort = new AbortController();
    const { text } = JSON.parse(data.toString());
    try {
      const stream = await client.chat.completions.create(
        {
          model: 'bench',
          stream: true,
          stream_options: { include_usage: true },
          messages: [{ role: 'user', content: text }],
        },
        { signal: abort.signal },
      );
      for await (const chunk of stream) {
        const delta = chunk.choices[0]?.delta?.content;
        if (delta) socket.send(JSON.stringify({ type: 'delta', text: delta }));
      }
      socket.send(JSON.stringify({ type: 'done' }));
    } catch (error) {
      socket.send(JSON.stringify({ type: 'failed', message: error.message }));
    }
  });
});
process.once('disconnect', () => process.exit(0));
