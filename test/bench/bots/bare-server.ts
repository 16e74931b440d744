import type { createServer } from 'node:http';

/** The barest webhook: reads an update, waits until it is handled, says 200. Prints its address. */
export function bareServer(create: typeof createServer, handle: (update: unknown) => Promise<unknown>): void {
  const server = create((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      handle(JSON.parse(Buffer.concat(chunks).toString())).then(
        () => response.end(),
        () => {
          response.statusCode = 503;
          response.end();
        },
      );
    });
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    console.log(
      JSON.stringify({
        event: 'started',
        address: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
      }),
    );
  });
}
