# Debian 13: its libc is what the embedded engine wants, should no MONGODB_URI be given.
FROM node:20-trixie-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY bin bin
# Installs what the lock file names; done anew only when that changes.
RUN bash -c '. bin/setup.sh'
COPY src src
COPY scenes scenes
COPY tsconfig.json tsconfig.build.json ./
RUN bash bin/build.sh && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:20-trixie-slim
# bin/start.sh says what the memory's settings are for.
ENV MALLOC_ARENA_MAX=2
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 DATA_DIR=/data
WORKDIR /app
# A volume takes its owner from the folder it is mounted over.
RUN mkdir /data /backups && chown node:node /data /backups
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
USER node
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 8080) + '/health').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# node itself is process 1: SIGTERM reaches it, and it ends in good order.
CMD ["node", "--heap-growing-percent=20", "--max-semi-space-size=4", "dist/src/main.js"]
