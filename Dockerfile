# One image for the API, the workers and the migration job; docker-compose.yml says which it is.
# The same Node.js that package.json pins for every other place.
FROM node:24.21.0-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Install scripts would compile the library for tokens, which are on officers' desks and not here.
RUN npm ci --omit=dev --ignore-scripts

FROM node:24.21.0-slim
ENV NODE_ENV=production TZ=UTC
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json env.ts worker.ts migration-worker.ts ./
COPY activities ./activities
COPY api ./api
COPY cli ./cli
COPY credential ./credential
COPY db ./db
COPY document ./document
COPY domain ./domain
COPY gateways ./gateways
COPY temporal ./temporal
COPY workflows ./workflows
COPY scripts/worker-health.ts ./scripts/
COPY deploy/entrypoint.sh ./deploy/
# A new volume takes its owner from here.
RUN mkdir /var/lib/ecoo && chown node:node /var/lib/ecoo
USER node
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 \
  CMD ["node", "--input-type=module", "--eval", "if (!(await fetch('http://127.0.0.1:8080/readyz')).ok) process.exit(1)"]
ENTRYPOINT ["sh", "/app/deploy/entrypoint.sh"]
CMD ["node", "api/server.ts"]
