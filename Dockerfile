# Two stages: what builds stays behind. Run it with a read-only root; only STORE_PATH's folder needs to be writable.
FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build && npm prune --omit=dev --ignore-scripts

FROM node:20-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8787 STORE_PATH=/data/crossroads.db
WORKDIR /app
COPY --from=build --chown=root:root /app/package.json /app/LICENSE /app/NOTICE ./
COPY --from=build --chown=root:root /app/node_modules ./node_modules
COPY --from=build --chown=root:root /app/bin ./bin
COPY --from=build --chown=root:root /app/dist ./dist
COPY --from=build --chown=root:root /app/knowledge ./knowledge
COPY --from=build --chown=root:root /app/prompts ./prompts
COPY --from=build --chown=root:root /app/stage ./stage
COPY --from=build --chown=root:root /app/starter ./starter
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8787
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Node itself is told to stop, not a shell or npm: it lets running answers end.
STOPSIGNAL SIGTERM
CMD ["node", "bin/crossroads.js", "serve"]
